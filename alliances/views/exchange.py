"""The live page of staff exchange: what is required, how far it is, who it is, what closes the gap (G5.3.5, F-08)."""

from datetime import timedelta

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from alliances.forms.exchange import StaffCountForm
from alliances.messages.exchange import gap_words
from alliances.models import Alliance, Membership, Stint
from alliances.refusals.exchange import in_words
from alliances.selectors import exchange as selectors
from alliances.selectors.alliances import shared_until
from alliances.services import exchange_records
from core.access import requires
from core.dates import school_year
from core.listing import listed
from core.saving import saved

DAY = timedelta(days=1)
READERS = (Permission.ALLIANCE_SCHOOL, Permission.ALLIANCE_RUN)
SORTS = {"name": "person__name", "home": "home__name", "from": "from_on", "state": "state"}


@requires(*READERS)
@require_safe
def exchange_board(request, public_id):
    """?year a school year, ?which a figure, ?school the member whose people are listed."""
    alliance = _visible(request, public_id)
    today, until = timezone.localdate(), shared_until(request.user, alliance)
    last = school_year(until - DAY) if until else None
    year = min(filter(None, (_year(request, today), last)))
    board = selectors.board(alliance, year, today)
    wanted = request.GET.get("school", "")
    member = next((line.member for line in board.schools if str(line.member.public_id) == wanted), None)
    which = request.GET.get("which") if request.GET.get("which") in selectors.WHICH else "agreed"
    rows = selectors.listed_stints(request.user, alliance, year, which=which, member=member)
    page = listed(request, rows, sorts=SORTS, default="name")
    context = {
        "alliance": alliance,
        "board": board,
        "gap": gap_words(board.gap) if board.gap else "",
        "page": page,
        "people": _people(request, page, board, today),
        "which": which,
        "member": member,
        "years": [each for each in (year - 1, year, year + 1) if last is None or each <= last],
        "speaks_for": Membership.objects.spoken_for_by(request.user).filter(alliance=alliance).exists(),
    }
    return render(request, "alliances/exchange_board.html", context)


def _people(request, page, board, today):
    """Give each row with what the person has served, and whether the page of the stint may be opened."""
    served = selectors.served_by(page.object_list, board.rates, today)
    keys = [stint.pk for stint in page]
    open_to = set(Stint.objects.visible_to(request.user).filter(pk__in=keys).values_list("pk", flat=True))
    return [(stint, served.get(stint.person_id), stint.pk in open_to) for stint in page]


@requires(Permission.ALLIANCE_SCHOOL)
@require_http_methods(["GET", "HEAD", "POST"])
def exchange_staff(request, public_id):
    """Enter how many work full time at the own school on 1 September, for alliances that count these."""
    alliance = _visible(request, public_id)
    year = _year(request, timezone.localdate())
    form = StaffCountForm(request.POST or None)
    if saved(
        request,
        form,
        in_words,
        exchange_records.count_staff,
        alliance=alliance,
        school=request.school,
        year=year,
        said=_("Entered."),
    ):
        return redirect("alliances:exchange_board", alliance.public_id)
    return render(request, "alliances/exchange_staff.html", {"alliance": alliance, "form": form, "year": year})


def _year(request, today) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and 2000 <= int(asked) <= 2100 else school_year(today)


def _visible(request, public_id) -> Alliance:
    alliances = Alliance.objects.visible_to(request.user).select_related("seat")
    return get_object_or_404(alliances, public_id=public_id)
