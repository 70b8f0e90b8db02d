"""Why this number: how an obligation's number came about and what counted, in sentences."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from rulebook import words
from rulebook.documents.schema import Measure, Per
from rulebook.rules.frames import Frame
from rulebook.rules.judging import State
from rulebook.selectors.lines import Line


def sentences(line: Line, frame: Frame, today: date) -> list[str]:
    """Give the steps from the document's number to how the obligation stands."""
    return [*_counting(line), *_number(line), *_several_posts(line), *_pace(line, frame, today), *_judging(line)]


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _counting(line: Line) -> Iterator[str]:
    requirement, counts = line.requirement, line.owed.counts
    what = {
        "records": words.evidence(requirement.evidence),
        "first": _day(counts.from_on),
        "last": _day(counts.last_on),
    }
    if requirement.measure is Measure.STANDING:
        yield _("What counts: “%(records)s” that hold today.") % what
    else:
        yield _("What counts: records “%(records)s” from %(first)s to %(last)s.") % what
    names = [words.part(code) for code in requirement.parts]
    if names:
        yield _("Each of these counts by itself: %(names)s.") % {"names": joined(names)}
    targets = line.inputs.get("targets", ())
    if targets:
        count = len(targets)
        yield ngettext("It must reach %(count)d of them.", "It must reach each of %(count)d.", count) % {"count": count}
    low, high = line.owed.amounts
    if low is not None or high is not None:
        bounds = {"low": words.plain(low), "high": words.plain(high)}
        yield _("A record counts when its size is from %(low)s to %(high)s.") % bounds


def _number(line: Line) -> Iterator[str]:
    inputs = line.inputs
    if "weeks" in inputs:
        values = {"whole": words.plain(Decimal(inputs["whole"])), "weeks": inputs["weeks"], "of": inputs["of_weeks"]}
        values["needed"] = words.plain(line.owed.least)
        yield (
            _(
                "The post is held in %(weeks)s of %(of)s teaching weeks: "
                "%(whole)s × %(weeks)s ÷ %(of)s, rounded up, is %(needed)s."
            )
            % values
        )
    if line.requirement.measure is Measure.SHARE:
        yield from _share(line)
    if line.owed.least is None and line.requirement.measure in (Measure.COUNT, Measure.BUCKETS):
        yield _("The document sets no number; one is enough.")


def _share(line: Line) -> Iterator[str]:
    newest = line.standing.records[-1] if line.standing.records else None
    if newest is None or not newest.whole or line.standing.needed is None:
        return
    values = {
        "share": words.plain((line.owed.least or Decimal(0)) * 100),
        "whole": words.plain(newest.whole),
        "needed": words.plain(line.standing.needed),
        "amount": words.plain(newest.amount),
    }
    yield _("Newest record: %(amount)s of %(whole)s. %(share)s%% of %(whole)s, rounded up, is %(needed)s.") % values


def _several_posts(line: Line) -> Iterator[str]:
    others = line.inputs.get("others")
    if not others:
        return
    requirements = line.document.requirements
    names = [f"{requirements[each['requirement']].name} {words.plain(Decimal(each['least']))}" for each in others]
    given = {"others": joined(names)}
    mode = line.inputs.get("mode")
    if mode == "sum":
        yield _("Several posts: added to this number are %(others)s.") % given
    elif mode == "primary_role":
        yield _("Several posts: the first one counts; not asked beside it: %(others)s.") % given
    else:
        yield _("Several posts: the highest number counts; not asked beside it: %(others)s.") % given


def _pace(line: Line, frame: Frame, today: date) -> Iterator[str]:
    standing = line.standing
    if standing.expected is None:
        return
    weeks = frame.weeks_in(line.owed.counts)
    over = sum(week.span.to_on <= today for week in weeks)
    values = {"over": over, "weeks": len(weeks), "needed": words.plain(standing.needed)}
    values["expected"] = words.plain(standing.expected)
    yield (
        _(
            "Pace: %(over)s of %(weeks)s teaching weeks are over: "
            "%(needed)s × %(over)s ÷ %(weeks)s, rounded down, is %(expected)s."
        )
        % values
    )


def _judging(line: Line) -> Iterator[str]:
    measure, per = line.requirement.measure, line.requirement.per
    if measure is Measure.BUCKETS and per is Per.WEEK:
        yield _("Every week is looked at by itself. A week without enough school days is not judged.")
    elif measure is Measure.BUCKETS:
        yield _("Every school day is looked at by itself.")
    elif measure is Measure.NONE:
        yield _("Not one may happen; whether none did is known when the period is over.")
    elif measure is Measure.JUDGED:
        yield _("Every record must be right; while there is none, nothing is wrong.")
    if line.owed.most is not None and measure is Measure.COUNT:
        yield _("The document names %(most)s as the most; more is not asked.") % {"most": words.plain(line.owed.most)}


def progress(line: Line) -> str:
    """Say in a few words how much is done of what is needed."""
    standing, measure = line.standing, line.requirement.measure
    values = {"done": words.plain(standing.value), "needed": words.plain(standing.needed)}
    if measure is Measure.BUCKETS:
        if not standing.needed:
            return _("Nothing is judged yet")
        return (
            _("%(done)s of %(needed)s weeks") if line.requirement.per is Per.WEEK else _("%(done)s of %(needed)s days")
        ) % values
    if measure is Measure.JUDGED:
        return _("%(done)s of %(needed)s right") % values if standing.needed else _("No record yet")
    if measure is Measure.NONE:
        return _("None happened") if not standing.value else _("Happened: %(done)s") % values
    if standing.needed is None:
        return _("%(done)s done") % values
    if measure is Measure.SHARE and not standing.records:
        return _("No record yet")
    return _("%(done)s of %(needed)s") % values


def missing(line: Line) -> str:
    """Name the parts and things that have no record yet; "" for none."""
    names = dict(line.inputs.get("targets", ()))
    return joined([names.get(key) or words.part(key) for key in line.standing.missing])


def due(line: Line, today: date) -> str:
    """Say by when, and how near that is."""
    measure, state = line.requirement.measure, line.state
    values = {"first": _short(line.opens_on), "last": _short(line.due_on)}
    if measure is Measure.STANDING:
        return _("At all times from %(first)s") % values
    if measure is Measure.BUCKETS:
        is_weekly = line.requirement.per is Per.WEEK
        return (_("Every week until %(last)s") if is_weekly else _("Every school day until %(last)s")) % values
    if measure in (Measure.NONE, Measure.JUDGED):
        return _("Looked at until %(last)s") % values
    if state is State.NOT_DUE:
        return _("From %(first)s to %(last)s") % values
    by = _("By %(last)s") % values
    return f"{by} · {_nearness(line, today)}" if state in (State.DUE, State.LATE) else by


def _nearness(line: Line, today: date) -> str:
    days = (line.due_on - today).days
    if days < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
    if days == 0:
        return pgettext("of a deadline", "today")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def _short(day: date) -> str:
    return date_format(day, "MONTH_DAY_FORMAT")


def joined(names: list[str]) -> str:
    return pgettext("between the names of a list", ", ").join(names)
