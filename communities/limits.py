"""The numbers by which a school judges its communities (X-01, X-04, X-06): those of the document it has adopted,
else its own, else those of the texts."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from communities import rules
from communities.adopted import NUMBERS, AdoptedNumbers, adopted_by_school
from communities.models import Limits
from rulebook.documents.schema import Value
from rulebook.models import Adoption
from schools.models import School, Stage

FIELDS = [name for name in NUMBERS if name != "accompanying_parents"]


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


def own_limits(school: School) -> Limits:
    """Give the school's own numbers, or those of the texts; what a document sets is not looked at."""
    return Limits.objects.filter(school=school).first() or default_limits(school)


def limits_of(school: School, *, on: date | None = None) -> Limits:
    """Give the numbers of one school that hold on a day, today unless told otherwise."""
    return limits_by_school([school], on=on)[school.pk]


def limits_by_school(schools: Iterable[School], *, on: date | None = None) -> dict[int, Limits]:
    """Give the numbers of each school by its key; at most four statements, two where nothing is adopted."""
    schools, on = {school.pk: school for school in schools}, on or timezone.localdate()
    own = {limits.school_id: limits for limits in Limits.objects.filter(school__in=schools)}
    adopted = adopted_by_school(schools)
    return {pk: _overlaid(own.get(pk) or default_limits(school), adopted[pk], on) for pk, school in schools.items()}


def _overlaid(limits: Limits, adopted: AdoptedNumbers, on: date) -> Limits:
    found = {name: adopted.value(name, on) for name in FIELDS} if adopted.documents else {}
    found = {name: value for name, value in found.items() if value is not None}
    if not found:
        return limits
    rest = {name: getattr(limits, name) for name in FIELDS}
    numbers = {name: value if name == "accompaniment" else int(value) for name, value in found.items()}
    return Limits(school_id=limits.school_id, **{**rest, **numbers})


def settled_by_documents(school: School, *, on: date) -> dict[Adoption, dict[str, Value]]:
    """Give what the adopted documents set on that day: for each, the names of fields of Limits with their values."""
    adopted = adopted_by_school([school.pk])[school.pk]
    found: dict[Adoption, dict[str, Value]] = {}
    for name in FIELDS:
        for adoption, value in adopted.setting(name, on):
            found.setdefault(adoption, {})[name] = value
    return found


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
