"""Days on which a parent takes no duty: list, enter, remove."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from communities.forms.duties import UnavailabilityForm
from communities.selectors.duty_tabs import duty_tabs
from communities.selectors.unavailability import current_entries, duties_within, own_entries
from communities.services import unavailability
from core.access import requires
from core.listing import listed

PER_PAGE = 20
ORDER = {"day": ["from_on", "to_on", "weekdays"]}


@requires(Permission.FAMILY, anywhere=True)
@require_http_methods(["GET", "HEAD", "POST"])
def unavailability_list(request):
    """The user's days off duty; entering days shows first which duties fall on them."""
    form = UnavailabilityForm(request.POST or None)
    now = timezone.now()
    if form.is_valid():
        duties = duties_within(request.user, **form.days(), now=now)
        if not duties or "seen" in request.POST:
            return _enter(request, form, duties)
        return render(request, "communities/unavailability_confirm.html", {"form": form, "duties": duties})
    entries = current_entries(request.user, today=timezone.localdate(now))
    page = listed(request, entries, sorts=ORDER, default="day", per_page=PER_PAGE)
    context = {"page": page, "form": form, "tabs": duty_tabs(request.user, now=now)}
    return render(request, "communities/unavailability_list.html", context)


@requires(Permission.FAMILY, anywhere=True)
@require_POST
def unavailability_remove(request, public_id):
    """Take an entry away again."""
    entry = get_object_or_404(own_entries(request.user), public_id=public_id)
    unavailability.remove(entry=entry, by=request.user)
    messages.success(request, _("Removed."))
    return redirect("communities:unavailability_list")


def _enter(request, form, duties):
    ticked = set(request.POST.getlist("decline"))
    declining = [duty for duty in duties if str(duty.public_id) in ticked]
    count = unavailability.enter(**form.days(), declining=declining, by=request.user)
    words = ngettext(
        "Saved; %(count)s duty is free for others now.", "Saved; %(count)s duties are free for others now.", count
    )
    messages.success(request, words % {"count": count} if count else _("Saved."))
    return redirect("communities:unavailability_list")
