"""Reports open in LibreOffice, which people and offices use beside Word: as a PDF, whose text is read."""

from datetime import date

import pytest
from django.utils import timezone, translation

from registry.tests.factories import create_teacher
from reports import kinds
from reports.excel import workbook
from reports.services import making
from rulebook.tests.running import small_now
from schools.tests.factories import create_school, create_term

KIND = kinds.get("S-01")
TEACHERS = 90


@pytest.fixture
def pages(pages_of):
    """Give a function that makes a PDF of a file's bytes and gives the text of its pages."""
    return lambda data, ending: pages_of({f"report.{ending}": data})[f"report.{ending}"]


@pytest.fixture
def gathered(db):
    term = create_term(school=create_school(name="青山小学"))
    for number in range(TEACHERS):
        create_teacher(school=term.school, name=f"李明{number}", professional_title="一级教师")
    with translation.override("zh-hans"):
        yield making.gather(KIND, school=term.school, term=term, options={}, today=date(2026, 10, 8))


def test_a_word_report_becomes_a_pdf_in_chinese(gathered, pages):
    data = making.document(gathered, KIND, None, made_by="王芳", now=timezone.now())
    texts = pages(data, "docx")
    whole = "".join("".join(texts).split())  # without the line breaks in narrow cells
    for words in ("青山小学", "教职工与岗位", "2026–2027学年第一学期", "李明89", "一级教师", "对应条款", "C1.4"):
        assert words in whole
    assert len(texts) >= 3
    assert [f"{number} / {len(texts)}" in text for number, text in enumerate(texts, 1)] == [True] * len(texts)
    # The header row of the long table stands on each of its pages.
    assert sum("职称" in text for text in texts) >= 2


def test_a_workbook_becomes_a_pdf_with_its_header_on_every_page(gathered, pages):
    texts = pages(workbook(gathered, made_by="王芳", made_at=timezone.now()), "xlsx")
    assert "教职工与岗位" in texts[0]
    assert sum("职称" in text for text in texts) >= 2
    assert "李明89" in "\n".join(texts)
    assert f"{len(texts)} / {len(texts)}" in texts[-1]


def test_the_compliance_board_becomes_a_pdf_in_chinese(db, pages):
    small = small_now("C3")
    kind = kinds.get("R-33")
    with translation.override("zh-hans"):
        gathered = making.gather(kind, school=small.school, term=small.term, options=kind.complete({}))
        data = making.document(gathered, kind, None, made_by="王芳", now=timezone.now())
    whole = "".join("".join(pages(data, "docx")).split())
    assert all(words in whole for words in ("进度看板", "期中全面检查", "C3.4", "逾期", "教学工作检查制度"))
