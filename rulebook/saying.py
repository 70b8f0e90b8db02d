"""What an article will ask of whom, as one line: “teacher: 10 people × 10 lessons”."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.templatetags.portal import colon, comma
from rulebook.amounts import amount, between
from rulebook.documents import loading
from rulebook.documents.schema import Document, Measure, Per, Requirement
from rulebook.nouns import counted
from rulebook.rules.estimating import Share
from rulebook.rules.numbers import Numbers

PER = {
    Per.LESSON: gettext_lazy("%(amount)s a lesson"),
    Per.SESSION: gettext_lazy("%(amount)s a session"),
    Per.DAY: gettext_lazy("%(amount)s a school day"),
    Per.WEEK: gettext_lazy("%(amount)s a week"),
    Per.MONTH: gettext_lazy("%(amount)s a month"),
    Per.HALF_TERM: gettext_lazy("%(amount)s a half term"),
    Per.TERM: gettext_lazy("%(amount)s a term"),
    Per.SCHOOL_YEAR: gettext_lazy("%(amount)s a school year"),
    Per.CALENDAR_YEAR: gettext_lazy("%(amount)s a year"),
    Per.EXAM: gettext_lazy("%(amount)s after an exam"),
    Per.PHASE: gettext_lazy("%(amount)s a phase"),
    Per.PROGRAMME: gettext_lazy("%(amount)s in the programme"),
    Per.ONCE: gettext_lazy("%(amount)s, once"),
    Per.STANDING: gettext_lazy("%(amount)s at any time"),
}


def asked(share: Share, document: Document) -> str:
    """Give who owes how much, about how many things, how often, in the reader's language."""
    words = _who_and_how_much(share, document) + _how_often(share.requirement, share.periods)
    return f"{roles_of(share.requirement)}{colon()}{words}"


def roles_of(requirement: Requirement) -> str:
    """Give whom a requirement asks, each once."""
    known = loading.words("roles")
    codes = dict.fromkeys(code for leg in requirement.legs for code in leg.who)
    return comma().join(str(known[code]) for code in codes)


def _who_and_how_much(share: Share, document: Document) -> str:
    requirement = share.requirement
    people = ngettext("%(n)s person", "%(n)s people", share.people) % {"n": share.people}
    words = {"people": people, "needed": needed(requirement, share.least, document)}
    if requirement.bears_each:
        return _("%(people)s × %(needed)s") % words
    if share.objects:
        words |= {"count": share.objects, "noun": counted(requirement.legs[0].for_each)}
        return _("%(people)s, %(needed)s for each of %(count)s %(noun)s") % words
    if share.targets:
        words |= {"count": share.targets, "noun": counted(requirement.coverage)}
        return _("%(people)s together, %(needed)s, covering %(count)s %(noun)s") % words
    if share.people == 1:
        return _("%(people)s, %(needed)s") % words
    return _("%(people)s together, %(needed)s") % words


def needed(requirement: Requirement, least: Decimal | None, document: Document) -> str:
    """Give how much is needed, with its unit; what has no number in words."""
    match requirement.measure:
        case Measure.JUDGED:
            return _("every time")
        case Measure.NONE:
            return _("not once")
        case Measure.STANDING if least is None:
            return _("always")
    if least is None:
        return _("no number")
    unit = document.parameters[requirement.least].unit if requirement.least else "time"
    return amount(least, unit)


def _how_often(requirement: Requirement, periods: int) -> str:
    if requirement.measure is Measure.BUCKETS:
        return _(", each school day") if requirement.per is Per.DAY else _(", each week")
    if periods < 2:
        return ""
    if requirement.per is Per.MONTH:
        return _(", in each of %(count)s months") % {"count": periods}
    if requirement.per is Per.EXAM:
        return _(", after each of %(count)s exams") % {"count": periods}
    return _(", in each of %(count)s periods") % {"count": periods}


def quota(requirement: Requirement, numbers: Numbers) -> str:
    """Give the number of a requirement and its period: “2–3 times a term”; allowed and unnumbered ones in words."""
    if requirement.is_permission:
        return _("allowed")
    least, most = numbers.number(requirement.least), numbers.number(requirement.most)
    if least is None:
        return needed(requirement, least, numbers.document)
    unit = numbers.document.parameters[requirement.least].unit
    return PER[requirement.per] % {"amount": between(least, most, unit)}
