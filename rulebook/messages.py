"""What could not be asked of anybody, in words that say what to do."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.permissions import Permission
from rulebook import kinds
from rulebook.documents import loading
from rulebook.nouns import thing
from rulebook.rules.expanding import Finding


@dataclass(frozen=True)
class Said:
    """One sentence, and the page where it can be mended: shown to whoever holds one of the permissions."""

    code: str
    words: str
    url: str = ""
    label: str = ""
    permissions: tuple[str, ...] = ()


PEOPLE = (Permission.RULEBOOK_ADOPT, Permission.SCHOOL_SETUP)
SETUP = (Permission.SCHOOL_SETUP,)
PLAIN = {
    "not_here": gettext_lazy("The school has nothing of the kind, so nothing is asked here."),
    "no_number": gettext_lazy("The school has set no number, so nothing is asked here."),
    "no_midterm": gettext_lazy("The term has no mid-term exam dates: enter them."),
    "no_final": gettext_lazy("The term has no final exam dates: enter them."),
    "no_weeks": gettext_lazy("The term has no teaching week: look at its dates and vacations."),
    "no_start_year": gettext_lazy("The school has not said in which year the programme starts."),
    "no_term": gettext_lazy("The school has no term yet: enter one."),
}
MENDED_AT = {
    "no_midterm": "schools:term_list",
    "no_final": "schools:term_list",
    "no_term": "schools:term_list",
    "no_weeks": "schools:calendar",
    "no_holidays": "schools:calendar",
}
REGISTERS = {
    "village": "schools:village_list",
    "class": "registry:setup",
    "grade": "registry:setup",
    "subject": "registry:setup",
    "research_group": "registry:setup",
    "prep_group": "registry:setup",
    "teacher": "registry:setup",
}


def say_all(findings: Iterable[Finding], *, user=None, school=None) -> list[Said]:
    """Give the sentences, those that say the same once, in the order in which they were found.

    For a user who may not mend it, without the way to the page where it is mended.
    """
    joined: dict[tuple, list[Finding]] = defaultdict(list)
    for finding in findings:
        joined[finding.code, finding.role, finding.where].append(finding)
    said = [say(replace(several[0], count=sum(f.count for f in several))) for several in joined.values()]
    return [each if _may_mend(each, user, school) else replace(each, url="") for each in said]


def to_mend(findings: Iterable[Finding]) -> list[Finding]:
    """Keep what somebody could mend: away from its article, what a school need not have says nothing."""
    return [finding for finding in findings if finding.code != "not_here"]


def _may_mend(said: Said, user, school) -> bool:
    return user is None or any(user.has_permission(p, school=school) for p in said.permissions)


def say(finding: Finding) -> Said:
    """Give the sentence of one finding and where to mend it."""
    match finding.code:
        case "nobody":
            return _about_people(finding, _nobody(finding))
        case "no_holder":
            return _about_people(
                finding, _("No one holds the post of %(role)s: it is asked of nobody.") % {"role": _role(finding)}
            )
        case "no_subject":
            return _no_subject(finding)
        case "no_holidays":
            words = _("The holidays of %(year)s are not known yet: only weekends are free.") % {"year": finding.where}
            return Said(finding.code, words, reverse("schools:calendar"), _("Enter them"), SETUP)
    words = str(PLAIN[finding.code])
    if url_name := MENDED_AT.get(finding.code):
        return Said(finding.code, words, reverse(url_name), _("To the page"), SETUP)
    return Said(finding.code, words)


def _nobody(finding: Finding) -> str:
    words = {"role": _role(finding), "where": finding.where, "count": finding.count}
    if finding.where:
        return (
            ngettext(
                "No one holds the post of %(role)s in %(where)s: %(count)s obligation has nobody.",
                "No one holds the post of %(role)s in %(where)s: %(count)s obligations have nobody.",
                finding.count,
            )
            % words
        )
    return (
        ngettext(
            "No one holds the post of %(role)s: %(count)s obligation has nobody.",
            "No one holds the post of %(role)s: %(count)s obligations have nobody.",
            finding.count,
        )
        % words
    )


def _about_people(finding: Finding, words: str) -> Said:
    url = reverse("rulebook:holder_list") + f"#{finding.role}"
    return Said(finding.code, words, url, _("Say who it is"), PEOPLE)


def _no_subject(finding: Finding) -> Said:
    """Villages, classes … are entered in their registers; what no register keeps, on the page of things."""
    kind = next((part for part in finding.role.split("+") if part in REGISTERS), "")
    words = _("Nothing is entered yet under “%(things)s”: it is asked about nothing.") % {"things": thing(finding.role)}
    if finding.role == "village":
        words = _("No village is entered yet: nothing is asked about villages.")
    unkept = [part for part in finding.role.split("+") if not kinds.has_subjects(part)]
    if unkept and ":" not in finding.role:
        return Said(finding.code, words, reverse("rulebook:thing_list"), _("Enter them"), PEOPLE)
    url = reverse(REGISTERS[kind]) if kind else ""
    return Said(finding.code, words, url, _("Enter them") if url else "", SETUP)


def _role(finding: Finding) -> str:
    known = loading.words("roles")
    return str(known[finding.role]) if finding.role in known else finding.role
