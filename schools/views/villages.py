"""The villages of the district, shared by its schools."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import requires
from core.listing import listed
from schools import services
from schools.access import SCHOOL_SETUP
from schools.forms.places import VillageForm
from schools.models import Village


@requires(SCHOOL_SETUP)
def village_list(request):
    villages = _villages(request).prefetch_related("aliases", "schools")
    q, only_ours = request.GET.get("q", "").strip(), request.GET.get("show") == "ours"
    if q:
        found = Q(name__icontains=q) | Q(aliases__name__icontains=q)
        villages = villages.filter(pk__in=Village.objects.filter(found).values("pk"))
    if only_ours:
        villages = villages.filter(pk__in=request.school.villages.values("pk"))
    page = listed(request, villages, sorts={"name": "name"}, default="name")
    return render(request, "schools/village_list.html", {"page": page, "q": q, "only_ours": only_ours})


@requires(SCHOOL_SETUP)
def village_create(request):
    return _edit(request, VillageForm(request.POST or None, district=request.school.district))


@requires(SCHOOL_SETUP)
def village_edit(request, public_id):
    village = get_object_or_404(_villages(request), public_id=public_id)
    return _edit(request, VillageForm(request.POST or None, instance=village, district=request.school.district))


def _edit(request, form):
    if form.is_valid():
        aliases = form.cleaned_data["aliases"]
        services.save_village(school=request.school, village=form.save(commit=False), aliases=aliases)
        messages.success(request, _("Saved."))
        return redirect("schools:village_list")
    return render(request, "schools/village_form.html", {"form": form, "village": form.instance})


@requires(SCHOOL_SETUP)
@require_POST
def village_use(request, public_id):
    """Put a village of the district on the school's own list; taking it off asks whether pupils live there."""
    village = get_object_or_404(_villages(request), public_id=public_id)
    services.use_village(school=request.school, village=village)
    messages.success(request, _("%(village)s is now on your list.") % {"village": village})
    return redirect("schools:village_list")


def _villages(request):
    """The villages of the district of the school one works in."""
    return Village.objects.visible_to(request.user).filter(district=request.school.district)
