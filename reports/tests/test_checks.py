"""R-20, R-21, R-29 and the notes of C0.2: what was inspected in a term, fed from real rounds."""

from datetime import date
from io import BytesIO

import pytest
from django.utils import timezone, translation
from docx import Document
from openpyxl import load_workbook

from registry.models import Teacher
from reports import kinds
from reports.excel import workbook
from reports.services import making
from rulebook.tests.factories import create_adoption, create_small
from teaching_checks.tests.corrections import create_correction
from teaching_checks.tests.factories import FULL, create_round, create_sheet
from teaching_checks.tests.records import create_call, create_hand_in

pytestmark = pytest.mark.django_db
CODES = ("R-20", "R-21", "R-29", "C0-R01", "C0-R02", "C0-R03")
ON = date(2026, 11, 20)
POOR = {**FULL, "goals": "5", "process": "5", "exercises": "5", "no_plan": "2", "copied": "1", "remark": "重写"}


@pytest.fixture
def small():
    return create_small()


@pytest.fixture
def round(small):
    return create_round(small=small, values={"a1": FULL, "a2": POOR}, state="closed")


def gathered(small, code, *, on=ON, **options):
    kind = kinds.get(code)
    with translation.override("en"):
        return kind.gather(school=small.school, term=small.term, on=on, options=kind.complete(options))


def figures(report) -> dict:
    return {figure.key: figure.value for figure in report.figures}


def test_the_figures_say_what_was_inspected_and_found(small, round):
    create_correction(round.rows.get(person=small.a2.pk), by=small.h1, due_on=date(2026, 11, 15))
    assert figures(gathered(small, "R-20")) == {
        "rounds": 1,
        "asked": 3,
        "done": 2,
        "with_problems": 1,
        "not_passed": 1,
        "corrections": 1,
        "put_right": 0,
        "overdue": 1,
    }


def test_the_sheet_has_a_row_for_each_teacher(small, round):
    _rounds, sheet, _hand_ins = gathered(small, "R-20").tables
    rows = {row[1]: row for row in sheet.rows}
    assert list(rows) == ["a1", "a2", "a3"]
    assert rows["a1"][2:7] == ["语文组", date(2026, 11, 9), small.h1.name, 85, "Good"]
    assert rows["a2"][7] == "Lessons due 40，Lessons prepared 40，Lessons taught without a plan 2"
    assert rows["a2"][8] == "Copied；Lessons taught without a plan 2"
    assert rows["a2"][9] == "重写"


def test_a_report_can_be_of_one_object(small, round):
    assert figures(gathered(small, "R-20", object="homework"))["rounds"] == 0
    assert figures(gathered(small, "R-29"))["rounds"] == 0
    assert figures(gathered(small, "R-21"))["rounds"] == 1


def test_homework_stands_in_its_own_report(small):
    sheet = create_sheet(school=small.school, purpose="homework")
    values = {"a1": {"order": "50", "care": "40"}}
    create_round(small=small, object="homework", sheet=sheet, values=values)
    assert figures(gathered(small, "R-29"))["done"] == 1


def test_hand_ins_and_the_weekly_lists_stand_beside(small):
    call = create_call(school=small.school, term=small.term)
    for name, on in (("a1", date(2026, 9, 10)), ("a2", None)):
        create_hand_in(call=call, teacher=Teacher.objects.get(user=small.people[name]), on=on)
    assert gathered(small, "R-20").tables[-1].rows == [["Plan", date(2026, 9, 18), 2, 1, 0]]
    assert gathered(small, "R-29").tables[-1].rows == []


def test_only_articles_of_documents_in_force_are_cited(small, round):
    create_adoption(school=small.school, document="C3")
    assert gathered(small, "R-20").articles == ["C3.4"]
    assert gathered(small, "R-21").articles == ["C3.10"]
    assert [version.name[:2] for version in gathered(small, "R-20").versions] == ["C3"]


def test_what_is_planned_or_not_announced_and_to_come_stays_out(small):
    create_round(small=small, state="planned")
    create_round(small=small, is_announced=False, days=(date(2026, 12, 1), date(2026, 12, 2)))
    assert figures(gathered(small, "R-21"))["rounds"] == 0


def test_the_half_term_note_ends_with_the_midterm_exam(small, round):
    create_round(small=small, days=(date(2026, 12, 1), date(2026, 12, 2)))
    later = date(2026, 12, 10)
    assert figures(gathered(small, "C0-R02", on=later))["rounds"] == 1
    assert figures(gathered(small, "C0-R01", on=later))["rounds"] == 2


def test_the_notes_begin_with_sentences_and_name_nobody(small, round):
    for code in ("C0-R01", "C0-R02"):
        report = gathered(small, code)
        assert report.tables[0].notes[0] == "1 round of inspection was held."
        said = str([table.rows for table in report.tables])
        assert [name for name in ("'a1'", "'a2'") if name in said] == []


def test_the_commonest_problems_are_counted(small, round):
    table = gathered(small, "C0-R03").tables[-1]
    assert table.rows == [["Copied", 1], ["Lessons taught without a plan", 1]]


@pytest.mark.parametrize("code", CODES)
def test_a_report_costs_the_same_for_few_and_many(small, code, django_assert_max_num_queries):
    for number in range(3):
        create_round(small=small, name=f"{number}", values={"a1": FULL})
    with django_assert_max_num_queries(12):
        gathered(small, code)


@pytest.mark.parametrize("code", CODES)
def test_word_and_excel_come_out(small, round, code):
    kind, report = kinds.get(code), gathered(small, code)
    made = {"made_by": "王芳", "made_at": timezone.now()}
    assert load_workbook(BytesIO(workbook(report, **made))).sheetnames
    word = making.document(report, kind, None, made_by="王芳", now=timezone.now())
    assert Document(BytesIO(word)).tables


@pytest.mark.parametrize("code", CODES)
def test_the_sample_has_the_shape_of_the_real_one(small, round, code):
    with translation.override("en"):
        real, sample = gathered(small, code), kinds.get(code).sample()
    assert [t.columns for t in real.tables] == [t.columns for t in sample.tables]
    assert [f.key for f in real.figures] == [f.key for f in sample.figures]
