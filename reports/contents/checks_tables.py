"""Tables of the reports on inspections."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.kinds import Column, Table, Value
from teaching_checks.selectors.ledger import Held, Ledger, Result, by_group, by_object, commonest


def rounds_table(held: Sequence[Held]) -> Table:
    """One row for each round."""
    columns = [
        Column(_("Round"), 26),
        Column(_("What was inspected"), 16),
        Column(_("Form"), 14),
        Column(pgettext("of days", "From"), 11),
        Column(pgettext("of days", "To"), 11),
        Column(_("To inspect"), 9),
        Column(_("Inspected"), 9),
        Column(_("Mean"), 8),
        Column(pgettext("on a score sheet", "Grades"), 20),
        Column(_("With problems"), 9),
    ]
    return Table(_("Rounds of inspection"), columns, [_round_row(each) for each in held])


def _round_row(each: Held) -> list[Value]:
    round = each.round
    said = [round.name, str(round.get_object_display()), str(round.get_mode_display()), round.from_on, round.to_on]
    return [*said, each.asked, len(each.done), each.mean, grades_said(each.grades.items()), each.with_problems]


def grades_said(grades) -> str:
    """Say how many got which grade."""
    return "，".join(f"{name} {count}" for name, count in grades)


def sheet_table(held: Sequence[Held]) -> Table:
    """One row for each inspected teacher, round by round."""
    columns = [
        Column(_("Round"), 22),
        Column(_("Teacher"), 10),
        Column(_("Group"), 14),
        Column(_("Day"), 11),
        Column(_("Inspector"), 10),
        Column(_("Points"), 8),
        Column(pgettext("on a score sheet", "Grade"), 8),
        Column(_("Numbers"), 20),
        Column(_("Found"), 26),
        Column(_("Remarks"), 26),
        Column(_("Correction"), 12),
    ]
    rows = [_result_row(each, result) for each in held for result in each.results]
    return Table(_("Inspection sheet"), columns, rows)


def _result_row(each: Held, result: Result) -> list[Value]:
    who = [each.round.name, result.teacher, result.groups, result.on, result.inspector]
    remark = _("not inspected: %(why)s") % {"why": result.excused} if result.excused else result.remark
    return [*who, result.points, result.grade, result.counts, result.found_said, remark, result.correction]


def by_object_table(held: Sequence[Held]) -> Table:
    """One row for each object: how often it was inspected, how many teachers, how it went."""
    columns = [
        Column(_("What was inspected"), 20),
        Column(_("Rounds"), 9),
        Column(_("Inspected"), 10),
        Column(_("With problems"), 10),
        Column(pgettext("on a score sheet", "Grades"), 40),
    ]
    rows = []
    for name, rounds in by_object(held).items():
        grades = sum((each.grades for each in rounds), start=Counter())
        done, wrong = sum(len(each.done) for each in rounds), sum(each.with_problems for each in rounds)
        rows.append([name, len(rounds), done, wrong, grades_said(grades.most_common())])
    return Table(_("Summary by object"), columns, rows)


def by_group_table(found: Ledger) -> Table:
    """One row for each research group: no person, and no order by how well it went."""
    columns = [
        Column(_("Group"), 26),
        Column(_("Inspected"), 12),
        Column(_("With problems"), 12),
        Column(_("Not passed"), 12),
    ]
    rows = [
        [
            name or _("in no group"),
            len(results),
            sum(each.is_wrong for each in results),
            sum(each.has_failed for each in results),
        ]
        for name, results in by_group(found).items()
    ]
    return Table(_("By research group"), columns, rows)


def problems_table(found: Ledger) -> Table:
    """What was found most often."""
    columns = [Column(_("Problem"), 40), Column(_("Times"), 10)]
    return Table(_("Found most often"), columns, [[name, count] for name, count in commonest(found)])


def hand_ins_table(calls) -> Table:
    """One row for each call of the term."""
    columns = [
        Column(_("Asked for"), 30),
        Column(_("Due on"), 12),
        Column(_("Asked"), 9),
        Column(pgettext("the number", "Handed in"), 9),
        Column(_("Excused"), 9),
    ]
    return Table(_("Hand-ins"), columns, [list(call) for call in calls])


def roster_table(lists) -> Table:
    """One row for each week of the homework roster."""
    columns = [Column(_("Week from"), 14), Column(_("Teachers"), 70)]
    return Table(_("Weekly list"), columns, [[week, "、".join(names)] for week, names in lists.items()])
