"""How far the inspections that the documents ask for are done, by group and month (R-33 in short)."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.charts import Chart, Row
from registry.models import TeacherGroup
from rulebook.rules.judging import State
from rulebook.selectors.lines import Counted, Line
from schools.models import School

LIST = "dashboards:teaching_inspections"
WHOLE_SCHOOL = 0  # in the address, for what belongs to no group


@dataclass
class Count:
    """How many inspections are done, overdue, and asked for at all; waived ones are not asked for."""

    done: int = 0
    late: int = 0
    asked: int = 0

    def add(self, state: State, number: int) -> None:
        self.done += number * (state is State.DONE)
        self.late += number * (state is State.LATE)
        self.asked += number * (state is not State.WAIVED)

    @property
    def open(self) -> int:
        return self.asked - self.done - self.late

    @property
    def said(self) -> str:
        return _("%(done)s of %(asked)s") % {"done": self.done, "asked": self.asked}

    @property
    def late_said(self) -> str:
        return ngettext("%(late)s overdue", "%(late)s overdue", self.late) % {"late": self.late}


@dataclass
class Completion:
    """Counts by group and month, and by month alone; `groups` maps ids to names, in the order to show."""

    months: list[date] = field(default_factory=list)
    groups: dict[int, str] = field(default_factory=dict)
    counts: dict[tuple[int, date], Count] = field(default_factory=lambda: defaultdict(Count))
    by_month: dict[date, Count] = field(default_factory=lambda: defaultdict(Count))

    @property
    def rows(self) -> list[tuple[str, list[tuple[Count | None, str]]]]:
        """Give for each group its counts by month, each with the address of its list; None where nothing is due."""
        url = reverse(LIST)
        return [
            (name, [(self.counts.get((group, month)), url + _query(month, group)) for month in self.months])
            for group, name in self.groups.items()
        ]


def completion(school: School, counted: Counter[Counted]) -> Completion:
    """Count by group and by the month in which they are due; one statement for the names."""
    found = Completion()
    for each, number in counted.items():
        month = month_of(each)
        found.counts[each.group_id or WHOLE_SCHOOL, month].add(each.state, number)
        found.by_month[month].add(each.state, number)
    found.months = sorted(found.by_month)
    used = {group for group, _month in found.counts}
    names = TeacherGroup.objects.filter(school=school, pk__in=used).values_list("pk", "name")
    found.groups = dict(names) | ({WHOLE_SCHOOL: _("Whole school")} if WHOLE_SCHOOL in used else {})
    return found


def completion_chart(found: Completion) -> Chart:
    url = reverse(LIST)
    rows = [
        Row(month_words(month), [count.done, count.late, count.open], url + _query(month))
        for month, count in sorted(found.by_month.items())
    ]
    series = [_("Done"), _("Overdue"), pgettext("of what is owed", "Open")]
    return Chart("completion", _("Inspections by month"), _("Month"), series, rows, kind="stacked")


def month_of(line: Line | Counted) -> date:
    return line.due_on.replace(day=1)


def month_words(month: date) -> str:
    return formats.date_format(month, "YEAR_MONTH_FORMAT")


def _query(month: date, group: int | None = None) -> str:
    return f"?month={month:%Y-%m}" + (f"&group={group}" if group is not None else "")
