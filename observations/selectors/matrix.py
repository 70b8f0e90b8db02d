"""Who observed whom, and which classes nobody has observed in a term: for the principal's page (C2.2.4, C7.4)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from accounts.models import User
from observations.selectors.observed import of_term
from registry.models import SchoolClass, Teacher
from rulebook.selectors.names import names_of
from schools.models import School, Term


@dataclass(frozen=True)
class Matrix:
    """Counts of observed lessons by observer and observed, with their names; both by name."""

    counts: dict[tuple[int, int], int]
    observers: list[tuple[int, str]]
    observed: list[tuple[int, str]]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def rows(self) -> list[tuple[int, str, list[tuple[int, int]], int]]:
        """Give each observer with a cell (observed, count) for everybody observed, and the sum."""
        found = []
        for observer, name in self.observers:
            cells = [(person, self.counts.get((observer, person), 0)) for person, _ in self.observed]
            found.append((observer, name, cells, sum(count for _, count in cells)))
        return found

    def of_observed(self) -> Counter:
        """Give how often each was observed."""
        found = Counter()
        for (_observer, person), count in self.counts.items():
            found[person] += count
        return found


def matrix(school: School, term: Term, *, user: User) -> Matrix:
    """Give the map of a term as far as the user may read it; three statements."""
    rows = of_term(school, term, user=user).order_by().values_list("observer", "person").annotate(count=Count("*"))
    counts = {(observer, person): count for observer, person, count in rows}
    people = {user for pair in counts for user in pair}
    names = names_of(people)
    pinyin = dict(Teacher.objects.filter(school=school, user__in=people).values_list("user", "name_pinyin"))

    def by_name(users):
        return sorted(((pk, names[pk]) for pk in users), key=lambda pair: (pinyin.get(pair[0], ""), pair[1]))

    return Matrix(counts, by_name({o for o, _ in counts}), by_name({p for _, p in counts}))


def never_observed(school: School, term: Term, *, user: User) -> list[tuple[int, str]]:
    """Give the teachers who teach but in whose lessons nobody was in the term, by name; one statement."""
    seen = of_term(school, term, user=user).order_by().values("person")
    teaching = Teacher.objects.filter(school=school, assignments__isnull=False).employed_on(term.ends_on)
    rows = teaching.exclude(user__in=seen).distinct().order_by("name_pinyin", "pk")
    return list(rows.values_list("user", "name"))


@dataclass(frozen=True)
class ClassCount:
    """A class and how many of its lessons were observed in the term."""

    pk: int
    name: str
    count: int


def by_class(school: School, term: Term, *, user: User) -> list[ClassCount]:
    """Give every class of the school with the lessons observed, those never observed too; two statements."""
    counts = _counts_by_class(school, term, user)
    day = term.ends_on
    classes = SchoolClass.objects.filter(school=school).open().with_grade(day)
    ordered = sorted(classes, key=lambda each: (each.grade_number or 0, each.number))
    return [ClassCount(each.pk, each.name_on(day), counts.get(each.pk, 0)) for each in ordered]


def seen_and_unseen(school: School, term: Term, *, user: User) -> tuple[int, int]:
    """Give how many lessons were observed, and in how many classes of the school none; two statements."""
    counts = _counts_by_class(school, term, user)
    unseen = SchoolClass.objects.filter(school=school).open().exclude(pk__in=counts)
    return sum(counts.values()), unseen.count()


def _counts_by_class(school: School, term: Term, user: User) -> dict[int, int]:
    rows = of_term(school, term, user=user).order_by().values_list("school_class").annotate(count=Count("*"))
    return dict(rows)
