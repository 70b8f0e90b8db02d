"""The goals of the years of an alliance with their proofs, as they stand on a day (G5.1.2)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from accounts.models import User
from alliances.models import Alliance, GoalProof, YearGoal
from alliances.rules.goals import Standing, standing
from alliances.selectors.alliances import spans_of
from core.dates import Span
from rulebook.documents import loading


@dataclass(frozen=True)
class GoalLine:
    """A goal, how it stands, and what had been shown for it by then."""

    goal: YearGoal
    standing: Standing
    proofs: list[GoalProof]


@dataclass(frozen=True)
class Year:
    """One year of the programme with its goals; `span` is None before the scheme says when it is."""

    number: int
    span: Span | None
    lines: list[GoalLine]

    @property
    def on(self) -> int | None:
        return self.span.from_on.year if self.span else None

    @property
    def done(self) -> int:
        return sum(line.standing.is_reached for line in self.lines)


def years_of(alliance: Alliance, on: date, user: User | None) -> list[Year]:
    """Give the goals by year; five statements. Those that the user may read; for None, a report that the portal makes
    for a member school, all of the alliance."""
    proofs = (GoalProof.objects.visible_to(user) if user else GoalProof.objects.all()).filter(on__lte=on)
    goals = YearGoal.objects.filter(alliance=alliance).select_related("alliance")
    goals = goals.visible_to(user) if user else goals
    shown = Prefetch("proofs", queryset=proofs.order_by("on", "pk"), to_attr="shown")
    several, spans = list(goals.prefetch_related(shown).order_by("year", "pk")), spans_of_years(alliance)
    numbers = sorted({goal.year for goal in several})
    return [
        Year(n, spans.get(n), [_line(goal, spans.get(n), on) for goal in several if goal.year == n]) for n in numbers
    ]


def _line(goal: YearGoal, span: Span | None, on: date) -> GoalLine:
    return GoalLine(goal, standing(goal.done_on, span, is_proved=bool(goal.shown), on=on), goal.shown)


def spans_of_years(alliance: Alliance) -> dict[int, Span]:
    """Give by the year of the programme its days, as the phases of the scheme have them; two statements."""
    lists = loading.document(alliance.document).items_of("list")
    phases = {item.data["phase"] for item in lists if "phase" in item.data}
    return {int(phase.data["start"]["year"]): span for phase, span in spans_of(alliance) if phase.id in phases}
