"""Files of alliances: R-13 and R-15 with links and arithmetic; all of them open in LibreOffice in Chinese."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from docx import Document
from openpyxl import load_workbook

from alliances.models import Stint
from alliances.sections import Figure, register_section, sections
from alliances.services import self_reports
from alliances.tests.activities import create_held
from alliances.tests.exchanges import send_people
from alliances.tests.factories import create_alliance
from alliances.tests.reporting import create_indicators, create_report, give_points
from core.dates import school_year
from reports import kinds
from reports.excel import workbook
from reports.services import making

pytestmark = pytest.mark.django_db
ENGLISH, CHINESE = {"accept-language": "en"}, {"accept-language": "zh-hans"}
OF_ALLIANCES = [f"R-{number}" for number in range(11, 17)]
ON = date(2027, 1, 20)


@pytest.fixture
def allied():
    return create_alliance(schools=2, adopted=True)


@pytest.fixture
def honours():
    before = next(each for each in sections() if each.name == "honours")
    register_section("honours", "Honours", lambda membership, span: [Figure("Prizes", "3", "G5.4.3", "/alliances/")])
    yield
    register_section(before.name, before.title, before.figures)


def word_of(client, member) -> bytes:
    report = create_report(member)
    client.force_login(member.principal)
    return client.get(reverse("reports:selfreport_word", args=[report.public_id]), headers=ENGLISH).content


def test_the_figures_of_a_self_report_link_to_their_pages(allied, honours, client):
    links = {each.target_ref for each in Document(BytesIO(word_of(client, allied.core))).part.rels.values()}
    assert "http://testserver/alliances/" in links


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


def a_lively_year(allied) -> None:
    """Hold an activity, send somebody to another school and certify it, assess, hand in a self-report."""
    create_held(allied, kind="fellowship", commons=["models"])
    send_people(allied, 2, backbone=1)
    Stint.objects.update(state="certified")
    create_indicators(allied)
    for member in allied.members:
        give_points(allied, member, (80, 95))
    self_reports.submit(report=create_report(allied.core), by=allied.core.principal)


def made_reports(member) -> Iterator[tuple[str, bytes, list[str]]]:
    """Give every kind of report of alliances as Word and Excel, each with words that it must show."""
    for kind in kinds.every():
        if kind.code in OF_ALLIANCES:
            options = kind.complete({})
            found = kind.gather(school=member.school, term=member.term, on=ON, options=options)
            cells = [cell for table in found.tables for row in table.rows[:2] for cell in row]
            words = [found.title, *(table.title for table in found.tables if table.rows)]
            words += [cell for cell in cells if isinstance(cell, str) and 0 < len(cell) < 12]
            yield (
                f"{kind.code}-word.docx",
                making.document(found, kind, None, made_by="王芳", now=timezone.now()),
                words,
            )
            yield f"{kind.code}-excel.xlsx", workbook(found, made_by="王芳", made_at=timezone.now()), words


def pages_sent(client, allied) -> Iterator[tuple[str, bytes, list[str]]]:
    """Give what pages send at once: the certificate, the draft of a self-report, the statement of a year."""
    stint, report = Stint.objects.first(), create_report(allied.others[0])
    sent = {
        "certificate.docx": (allied.core, "alliances:stint_word", stint, ["交流时间证明", stint.person.name, "盖章"]),
        "draft.docx": (allied.others[0], "reports:selfreport_word", report, ["自查报告", "G5.4.3", "打开"]),
        "statement.docx": (allied.core, "reports:jointassessment_word", allied.alliance, ["85.00"]),
        "table.xlsx": (allied.core, "reports:jointassessment_excel", allied.alliance, ["85.00"]),
    }
    for name, (member, page, of, words) in sent.items():
        client.force_login(member.principal)
        answer = client.get(reverse(page, args=[of.public_id]), {"year": 2026}, headers=CHINESE)
        yield name, answer.content, words


def test_every_file_of_alliances_opens_in_libreoffice(allied, client, pages_of):
    a_lively_year(allied)
    with translation.override("zh-hans"):
        files = [*made_reports(allied.core), *pages_sent(client, allied)]
    read = pages_of({name: data for name, data, _words in files})
    assert len(read) >= 14
    for name, _data, words in files:
        whole = "".join("".join(read[name]).split())
        missing = [word for word in words if "".join(word.split()) not in whole]
        assert missing == [], name
