"""The words for findings: what was counted, what is allowed, and how it stands."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Limits
from communities.rules import Finding, Level

LABELS = {
    "students": gettext_lazy("Pupils"),
    "parents": gettext_lazy("Parents"),
    "advisers": gettext_lazy("Advisers"),
    "student_leader": gettext_lazy("Student leader"),
    "parent_leader": gettext_lazy("Parent leader"),
    "adviser_groups": gettext_lazy("Communities of the busiest adviser"),
    "too_few_advisers": gettext_lazy("Too few advisers for so many communities"),
    "adviser_cannot_reach_two": gettext_lazy("Not every adviser can have as many communities as is wished"),
}
LOOKS = {
    Level.OK: ("circle-check", "green", gettext_lazy("In order")),
    Level.WARNING: ("info-circle", "orange", gettext_lazy("To note")),
    Level.VIOLATION: ("alert-triangle", "red", gettext_lazy("Outside the rules")),
}


@dataclass(frozen=True)
class FindingWords:
    """A finding as a page shows it."""

    finding: Finding
    label: str
    allowed: str
    icon: str
    colour: str
    state: str


def label_of(finding: Finding):
    """Give what a finding is about (lazy words)."""
    return LABELS[finding.code]


def in_words(findings: list[Finding]) -> list[FindingWords]:
    """Give the findings with their words, in their order."""
    return [FindingWords(f, str(label_of(f)), _allowed(f), *_look(f)) for f in findings]


def limits_in_words(values: dict) -> list[tuple[str, str]]:
    """Give numbers of Limits as a page lists them: what each is called, and its value."""
    ways = dict(Limits.Accompaniment.choices)
    return [(str(Limits._meta.get_field(name).verbose_name), str(ways.get(v, v))) for name, v in values.items()]


def _look(finding):
    icon, colour, state = LOOKS[finding.level]
    return icon, colour, str(state)


def _allowed(finding: Finding) -> str:
    least, most = finding.at_least, finding.at_most
    if least is None:
        return _("at most %(most)s") % {"most": most}
    if most is None:
        return _("at least %(least)s") % {"least": least}
    if least == most:
        return _("exactly %(number)s") % {"number": least}
    return _("%(least)s to %(most)s") % {"least": least, "most": most}
