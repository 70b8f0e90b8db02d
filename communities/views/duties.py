"""A parent's own duties, of all schools: what comes, accept, decline, what has been."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission
from communities.models import Assignment, Community
from communities.refusals.duties import WORDS
from communities.selectors.duties import own_duties, past, unanswered_count, upcoming, with_company
from communities.selectors.duty_tabs import duty_tabs
from communities.services import duties
from communities.views.outcomes import Outcome, answer
from core.access import requires
from core.dates import monday_of
from core.listing import listed
from core.refusals import Refused

PER_PAGE = 20
SECTIONS = {
    "today": gettext_lazy("Today"),
    "tomorrow": gettext_lazy("Tomorrow"),
    "week": gettext_lazy("This week"),
    "later": gettext_lazy("Later"),
}


@requires(Permission.FAMILY, anywhere=True)
@require_safe
def duty_list(request):
    """The duties to come, by day; `?past=1` those that have been."""
    user, now = request.user, timezone.now()
    is_past = request.GET.get("past") == "1"
    duties_shown = past(user, now=now) if is_past else upcoming(user, now=now)
    order = {"sorts": {"day": "starts_at"}, "default": "-day" if is_past else "day"}
    page = listed(request, with_company(duties_shown, user), per_page=PER_PAGE, **order)
    return render(
        request,
        "communities/duty_list.html",
        {
            "page": page,
            "is_past": is_past,
            "sections": [] if is_past else by_day(page, timezone.localdate(now)),
            "unanswered": unanswered_count(user),
            "led": Community.objects.existing().rota_edited_by(user).order_by("name"),
            "tabs": duty_tabs(user, now=now),
            "now": now,
        },
    )


@requires(Permission.FAMILY, anywhere=True)
@require_POST
def duty_accept(request, public_id):
    """Say yes to one duty."""
    duty = own_duty(request, public_id)
    try:
        duties.accept(duty=duty, by=request.user)
    except Refused as refused:
        outcome = Outcome(WORDS[refused.reason], is_refusal=True)
    else:
        outcome = Outcome(_("Thank you. You are on duty."))
    return answer_with_duty(request, duty, outcome)


@requires(Permission.FAMILY, anywhere=True)
@require_POST
def duty_decline(request, public_id):
    """Give one duty back; no reason is asked."""
    duty = own_duty(request, public_id)
    try:
        is_urgent = duties.decline(duty=duty, by=request.user)
    except Refused as refused:
        outcome = Outcome(WORDS[refused.reason], is_refusal=True)
    else:
        soon = _("The duty is free again. As it is so soon, the leaders have been told at once.")
        outcome = Outcome(soon if is_urgent else _("Thank you for telling. The duty is free for others now."))
    return answer_with_duty(request, duty, outcome)


@requires(Permission.FAMILY, anywhere=True)
@require_POST
def duty_accept_all(request):
    """Say yes to everything that waits for an answer."""
    count = duties.accept_all(by=request.user)
    words = ngettext("Thank you. You are on %(count)s duty.", "Thank you. You are on %(count)s duties.", count)
    messages.success(request, words % {"count": count} if count else _("No duty waits for your answer."))
    return redirect("communities:duty_list")


def own_duty(request, public_id) -> Assignment:
    """Give one of the user's own duties, in whatever state: a late tap meets words, not page 404."""
    return get_object_or_404(own_duties(request.user), public_id=public_id)


def answer_with_duty(request, duty: Assignment, outcome: Outcome):
    """Answer with the duty as it stands now."""

    def context():
        return {"duty": with_company(own_duties(request.user), request.user).get(pk=duty.pk), "now": timezone.now()}

    return answer(request, outcome, card="communities/_duty.html", context=context, back="communities:duty_list")


def by_day(duties, today) -> list[tuple[str, list]]:
    """Part duties, which are in the order of days, under the headings today, tomorrow, this week and later."""
    parts: dict[str, list] = {}
    for duty in duties:
        parts.setdefault(_section(duty.slot.on, today), []).append(duty)
    return [(SECTIONS[name], duties) for name, duties in parts.items()]


def _section(day, today) -> str:
    if day <= today:
        return "today"
    if (day - today).days == 1:
        return "tomorrow"
    return "week" if monday_of(day) == monday_of(today) else "later"
