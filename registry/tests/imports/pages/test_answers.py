"""Answers to questions: is this the pupil, or the parent, whom the register knows?"""

import pytest

from registry.imports.overview import open_questions
from registry.models import RegisterImport
from registry.tests.imports.engine.workbooks import codes, imported, pupil, read
from registry.tests.imports.pages.addresses import html, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(school):
    """Two pupils of the register's names, in other classes and without numbers."""
    known = [pupil(number=""), pupil("李四", number="", sequence=12)]
    imported(school, known)
    return read(school, [row | {"班级": "三年级5班", "出生日期": ""} for row in known])


def test_the_page_asks_each_question_with_two_answers(admin, asking):
    page = html(admin.get(url("import_detail", asking)))
    questions = open_questions(asking, "pupil-question")
    assert len(questions) == 2
    assert [page.count(f'name="answer:{question}"') for question in questions] == [2, 2]


def test_the_answers_of_a_page_are_taken_together(admin, asking):
    one, two = open_questions(asking, "pupil-question")
    admin.post(url("import_answer", asking), {f"answer:{one}": "same", f"answer:{two}": "different"})
    assert RegisterImport.objects.get(pk=asking.pk).answers == {one: "same", two: "different"}


def test_all_questions_of_a_kind_are_answered_at_once(admin, asking):
    admin.post(url("import_answer", asking), {"code": "pupil-question", "answer": "same"})
    answers = RegisterImport.objects.get(pk=asking.pk).answers
    assert list(answers.values()) == ["same", "same"]


@pytest.mark.parametrize("posted", [{}, {"code": "pupil-question"}, {"answer:x": "perhaps"}, {"code": "x"}])
def test_no_answer_is_no_answer(admin, asking, posted):
    response = admin.post(url("import_answer", asking), posted, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert RegisterImport.objects.get(pk=asking.pk).job is None


def test_an_answer_lets_the_row_in(school, asking):
    answers = dict.fromkeys(open_questions(asking, "pupil-question"), "same")
    rows = [pupil(number="", school_class="三年级5班"), pupil("李四", number="", sequence=12, school_class="三年级5班")]
    again = read(school, [row | {"出生日期": ""} for row in rows], answers=answers)
    assert [code for _, code in codes(again) if code == "pupil-question"] == []
