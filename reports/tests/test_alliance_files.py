"""R-13 and R-15 as files: figures that link to their pages, the arithmetic, and what is not configured."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from alliances.sections import Figure, register_section
from alliances.services import self_reports
from alliances.tests.factories import create_alliance
from alliances.tests.reporting import create_indicators, create_report, give_points
from core.dates import school_year
from reports import kinds
from reports.tests.test_libreoffice import pages, soffice  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def allied():
    return create_alliance(schools=2, adopted=True)


@pytest.fixture
def honours():
    register_section("honours", "Honours", lambda membership, span: [Figure("Prizes", "3", "G5.4.3", "/alliances/")])
    yield
    register_section("honours", "Honours", lambda membership, span: [])


def word_of(client, member) -> bytes:
    report = create_report(member)
    client.force_login(member.principal)
    return client.get(reverse("reports:selfreport_word", args=[report.public_id]), headers=ENGLISH).content


def test_the_figures_of_a_self_report_link_to_their_pages(allied, honours, client):
    links = {each.target_ref for each in Document(BytesIO(word_of(client, allied.core))).part.rels.values()}
    assert "http://testserver/alliances/" in links


def test_the_word_file_of_a_self_report_opens_in_libreoffice(allied, honours, client, pages):  # noqa: F811
    whole = "".join("".join(pages(word_of(client, allied.core), "docx")).split())
    assert all(words in whole for words in ("Prizes", "G5.4.3", "Self-inspectionreport"))


def test_a_report_is_in_r13_once_it_is_handed_in(allied):
    report = create_report(allied.core)
    kind = kinds.get("R-13")
    fields = {"school": allied.core.school, "term": allied.core.term, "on": timezone.localdate(), "options": {}}
    assert kind.gather(**fields).tables == []
    self_reports.submit(report=report, by=allied.core.principal)
    assert len(kind.gather(**fields).tables) >= 7


def test_the_statement_holds_the_arithmetic_and_says_not_configured(allied, client):
    year = school_year(timezone.localdate())
    create_indicators(allied, year=year)
    give_points(allied, allied.core, (80, 95), year=year)
    client.force_login(allied.others[0].principal)
    url = reverse("reports:jointassessment_excel", args=[allied.alliance.public_id])
    book = load_workbook(BytesIO(client.get(url, headers=ENGLISH).content))
    words = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert {"not configured", "not known yet", "(2 × 80.00 + 1 × 95.00) ÷ 3 = 85.00"} <= words
    word = client.get(reverse("reports:jointassessment_word", args=[allied.alliance.public_id]), headers=ENGLISH)
    assert "(2 × 80.00" in "".join(cell.text for t in Document(BytesIO(word.content)).tables for cell in t._cells)


def test_another_school_gets_no_file(allied, client):
    report = create_report(allied.core)
    client.force_login(allied.others[0].principal)
    assert client.get(reverse("reports:selfreport_word", args=[report.public_id])).status_code == 404
