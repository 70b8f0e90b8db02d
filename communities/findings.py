"""What the rules say of communities as they are: composition (F-01) and the load of their advisers (F-05).

Counted are those who have agreed. Many communities cost as many statements as one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Count, Q

from communities import rules
from communities.limits import limits_by_school, limits_of, per_adviser, sizes
from communities.models import Community, Limits, Membership
from communities.rules import Finding, Level
from registry.models import Teacher
from schools.models import School

KIND = Membership.Kind


def findings_of(communities: Iterable[Community]) -> dict[int, list[Finding]]:
    """Give the findings of each community by its key, good ones too; at most seven statements.

    Schools are read with the communities: load them with select_related("school").
    """
    communities = list(communities)
    limits = limits_by_school({c.school for c in communities})
    counts = _counts(communities)
    loads = _loads_by_community(communities)
    return {c.pk: _findings(counts[c.pk], loads[c.pk], limits[c.school_id]) for c in communities}


def is_outside(findings: Iterable[Finding]) -> bool:
    """Tell whether any rule is broken; a wish of the text that is not met (a warning) breaks none."""
    return any(finding.level == Level.VIOLATION for finding in findings)


def findings_of_school(school: School) -> list[Finding]:
    """Judge whether the school's advisers can look after its communities (F-05); empty without communities."""
    groups = Community.objects.existing().filter(school=school).count()
    if not groups:
        return []
    advising = _agreed_advisers().filter(school=school).values("teacher").distinct().count()
    return rules.advisers_suffice(advisers=advising, groups=groups, per_adviser=per_adviser(limits_of(school)))


def groups_by_teacher(teachers: Iterable[Teacher | int]) -> Counter:
    """Count the existing communities that each teacher has agreed to advise, by the teacher's key; one statement."""
    rows = _agreed_advisers().filter(teacher__in=teachers).order_by().values_list("teacher")
    return Counter(dict(rows.annotate(groups=Count("community", distinct=True))))


def _agreed_advisers():
    return Membership.objects.agreed().advisers().exclude(community__state=Community.State.DISSOLVED)


def _findings(counts: dict, loads: list[int], limits: Limits) -> list[Finding]:
    composition = rules.composition(**counts, sizes=sizes(limits))
    judged = [rules.adviser_load(groups=groups, per_adviser=per_adviser(limits)) for groups in loads]
    worst = max(judged, key=lambda finding: list(Level).index(finding.level), default=None)
    return [*composition, worst] if worst else composition


NUMBERS = {
    "students": Q(kind=KIND.PUPIL),
    "parents": Q(kind=KIND.PARENT),
    "advisers": Q(kind=KIND.ADVISER),
    "student_leaders": Q(kind=KIND.PUPIL, is_leader=True),
    "parent_leaders": Q(kind=KIND.PARENT, is_leader=True),
}


def _counts(communities) -> dict[int, dict[str, int]]:
    rows = Membership.objects.agreed().filter(community__in=communities).order_by().values("community")
    numbers = {name: Count("pk", filter=kept) for name, kept in NUMBERS.items()}
    found = defaultdict(lambda: dict.fromkeys(NUMBERS, 0))
    for row in rows.annotate(**numbers):
        found[row.pop("community")] = row
    return found


def _loads_by_community(communities) -> dict[int, list[int]]:
    pairs = Membership.objects.agreed().advisers().filter(community__in=communities)
    pairs = list(pairs.values_list("community", "teacher"))
    groups = groups_by_teacher({teacher for _, teacher in pairs})
    loads = defaultdict(list)
    for community, teacher in pairs:
        loads[community].append(groups[teacher])
    return loads
