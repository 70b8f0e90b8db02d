"""What G4 and G5 count at a school: its alliance where the office sits, itself as a member, the members.

The alliance as a whole owes at the school of its seat; what each school owes stands on its own board.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db.models import Q

from alliances.models import Alliance, Membership
from core.dates import Span
from rulebook.rules.people import Subject
from schools.models import School

Things = Callable[[School, Span], Iterable[Subject]]


def alliance_key(pk: int) -> str:
    return f"alliance:{pk}"


def seated(school: School, span: Span):
    """Give the alliances whose office is at the school on any day of the span."""
    rows = Alliance.objects.filter(seat=school, from_on__lt=span.to_on)
    return rows.filter(Q(to_on=None) | Q(to_on__gt=span.from_on))


def members_in(span: Span):
    """Give who is a member on any day of the span."""
    rows = Membership.objects.accepted().filter(Q(to_on=None) | Q(to_on__gt=span.from_on), from_on__lt=span.to_on)
    return rows.order_by("alliance", "part", "from_on", "pk")


def subjects_of(schools: Sequence[School], span: Span) -> dict[tuple[int, int], str]:
    """Give by alliance and school, both as ids, how records name the school as its member; one statement."""
    return {(each.alliance_id, each.school_id): each.subject for each in members_in(span).filter(school__in=schools)}


def alliances(school: School, span: Span) -> Iterator[Subject]:
    for each in seated(school, span).order_by("pk"):
        yield Subject(alliance_key(each.pk), each.name, from_on=each.from_on, to_on=each.to_on, document=each.document)


def _own(*, with_core: bool) -> Things:
    def rows(school: School, span: Span) -> Iterator[Subject]:
        for each in members_in(span).filter(school=school):
            if with_core or each.part != Membership.Part.CORE:
                yield _subject(each, school.name)

    return rows


def _all(*, with_core: bool) -> Things:
    def rows(school: School, span: Span) -> Iterator[Subject]:
        found = members_in(span).filter(alliance__in=seated(school, span)).select_related("school")
        for each in found:
            if with_core or each.part != Membership.Part.CORE:
                yield _subject(each, each.school.name)

    return rows


def _subject(member: Membership, name: str) -> Subject:
    keys = frozenset({alliance_key(member.alliance_id)})
    return Subject(member.subject, name, keys, member.from_on, member.to_on, document=member.document)


SUBJECTS: dict[str, Things] = {
    "alliance": alliances,
    "alliance_school": _own(with_core=True),
    "member_school": _own(with_core=False),
    "each_alliance_school": _all(with_core=True),
    "each_member_school": _all(with_core=False),
}
