"""Contests and their entries, as far as somebody sees them: a constant number of statements each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, When

from accounts.models import Post, User
from accounts.roles import Role
from registry.models import Teacher, TeacherGroup
from schools.models import School
from sheets.rules import mean
from teaching_checks.models import Contest, ContestJudge, Entry, Judgement

HEADS = (Role.RESEARCH_GROUP_HEAD, Role.PREP_GROUP_HEAD)
DAYS_BEFORE = 7


@dataclass(frozen=True)
class Result:
    """One entry with the mean of its judges; None while the user may not know, or nobody has judged."""

    entry: Entry
    judged: int
    mean: Decimal | None


def for_listing(contests: QuerySet[Contest], user: User) -> QuerySet[Contest]:
    """Load the subject, how many entries stand, and whether the user judges or has entered."""
    standing = Q(entries__withdrawn_at=None)
    mine = Entry.objects.standing().filter(contest=OuterRef("pk"), person=user)
    judges = ContestJudge.objects.filter(contest=OuterRef("pk"), user=user)
    return contests.select_related("subject").annotate(
        entry_count=Count("entries", filter=standing), has_entered=Exists(mine), is_judge=Exists(judges)
    )


def with_files(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    return entries.select_related("contest__subject", "contest__sheet", "teacher").prefetch_related("files")


def employment(user: User, school: School, *, on: date) -> Teacher | None:
    """Give the user's employment at the school on that day: who may enter."""
    return Teacher.objects.filter(user=user, school=school).employed_on(on).first()


def results(contest: Contest, user: User) -> list[Result]:
    """Give the standing entries with what the judges gave, the best first; nothing of the user's own entry."""
    entries = list(contest.entries.standing().select_related("teacher"))
    given: dict[int, list[Decimal]] = defaultdict(list)
    for entry, points in Judgement.objects.visible_to(user).filter(entry__in=entries).values_list("entry", "points"):
        given[entry].append(points)
    found = [Result(entry, len(given[entry.pk]), mean(given[entry.pk])) for entry in entries]
    return sorted(found, key=lambda each: (each.mean is None, -(each.mean or 0), each.entry.pk))


def to_judge(contest: Contest, user: User) -> QuerySet[Entry]:
    """Give what the user judges in a contest; each carries `given`, the own judgement if there is one."""
    own = Prefetch("judgements", queryset=Judgement.objects.filter(judge=user), to_attr="given")
    rows = Entry.objects.judged_by(user).filter(contest=contest).select_related("teacher")
    return rows.prefetch_related(own).order_by("pk")


def gallery(user: User, school: School) -> QuerySet[Entry]:
    """Give what won at a school and may be shown, the newest contest and the highest award first."""
    rows = with_files(Entry.objects.in_gallery(user).filter(school=school))
    rank = Case(*(When(award=award, then=place) for place, award in enumerate(Entry.Award.values)))
    return rows.order_by("-contest__decided_on", "contest", rank, "pk")


def closing(school: School, *, on: date) -> QuerySet[Contest]:
    """Give the contests whose entries close within a week (N-17)."""
    last = on + timedelta(days=DAYS_BEFORE)
    rows = Contest.objects.filter(school=school, state=Contest.State.ENTRIES)
    return rows.filter(entries_to_on__gte=on, entries_to_on__lte=last).select_related("school")


def schools_taking_entries() -> QuerySet:
    """Give the schools with a contest that is open for entries."""
    rows = Contest.objects.filter(state=Contest.State.ENTRIES)
    return rows.order_by("school").values_list("school", flat=True).distinct()


def heads_for(contests: Iterable[Contest], school: School, *, on: date) -> dict[int, list[User]]:
    """Give by contest whom to remind: the heads of all groups, or of those of its subject; two statements."""
    subjects = dict(TeacherGroup.objects.filter(school=school).values_list("pk", "subject"))
    posts = Post.objects.held_on(on).filter(school=school, role__in=HEADS).select_related("user").order_by("pk")
    heads = [(subjects.get(post.scope_id), post.user) for post in posts]
    return {
        contest.pk: list({user.pk: user for of, user in heads if contest.subject_id in (None, of)}.values())
        for contest in contests
    }
