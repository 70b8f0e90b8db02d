"""The numbers by which a school judges its communities: its own, or those of the texts (X-01, X-04, X-06)."""

from collections.abc import Iterable

from communities import rules
from communities.models import Limits
from schools.models import School, Stage


def default_limits(school: School) -> Limits:
    """Give the numbers of the texts, unsaved: G2 for a school of junior middle classes only, else G1 (X-01)."""
    sizes = rules.JUNIOR if school.stages == [Stage.JUNIOR] else rules.PRIMARY
    pairs = {
        "students": sizes.students,
        "parents": sizes.parents,
        "advisers": sizes.advisers,
        "adviser_groups": rules.PER_ADVISER,
    }
    numbers = {f"{name}_{end}": n for name, pair in pairs.items() for end, n in zip(("min", "max"), pair, strict=True)}
    return Limits(school=school, accompaniment=Limits.Accompaniment.SINGLE, tolerance_minutes=0, **numbers)


def limits_of(school: School) -> Limits:
    """Give the numbers of one school; one statement."""
    return limits_by_school([school])[school.pk]


def limits_by_school(schools: Iterable[School]) -> dict[int, Limits]:
    """Give the numbers of each school by its key; one statement."""
    schools = {school.pk: school for school in schools}
    own = {limits.school_id: limits for limits in Limits.objects.filter(school__in=schools)}
    return {pk: own.get(pk) or default_limits(school) for pk, school in schools.items()}


def sizes(limits: Limits) -> rules.Sizes:
    """Give the limits of a community's composition as the rules take them."""
    return rules.Sizes(
        students=(limits.students_min, limits.students_max),
        parents=(limits.parents_min, limits.parents_max),
        advisers=(limits.advisers_min, limits.advisers_max),
    )


def per_adviser(limits: Limits) -> tuple[int, int]:
    """Give how many communities an adviser serves, both ends included."""
    return limits.adviser_groups_min, limits.adviser_groups_max


def most(limits: Limits, kind: str) -> int:
    """Give the most members of one kind (pupil, parent, adviser)."""
    return {"pupil": limits.students_max, "parent": limits.parents_max, "adviser": limits.advisers_max}[kind]
