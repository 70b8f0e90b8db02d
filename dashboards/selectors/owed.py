"""What the documents in force ask: of oneself today, and how the school stands."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from dashboards.selectors.gaps import Gap
from rulebook.models import Adoption
from rulebook.selectors.standing import own_standing, term_standing
from schools.selectors import current_term


def owed_gaps(request) -> list[Gap]:
    """Give what is late or due this week of the user's own, and what is late or nobody's in the school.

    One statement where no document is in force; else a constant number, whatever the number of people.
    """
    user, school, today = request.user, request.school, timezone.localdate()
    if not Adoption.objects.in_force_on(today).filter(school=school).exists():
        return []
    found = _own(user, today)
    if user.has_permission(Permission.COMPLIANCE_VIEW, school=school):
        found += _of_board(user, school, current_term(school, request.session, today), today)
    return [gap for gap in found if gap.count]


def _own(user, today) -> list[Gap]:
    mine, url = own_standing(user, today=today), reverse("rulebook:obligation_mine")
    return [
        Gap(_("Overdue of what I owe"), mine.late, url, is_urgent=True),
        Gap(_("Of what I owe, due this week"), mine.this_week, url),
    ]


def _of_board(user, school, term, today) -> list[Gap]:
    if term is None:
        return []
    standing, url = term_standing(school, term, user=user, today=today), reverse("rulebook:board")
    return [
        Gap(_("Overdue on the compliance board"), standing.late, f"{url}?state=late", is_urgent=True),
        Gap(_("Owed by nobody, for no one holds the post"), standing.nobody, url),
    ]
