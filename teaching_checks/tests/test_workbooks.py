"""A round goes out as a template and comes back: what would change is told cell by cell, and nothing else is written."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from core.refusals import Refused
from rulebook.tests.factories import create_small
from teaching_checks.models import Inspected, RoundCell
from teaching_checks.services import workbooks as services
from teaching_checks.tests.factories import SHORT, create_round, create_sheet, fill
from teaching_checks.workbooks.plan import Kind
from teaching_checks.workbooks.reading import NotOurs, read
from teaching_checks.workbooks.writing import template

pytestmark = pytest.mark.django_db
FIRST = 4  # the first teacher's row; columns D, E, F: order, care, copied


@pytest.fixture
def small():
    return create_small()


@pytest.fixture
def round(small):
    sheet = create_sheet(school=small.school, content=SHORT)
    return now(small, sheet=sheet, values={"a1": {"order": "50", "care": "30", "copied": "1"}})


def now(small, **fields):
    """Give a round that runs today: pages look at the clock."""
    today = timezone.localdate()
    return create_round(small=small, days=(today, today), **fields)


def filled_in(round, by, cells=None, *, data=None) -> bytes:
    """Give the template with cells changed, as {"D4": 55}."""
    book = load_workbook(BytesIO(data or template(round, services.rows_to_fill(round, by))))
    for place, value in (cells or {}).items():
        book.worksheets[0][place] = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def plan_of(round, data, by):
    return services.plan_of(round=round, filled=read(data), by=by)


def apply(round, data, by, *, mine=(), good_only=False):
    plan = plan_of(round, data, by)
    return services.apply(
        round=round, filled=read(data), fingerprint=plan.fingerprint, mine=mine, good_only=good_only, by=by
    )


def values(round) -> dict:
    cells = RoundCell.objects.filter(round=round).select_related("row__teacher")
    return {(cell.row.teacher.name, cell.criterion): cell.value for cell in cells}


def test_a_template_comes_back_as_it_went(small, round):
    plan = plan_of(round, filled_in(round, small.clerk), small.clerk)
    assert plan.problems == []
    assert {entry.kind for entry in plan.entries} == {Kind.UNCHANGED}


def test_the_template_protects_names_and_says_what_each_column_takes(small, round):
    page = load_workbook(BytesIO(filled_in(round, small.clerk))).worksheets[0]
    assert page.protection.sheet
    assert [page[place].protection.locked for place in ("C4", "D4", "F4")] == [True, False, False]
    assert {rule.type for rule in page.data_validations.dataValidation} == {"decimal", "list"}
    assert [page[place].value for place in ("C4", "D4", "E4", "F4")] == ["a1", 50, 30, "√"]


def test_each_change_is_told_and_then_written(small, round):
    data = filled_in(round, small.clerk, {"D4": 55.5, "D5": 40, "F4": None})
    plan = plan_of(round, data, small.clerk)
    told = {(entry.row.teacher.name, entry.item.code, entry.kind, entry.old, entry.new) for entry in plan.writes}
    assert told == {
        ("a1", "order", Kind.CHANGED, "50", "55.5"),
        ("a2", "order", Kind.NEW, "", "40"),
        ("a1", "copied", Kind.CHANGED, "√", ""),
    }
    assert apply(round, data, small.clerk) == 3
    assert values(round)["a1", "order"] == "55.5"
    assert Inspected.objects.get(round=round, teacher__name="a1").points == pytest.approx(85.5)


@pytest.mark.parametrize(
    ("cells", "code", "place"),
    [
        ({"D4": "很好"}, "not-a-number", "D4"),
        ({"D4": 61}, "too-high", "D4"),
        ({"D4": "#REF!"}, "formula", "D4"),
        ({"C7": "a9", "D7": 50}, "unknown", "C7"),
        ({"C7": "a1", "D7": 50}, "twice", "C7"),
        ({"D7": 50}, "no-name", "C7"),
        ({"C4": "a2"}, "other-name", "C4"),
        ({"G3": "字迹"}, "strange", "G"),
    ],
)
def test_what_is_wrong_is_told_at_its_place_and_nothing_is_written(small, round, cells, code, place):
    data, before = filled_in(round, small.clerk, {"E5": 33, **cells}), values(round)
    problems = plan_of(round, data, small.clerk).problems
    assert (code, place) in [(problem.code, problem.place) for problem in problems]
    with pytest.raises(Refused, match="not-good"):
        apply(round, data, small.clerk)
    assert values(round) == before


def test_the_good_cells_can_be_taken_alone(small, round):
    data = filled_in(round, small.clerk, {"D4": "很好", "E5": 33})
    assert apply(round, data, small.clerk, good_only=True) == 1
    assert values(round)["a2", "care"] == "33"
    assert values(round)["a1", "order"] == "50"


def test_a_cell_changed_since_the_export_is_asked_about(small, round):
    data = filled_in(round, small.clerk)
    fill(round, small.a1, {"order": "10", "care": "20"}, by=small.h1)
    data = filled_in(round, small.clerk, {"D4": 58}, data=data)
    plan = plan_of(round, data, small.clerk)
    assert [(entry.item.code, entry.old, entry.new) for entry in plan.conflicts] == [("order", "10", "58")]
    assert [(entry.item.code, entry.old) for entry in plan.of(Kind.NEWER)] == [("care", "20")]
    apply(round, data, small.clerk)
    assert values(round)["a1", "order"] == "10"
    apply(round, data, small.clerk, mine={entry.key for entry in plan.conflicts})
    assert values(round)["a1", "order"] == "58"
    assert values(round)["a1", "care"] == "20"


def test_what_was_changed_after_the_preview_is_shown_once_more(small, round):
    data = filled_in(round, small.clerk, {"D4": 58})
    seen = plan_of(round, data, small.clerk).fingerprint
    fill(round, small.a1, {"order": "10"}, by=small.h1)
    with pytest.raises(Refused, match="changed-since"):
        services.apply(round=round, filled=read(data), fingerprint=seen, mine=(), good_only=False, by=small.clerk)


def test_the_file_of_another_round_is_refused(small, round):
    other = now(small, name="期末")
    with pytest.raises(Refused, match="other-round"):
        plan_of(round, filled_in(other, small.clerk), small.clerk)


def test_a_workbook_of_ones_own_is_no_template():
    book, stream = Workbook(), BytesIO()
    book.active.append(["姓名", "得分"])
    book.save(stream)
    with pytest.raises(NotOurs):
        read(stream.getvalue())


def test_an_inspector_gets_only_the_own_part_and_nobody_oneself(small, round):
    round.rows.filter(person=small.a2.pk).update(inspector=small.h2)
    assert [row.teacher.name for row in services.rows_to_fill(round, small.h1)] == ["a1", "a3"]
    assert [row.teacher.name for row in services.rows_to_fill(round, small.a1)] == []


def test_the_plan_costs_the_same_for_few_and_many(small, round, django_assert_num_queries):
    many = now(small, who=("a1", "a2", "a3", "b1", "b2", "c1", "h1", "h2"))
    for each in (round, many):
        filled = read(filled_in(each, small.clerk))
        with django_assert_num_queries(2):
            services.plan_of(round=each, filled=filled, by=small.clerk)


def test_the_pages_lead_from_the_template_to_the_written_cells(small, round, client):
    client.force_login(small.clerk)
    sent = client.get(reverse("teaching_checks:round_template", args=[round.public_id]))
    data = filled_in(round, small.clerk, {"D5": 40}, data=sent.content)
    file = BytesIO(data)
    file.name = "filled.xlsx"
    shown = client.post(reverse("teaching_checks:round_import", args=[round.public_id]), {"file": file}, follow=True)
    client.post(shown.request["PATH_INFO"], {"fingerprint": shown.context["plan"].fingerprint})
    assert values(round)["a2", "order"] == "40"


def test_a_file_that_is_no_workbook_is_answered_at_the_field(small, round, client):
    client.force_login(small.clerk)
    file = BytesIO(b"\x89PNG not a workbook")
    file.name = "photo.xlsx"
    response = client.post(reverse("teaching_checks:round_import", args=[round.public_id]), {"file": file})
    assert response.context["form"].errors.keys() == {"file"}
