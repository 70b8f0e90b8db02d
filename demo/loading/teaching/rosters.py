"""The homework roster of the second half of the term (F-19): drawn, one moved, this week's inspection under way."""

from datetime import date, timedelta

from demo.loading.teaching.cast import WEEK, Cast, at
from demo.loading.teaching.rounds import enter, sheet_for
from teaching_checks.models import RosterPlace
from teaching_checks.rules.roster import last_day, weeks_of_second_half
from teaching_checks.services import planning, roster, roster_rounds

DAY = timedelta(days=1)
SEED = 46


def draw_roster(cast: Cast) -> None:
    """Draw it on the day before its first week; nothing before that week has begun."""
    weeks = weeks_of_second_half(cast.frame)
    if not weeks or weeks[0] > cast.today:
        return
    clerk, before = cast.user("clerk"), at(weeks[0] - DAY)
    away = cast.plain[-1]
    roster.note_leave(term=cast.term, teacher=away, from_on=weeks[0], to_on=weeks[0] + WEEK, by=clerk)
    drawn = roster.draw(term=cast.term, by=clerk, seed=SEED, now=before)
    _move_one(drawn, weeks[-1], clerk, before)
    filled = set(drawn.places.values_list("week_on", flat=True))  # a small school leaves weeks free
    begun = [on for on in weeks if on <= cast.today and on in filled]
    for on in begun:
        _inspect(cast, drawn, weeks.index(on) + 1, on, is_over=on != begun[-1])
        if on != begun[-1]:
            cast.put_away(on)


def _move_one(drawn, week_on: date, clerk, now) -> None:
    """Somebody of the last week changes to the week before it."""
    place = RosterPlace.objects.filter(roster=drawn, week_on=week_on).exclude(person=clerk).first()
    if place:
        roster.move(place=place, week_on=week_on - WEEK, why="该周外出培训", by=clerk, now=now)


def _inspect(cast: Cast, drawn, number: int, on: date, *, is_over: bool) -> None:
    clerk, sheet = cast.user("clerk"), sheet_for(cast, "homework")
    name = f"作业检查轮值 第{number}周"
    made = roster_rounds.start(roster=drawn, week_on=on, name=name, sheet=sheet, by=clerk, now=at(on, 8))
    made = planning.open_round(round=made, by=clerk, now=at(on, 8))
    rows = list(made.rows.all())
    enter(cast, made, rows if is_over else rows[: len(rows) // 2], min(on + 2 * DAY, cast.today), by=clerk)
    if is_over:
        planning.close(round=made, by=clerk, now=at(last_day(on), 16))
