"""R-20, R-21, R-29: what was inspected in a term, and what was found (C1.2, C3.4, C3.10, C4.2, C7.2 …)."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.permissions import Permission
from accounts.roles import Role
from reports.contents.checks_tables import by_object_table, hand_ins_table, roster_table, rounds_table, sheet_table
from reports.kinds import Figure, Gathered, Option, ReportKind, Table, Version, register
from rulebook.selectors.in_force import in_force
from schools.models import School, Term
from teaching_checks.models import CheckObject, Correction, Round
from teaching_checks.selectors.ledger import Held, Ledger, Result, ledger
from teaching_checks.selectors.ledger_beside import hand_in_counts, roster_lists

State = Correction.State
HOMEWORK = (CheckObject.HOMEWORK.value,)
SHEET_ARTICLES = ("C1.2", "C3.4", "C4.1", "C4.2", "C5.4", "C6.2", "C7.2")
ROUTINE_ARTICLES = ("C3.10", "C5.10")
HOMEWORK_ARTICLES = ("C1.7", "C2.1.1", "C6.6", "C7.5")


@dataclass(frozen=True)
class Shape:
    """What makes one of these reports differ from the others."""

    title: str
    articles: Sequence[str]
    has_sheet: bool


def of_checks(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """R-20: the inspection sheet and summary, and what was handed in; nine statements."""
    wanted = options.get("object", "")
    shape = Shape(_("Inspection sheet and summary"), SHEET_ARTICLES, True)
    beside = [hand_ins_table(hand_in_counts(school, term))]
    return _gathered(school, term, on, shape, [wanted] if wanted else (), beside)


def of_routine(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """R-21: the ledger of all rounds of the term, and the summary by object."""
    return _gathered(school, term, on, Shape(_("Routine inspections: ledger and summary"), ROUTINE_ARTICLES, False), ())


def of_homework(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """R-29: the homework inspection sheet, and the weekly lists of the roster."""
    shape = Shape(_("Homework inspections"), HOMEWORK_ARTICLES, True)
    return _gathered(school, term, on, shape, HOMEWORK, [roster_table(roster_lists(school, term, on=on))])


def _gathered(school: School, term: Term, on: date, shape: Shape, objects: Collection[str], beside=()) -> Gathered:
    found = ledger(school, term.span, on=on, objects=objects)
    versions = versions_said(in_force(school, term.span), on)
    return written(found, shape, school=str(school), period=str(term), on=on, versions=versions, beside=beside)


def written(
    found: Ledger, shape: Shape, *, school: str, period: str, on: date, versions=(), beside: Sequence[Table] = ()
) -> Gathered:
    """Give the inspections as every report is given."""
    return Gathered(
        title=shape.title,
        school=school,
        period=period,
        on=on,
        as_of=timezone.now(),
        tables=[
            rounds_table(found.held),
            sheet_table(found.held) if shape.has_sheet else by_object_table(found.held),
            *beside,
        ],
        figures=figures(found, cited(shape.articles, versions)),
        versions=versions,
        signatures=[pgettext("who inspected", "Inspected by"), _("Checked by"), Role.PRINCIPAL.label],
    )


def figures(found: Ledger, articles: Sequence[str]) -> list[Figure]:
    """Give the numbers that every report on inspections begins with."""
    done = found.done
    said = (
        ("rounds", _("Rounds"), len(found.held)),
        ("asked", _("Teachers to inspect"), sum(each.asked for each in found.held)),
        ("done", _("Teachers inspected"), len(done)),
        ("with_problems", _("Of these with problems"), sum(each.with_problems for each in found.held)),
        ("not_passed", _("Not passed"), sum(each.has_failed for each in done)),
        ("corrections", _("Corrections ordered"), found.corrections.total()),
        ("put_right", _("Put right and looked at"), found.corrections[State.VERIFIED]),
        ("overdue", _("Corrections overdue"), found.overdue),
    )
    return [Figure(key, label, value, articles) for key, label, value in said]


def versions_said(documents, on: date) -> list[Version]:
    """Name the rule sets in force, and the version of each on the day."""
    return [
        Version(f"{each.document.id} {each.document.title}", str(sum(v.from_on <= on for v in each.versions) or 1))
        for each in documents
        if each.document.id.startswith("C")
    ]


def cited(articles: Sequence[str], versions: Sequence[Version]) -> list[str]:
    """Keep the articles of the documents in force; all of them where the school has adopted none of these."""
    adopted = {version.name.partition(" ")[0] for version in versions}
    return [each for each in articles if each.partition(".")[0] in adopted] or list(articles)


def sample_of(shape: Shape, beside: Callable[[], list[Table]]):
    """Give a maker of an invented report, with which templates are tried."""

    def sample() -> Gathered:
        return written(
            sample_ledger(),
            shape,
            school="示范小学",
            period="2026–2027 · 1",
            on=date(2026, 11, 20),
            versions=[Version("C3 教学工作检查制度（三）", "1")],
            beside=beside(),
        )

    return sample


def sample_ledger() -> Ledger:
    """Give an invented round with one teacher."""
    round = Round(
        name="期中教案检查", object="lesson_plan", mode="full", from_on=date(2026, 11, 9), to_on=date(2026, 11, 13)
    )
    result = Result(
        teacher="王老师",
        groups="语文组",
        inspector="李组长",
        on=date(2026, 11, 12),
        points=Decimal(85),
        full=Decimal(100),
        grade="良",
        counts="应备课时 43，实备课时 40",
        found=[("照搬", "√")],
        remark="反思具体",
        excused="",
        correction="待整改",
        has_failed=False,
        is_done=True,
    )
    return Ledger([Held(round, [result])], Counter({State.ORDERED: 1}), 0)


def _objects() -> list[tuple[str, str]]:
    return [("", gettext_lazy("Everything")), *CheckObject.choices]


KINDS = (
    (
        "R-20",
        gettext_lazy("Inspection sheet and summary"),
        gettext_lazy("Each round of a term, and each inspected teacher with points, grade and what was found."),
        of_checks,
        Shape("检查表与汇总", SHEET_ARTICLES, True),
        lambda: [hand_ins_table([("教学计划", date(2026, 9, 10), 40, 39, 1)])],
        [Option("object", gettext_lazy("What was inspected"), _objects())],
    ),
    (
        "R-21",
        gettext_lazy("Routine inspections: ledger and summary"),
        gettext_lazy("All rounds of a term in one ledger, and what came of them by object."),
        of_routine,
        Shape("教学常规检查记载与总结", ROUTINE_ARTICLES, False),
        list,
        [],
    ),
    (
        "R-29",
        gettext_lazy("Homework inspections"),
        gettext_lazy("Whose homework was inspected when and by whom, with points, grade and what was found."),
        of_homework,
        Shape("作业检查表", HOMEWORK_ARTICLES, True),
        lambda: [roster_table({date(2026, 11, 16): ["王老师", "李老师"]})],
        [],
    ),
)

for code, label, about, gather, shape, beside, options in KINDS:
    register(
        ReportKind(
            code=code,
            label=label,
            about=about,
            permission=Permission.CHECK_MANAGE,
            gather=gather,
            sample=sample_of(shape, beside),
            options=options,
        )
    )
