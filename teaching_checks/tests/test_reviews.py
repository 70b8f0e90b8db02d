"""Six-earnests evaluations: drafted by the office, made final by the meeting, answered by the teacher (C4.3b)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.refusals import Refused
from notices.models import Notice
from rulebook.models import Obligation
from rulebook.rules.judging import State
from rulebook.selectors.in_force import frame
from rulebook.selectors.lines import lines_of
from rulebook.tests.factories import create_obligations, create_small
from sheets.services import sheets_of
from teaching_checks.models import SixEarnestsReview
from teaching_checks.services import reviews as services
from teaching_checks.tests.contests_factories import noon, teacher_of

pytestmark = pytest.mark.django_db
END = date(2027, 1, 15)
GRADES = dict.fromkeys(("lesson_plan", "lesson", "homework", "tutoring", "assessment", "experiment"), "good")
LIST, MINE = reverse("teaching_checks:review_list"), reverse("teaching_checks:review_mine")


@pytest.fixture
def small():
    return create_small()


def write(small, name="a1", *, by="vice", values=GRADES, is_final=True) -> SixEarnestsReview:
    (sheet,) = sheets_of(school=small.school, purpose="six_earnests")
    given = {"sheet": sheet, "values": values, "is_final": is_final, "by": small.people[by], "now": noon(END)}
    return services.write(term=small.term, teacher=teacher_of(small, name), **given)


def page_for(small, name: str) -> str:
    return reverse("teaching_checks:review_write", args=[teacher_of(small, name).public_id])


@pytest.mark.parametrize(("changes", "code"), [
    ({"name": "director", "by": "director"}, "own"),
    ({"by": "clerk"}, "not_in_meeting"),
    ({"values": {**GRADES, "lesson": ""}}, "incomplete"),
])  # fmt: skip
def test_a_final_evaluation_is_whole_and_of_the_meeting_about_somebody_else(small, changes, code):
    with pytest.raises(Refused) as refused:
        write(small, **changes)
    assert (refused.value.reason, SixEarnestsReview.objects.count()) == (code, 0)


def test_the_office_drafts_and_the_meeting_makes_it_final(small):
    draft = write(small, by="clerk", values={"lesson": "good"}, is_final=False)
    assert list(SixEarnestsReview.objects.visible_to(small.a1)) == []
    final = write(small)
    assert (final.pk, final.state, final.final_on, final.written_by) == (draft.pk, "final", END, small.vice)
    with pytest.raises(Refused, match="final"):
        write(small, is_final=False)
    assert Notice.objects.get(recipient=small.a1).body.find("good") == -1


def test_the_database_lets_nobody_evaluate_himself(small):
    review = write(small)
    with pytest.raises(IntegrityError, match="nobody_reviews_himself"), transaction.atomic():
        SixEarnestsReview.objects.filter(pk=review.pk).update(written_by=small.a1)


def test_a_final_evaluation_meets_what_rule_set_4_asks(small):
    create_obligations(small, "C4")
    write(small)
    owed = Obligation.objects.filter(requirement="C4-K05")
    lines = lines_of(small.school, owed, frame(small.school, small.term), today=END)
    assert [line.subject_name for line in lines if line.state is State.DONE] == ["a1"]
    assert len(lines) == 10


def test_a_teacher_reads_the_own_one_and_adds_a_word(small, client):
    review, other = write(small), write(small, "a2")
    client.force_login(small.a1)
    assert [each.pk for each in client.get(MINE).context["page"]] == [review.pk]
    client.post(reverse("teaching_checks:review_answer", args=[review.public_id]), {"word": " 谢谢 "})
    review.refresh_from_db()
    assert review.word == "谢谢"
    refused = client.post(reverse("teaching_checks:review_answer", args=[other.public_id]), {"word": "x"})
    assert (refused.status_code, client.get(LIST).status_code) == (404, 403)


def test_the_meeting_goes_from_one_teacher_to_the_next(small, client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: noon(END))
    client.force_login(small.vice)
    listed = client.get(LIST).context
    assert (listed["total"], listed["final"]) == (10, 0)
    first = listed["page"][0].teacher
    response = client.post(page_for(small, first.name), {**GRADES, "remark": "认真", "final": "1"})
    assert response.url == page_for(small, listed["page"][1].teacher.name)
    assert client.get(LIST).context["final"] == 1
    wrong = client.post(page_for(small, first.name), {**GRADES, "lesson": "bad", "final": "1"})
    assert "lesson" in wrong.context["form"].errors


def test_who_teaches_and_leads_does_not_meet_the_own_evaluation(small, client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: noon(END))
    write(small, "director", is_final=False)
    client.force_login(small.director)
    assert client.get(page_for(small, "director")).status_code == 404
    assert "director" not in [line.teacher.name for line in client.get(LIST).context["page"]]


def test_the_list_costs_the_same_for_however_many(small, client, django_assert_max_num_queries):
    for name in ("a1", "a2", "a3"):
        write(small, name)
    client.force_login(small.vice)
    client.get(LIST)
    with django_assert_max_num_queries(29):
        client.get(LIST)
