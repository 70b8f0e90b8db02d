"""Letters about what is owed, one school at a time: a constant number of statements, each matter once."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse

from accounts.models import Post, User
from accounts.permissions import Permission
from accounts.roles import ROLES, Scope
from core.dates import Span, monday_of
from notices.services import Letter
from rulebook.reminders import words
from rulebook.reminders.matters import Matter, Stage, matters
from rulebook.rules.frames import Frame
from rulebook.rules.judging import State
from rulebook.selectors.board import obligations_of
from rulebook.selectors.current import term_among
from rulebook.selectors.in_force import frame_among
from rulebook.selectors.lines import Line, lines_of
from schools.models import School, Term

# These are said together, once a day or once a week; the others each by itself, once.
TOGETHER = {Stage.LATE, Stage.BEHIND, Stage.WEEK}
LEADERS = [
    role
    for role, rights in ROLES.items()
    if rights.scope == Scope.SCHOOL and Permission.COMPLIANCE_WAIVE in rights.permissions
]


def letters(*, school: School, days: Span, now: datetime) -> list[Letter]:
    """Give what is to be said to whom about the school's obligations today; a dedupe key says each once.

    What fell on a day without school is in it: what is due until the next school day is said on the last before.
    """
    on = days.last_on
    terms = list(Term.objects.filter(school=school))
    term = term_among(terms, on)
    if term is None:
        return []
    frame = frame_among(school, term, terms)
    obligations = obligations_of(term, frame=frame).exclude(audience="own")
    lines = lines_of(school, obligations, frame, today=on)
    return [*_to_bearers(school, lines, frame, on), *_to_leaders(school, lines, on)]


def _to_bearers(school: School, lines: list[Line], frame: Frame, on: date) -> Iterator[Letter]:
    found: dict[tuple[int, str], list[Matter]] = defaultdict(list)
    for matter in matters(lines, frame, on=on):
        for user in matter.line.bearers:
            found[user, _key(matter, on)].append(matter)
    people = User.objects.in_bulk({user for user, _ in found})
    for (user, key), together in found.items():
        yield Letter(
            recipient=people[user],
            subject=words.subject(together, on=on),
            body=words.body(together, frame=frame),
            url=reverse("rulebook:obligation_mine"),
            dedupe=f"owed-{school.pk}-{key}",
            school_id=school.pk,
            may_leave=True,  # names staff and groups, never a child
        )


def _key(matter: Matter, on: date) -> str:
    """Name a matter so that it is said once: what is late every day, a pace every week, the rest for good."""
    stage, line = matter.stage, matter.line
    if stage is Stage.LATE:
        return f"late-{on}"
    if stage in TOGETHER:
        return f"{stage}-{monday_of(on)}"
    if stage is Stage.FINDING:
        return f"finding-{line.pk}"
    return f"{stage}-{line.requirement.id}-{line.period}"


def _to_leaders(school: School, lines: list[Line], on: date) -> Iterator[Letter]:
    """Tell those who lead the school once a week how much is late, and what nobody holds (N-10)."""
    late = [line for line in lines if line.state is State.LATE]
    if not late:
        return
    posts = Post.objects.held_on(on).filter(school=school, role__in=LEADERS).select_related("user").order_by("pk")
    for user in {post.user_id: post.user for post in posts}.values():
        yield Letter(
            recipient=user,
            subject=words.leader_subject(late),
            body=words.leader_body(late),
            url=reverse("rulebook:board"),
            dedupe=f"owed-{school.pk}-leader-{monday_of(on)}",
            school_id=school.pk,
            may_leave=True,  # names staff and groups, never a child
        )
