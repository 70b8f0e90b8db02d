"""From the homework roster to the round of a week."""

from datetime import date

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.permissions import Permission
from core.access import requires
from core.refusals import Refused
from teaching_checks.models import CheckObject, Roster, RosterRound
from teaching_checks.refusals.roster import WORDS
from teaching_checks.selectors import roster as selectors
from teaching_checks.selectors.sheets import sheets_by_object
from teaching_checks.services import roster_rounds as services
from teaching_checks.views.roster import LIST, term_of


@requires(Permission.CHECK_MANAGE)
@require_POST
def roster_start(request, on: date):
    """Plan the round of a week, once: whoever comes second is brought to the round that there is."""
    term = term_of(request)
    roster = selectors.roster_of(term) if term else None
    if roster is None:
        messages.error(request, WORDS["not_a_week"])
        return redirect(LIST)
    try:
        round = _started(request, roster, on)
    except Refused as refused:
        return _refused(request, refused.reason, roster, on)
    count = round.rows.count()
    words = ngettext("Planned for %(count)d teacher.", "Planned for %(count)d teachers.", count)
    messages.success(request, words % {"count": count})
    return redirect("teaching_checks:round_detail", round.public_id)


def _started(request, roster: Roster, on: date):
    number = roster.weeks.index(str(on)) + 1 if str(on) in roster.weeks else 0
    name = _("Homework roster, week %(number)d") % {"number": number}
    sheet = sheets_by_object(request.school)[CheckObject.HOMEWORK][0]
    return services.start(roster=roster, week_on=on, name=name, sheet=sheet, by=request.user)


def _refused(request, reason: str, roster: Roster, on: date):
    messages.error(request, WORDS[reason])
    known = RosterRound.objects.visible_to(request.user).filter(roster=roster, week_on=on).select_related("round")
    if reason == "started" and known:
        return redirect("teaching_checks:round_detail", known[0].round.public_id)
    return redirect(LIST)
