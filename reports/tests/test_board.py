"""R-33: the compliance board as a report, and as a workbook at once."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from reports import kinds
from rulebook.models import Audience, Obligation
from rulebook.selectors.board import Filter, board
from rulebook.tests.running import midterm_check_of, small_now

pytestmark = pytest.mark.django_db
EXPORT = reverse("reports:board_export")


def rows_of(response) -> list[tuple]:
    """Give the rows of the sheet of all obligations below its header."""
    book = load_workbook(BytesIO(response.content))
    return list(book["Every obligation"].iter_rows(min_row=4, values_only=True))


def test_the_workbook_has_every_obligation_with_numbers_as_numbers(client):
    small = small_now()
    Obligation.objects.filter(requirement="C3-K02").update(subject_name="=1+1")
    client.force_login(small.director)
    response = client.get(EXPORT, {"document": "C3", "state": "due"}, headers={"accept-language": "en"})
    rows = rows_of(response)
    wanted = board(
        small.school, small.term, today=timezone.localdate(), user=small.director, wanted=Filter(state="due")
    )
    assert len(rows) == wanted.total
    assert {type(row[7]) for row in rows} == {int}
    assert all(row[1].startswith("C3.") for row in rows)
    sheet = load_workbook(BytesIO(response.content))["Every obligation"]
    typed = [row[4] for row in sheet.iter_rows(min_row=4) if row[4].value == "=1+1"]
    assert {(cell.data_type, cell.quotePrefix) for cell in typed} == {("s", True)}


def test_a_head_exports_the_own_group_only(client):
    small = small_now()
    client.force_login(small.h3)
    rows = rows_of(client.get(EXPORT, headers={"accept-language": "en"}))
    assert {row[4] for row in rows if row[0] == "Full check at mid-term"} == {"h3", "c1"}


def test_the_report_holds_figures_with_articles_and_versions_and_nothing_restricted():
    small = small_now()
    for name, audience in (("a1", Audience.OWN), ("a2", Audience.PRINCIPAL)):
        Obligation.objects.filter(pk=midterm_check_of(small, name).pk).update(audience=audience)
    kind = kinds.get("R-33")
    found = kind.gather(school=small.school, term=small.term, on=timezone.localdate(), options=kind.complete({}))
    late = next(figure for figure in found.figures if figure.key == "late")
    assert late.value > 0
    assert "C3.10" in late.articles
    assert [version.name[:2] for version in found.versions] == ["C3"]
    assert len(found.tables[1].rows) == Obligation.objects.filter(audience=Audience.BOARD).count()
