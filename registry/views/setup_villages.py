"""Villages and the pupils who live there: merging two, taking one off the list."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import Permission
from core.access import requires
from core.templatetags.portal import in_words
from registry.forms.setup import VillageMergeForm
from registry.models import Student
from registry.setup import villages
from schools.models import Village


@requires(Permission.SCHOOL_SETUP)
def village_merge(request, public_id):
    """Choose the village that stays; the school's pupils of the other one move there."""
    gone = _village(request, public_id)
    form = VillageMergeForm(request.POST or None, gone=gone)
    if form.is_valid():
        keep = form.cleaned_data["keep"]
        try:
            moved, is_gone = villages.merge_villages(school=request.school, gone=gone, keep=keep, by=request.user)
        except villages.InUse as refused:
            form.add_error(None, _in_use(gone, refused))
        else:
            _tell_merged(request, gone.name, keep, moved, is_gone)
            return redirect("schools:village_list")
    context = {
        "form": form,
        "village": gone,
        "pupil_count": Student.objects.visible_to(request.user).filter(school=request.school, village=gone).count(),
        "other_schools": gone.schools.exclude(pk=request.school.pk),
    }
    return render(request, "registry/setup/village_merge.html", context)


def _tell_merged(request, gone, keep, moved, is_gone):
    words = ngettext("%(count)s pupil now lives in %(keep)s.", "%(count)s pupils now live in %(keep)s.", moved)
    messages.success(request, words % {"count": moved, "keep": keep})
    if is_gone:
        messages.success(
            request, _("“%(gone)s” is from now on another name of %(keep)s.") % {"gone": gone, "keep": keep}
        )
    else:
        messages.info(request, _("%(gone)s stays for the other schools that use it.") % {"gone": gone})


@requires(Permission.SCHOOL_SETUP)
def village_drop(request, public_id):
    """Ask, then take a village off the school's list; it disappears when no other school uses it."""
    village = _village(request, public_id)
    if request.method == "POST":
        try:
            is_gone = villages.drop_village(school=request.school, village=village)
        except villages.PupilsLiveThere as refused:
            words = ngettext(
                "%(count)s pupil of yours lives in %(village)s, so it stays. You can merge it with another village.",
                "%(count)s pupils of yours live in %(village)s, so it stays. You can merge it with another village.",
                refused.count,
            )
            messages.error(request, words % {"count": refused.count, "village": village})
        except villages.InUse as refused:
            messages.error(request, _in_use(village, refused))
        else:
            gone = _("%(village)s has been deleted.")
            kept = _("%(village)s is off your list; other schools use it.")
            messages.success(request, (gone if is_gone else kept) % {"village": village})
        return redirect("schools:village_list")
    return render(request, "registry/setup/village_drop.html", {"village": village})


def _in_use(village, refused):
    uses = in_words(f"{use.label} ({use.count})" for use in refused.uses)
    return _("%(village)s stays, because your school uses it: %(uses)s.") % {"village": village, "uses": uses}


def _village(request, public_id):
    found = Village.objects.visible_to(request.user).filter(district=request.school.district)
    return get_object_or_404(found, public_id=public_id)
