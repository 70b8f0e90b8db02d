"""What can cost a teacher something, as the apps above report it: facts with figures, never an amount.

A price list (rule set 4, or a school's own) says what an event costs; who saw it says only that it happened. Each
app registers its sources in AppConfig.ready(), as it does its kinds of evidence (rulebook/kinds.py).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.dates import Span
from schools.models import School


class Event(TextChoices):
    """What happened. The comment names the figures that a fact of it gives (`Fact.figures`) and the article."""

    PLANS_SHORT_AT_START = "plans_short_at_start", _("Lessons short at term start")  # required, prepared: C4-D01
    TEACHING_PLAN_MISSING = "teaching_plan_missing", _("Teaching plan missing")  # times: C4-D02
    SUMMARY_LATE = "summary_late", _("Subject summary late")  # days after it was due, school_days: C4-D05
    PAPER_LATE = "paper_late", _("Paper on teaching late")  # days after it was due, school_days: C4-D06
    NO_PLAN = "no_plan", _("Lesson taught without a plan")  # times: C4-D07
    PLANS_SHORT = "plans_short", _("Too few plans at an inspection")  # required, prepared, uncounted: C4-D08
    LESSON_LATE = "lesson_late", _("Late for a lesson")  # times, minutes: C4-D09
    LESSON_LEFT = "lesson_left", _("Lesson left early")  # times, minutes: C4-D10
    LESSON_MISSED = "lesson_missed", _("Lesson missed without leave")  # times: C4-D11
    MARKINGS_SHORT = "markings_short", _("Markings missing")  # required, prepared: C4-D12
    TEST_UNMARKED = "test_unmarked", _("Test unmarked or used as homework")  # times: C4-D13
    TEST_UNANALYSED = "test_unanalysed", _("Test without an analysis")  # times: C4-D14
    EXPERIMENT_MISSED = "experiment_missed", _("Experiment due but not done")  # times: C4-D15
    LAB_UNTIDY = "lab_untidy", _("Laboratory untidy")  # times: C4-D16
    CHECK_FAILED = "check_failed", _("Inspection not passed")  # times: C4-D04, at discretion
    OTHER = "other", _("Something else")  # times: entered by a person, by a school's own list


@dataclass(frozen=True)
class Fact:
    """One thing that happened to be true of one teacher.

    `key` is stable and unique among the facts of the school: it never is charged twice. `lesson` ("slot:5@2026-10-08")
    lets the price list charge one lesson once (C4-D11 excludes D07, D09, D10 of the same lesson). `reporter` is who
    recorded it, `ref` opens it by the source's `page`. `figures` are described at the events. `teacher` is the key of a
    `registry.Teacher`, `reporter` of a user. What is late is of the day on which it came or was looked for.
    """

    event: str
    key: str
    teacher: int
    on: date
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    lesson: str = ""
    reporter: int | None = None
    ref: str = ""


@dataclass(frozen=True)
class FactSource:
    """Where facts come from: `facts(school, span)` in a constant number of statements; `page(ref)` opens one."""

    name: str
    facts: Callable[[School, Span], Iterable[Fact]]
    page: Callable[[str], str]


_sources: dict[str, FactSource] = {}


def register_facts(name: str, *, facts: Callable[[School, Span], Iterable[Fact]], page=lambda ref: "") -> None:
    """Make a source of facts known; called once when the app that owns it starts."""
    _sources[name] = FactSource(name, facts, page)


def fact_sources() -> list[FactSource]:
    """Give all sources by their names."""
    return [_sources[name] for name in sorted(_sources)]
