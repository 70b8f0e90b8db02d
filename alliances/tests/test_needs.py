"""Needs raised and answered (G4.4.5b), special projects (G4.4.5a)."""

from datetime import date

import pytest
from django.urls import reverse

from alliances.models import Need, SpecialProject
from alliances.rules.needs import Answered
from alliances.selectors.needs import answered
from alliances.services import needs as services
from alliances.tests.activities import NOW, OCTOBER, create_activity, noon
from alliances.tests.factories import create_alliance
from core.refusals import Refused
from notices.models import Notice

pytestmark = pytest.mark.django_db
LIST, RAISE = reverse("alliances:need_list"), reverse("alliances:need_raise")
PROJECTS, BEGIN = reverse("alliances:project_list"), reverse("alliances:project_begin")
PROJECT = {"title": "寄宿生想家", "problem": "新生夜里哭", "plan": "陪伴", "members": "李老师", "from_on": OCTOBER}


@pytest.fixture
def allied():
    return create_alliance(document="G4")


def raised(allied, *, title="英语师资") -> Need:
    one = allied.others[0]
    return services.raise_need(membership=one.membership, title=title, about="", by=one.clerk, now=noon(OCTOBER))


def test_an_answer_is_an_activity_or_words_and_is_given_once(allied):
    need, vice = raised(allied), allied.core.vice
    with pytest.raises(Refused, match="nothing_said"):
        services.answer(need=need, answer=" ", by=vice, now=NOW)
    with pytest.raises(Refused, match="other_alliance"):
        services.answer(need=need, activity=create_activity(create_alliance()), by=vice, now=NOW)
    services.answer(need=need, activity=create_activity(allied), by=vice, now=NOW)
    with pytest.raises(Refused, match="answered"):
        services.answer(need=need, answer="好", by=vice, now=NOW)
    assert Notice.objects.filter(recipient=allied.others[0].clerk, dedupe__startswith="need-answered").count() == 1


def test_the_office_is_told_of_a_need_and_the_link_opens_its_alliance(allied, client):
    raised(allied)
    told = Notice.objects.filter(dedupe__startswith="need-raised")
    assert {notice.recipient for notice in told} == {allied.core.principal, allied.core.vice}
    client.force_login(allied.core.vice)
    assert client.get(told[0].url).context["here"].alliance == allied.alliance


def test_a_school_that_has_left_raises_no_need(allied):
    left = allied.others[0].membership
    left.to_on = OCTOBER
    left.save()
    with pytest.raises(Refused, match="not_a_member"):
        raised(allied)


def test_the_share_counts_all_needs_against_the_target_of_the_office():
    allied = create_alliance(document="G4", adopted=True)
    first, _second = raised(allied), raised(allied, title="器材")
    services.answer(need=first, answer="好", by=allied.core.vice, now=NOW)
    assert answered(allied.alliance, date(2026, 12, 1)) == Answered(1, 2, None)


def test_pages_raise_and_answer_a_need(allied, client):
    one = allied.others[0]
    client.force_login(one.clerk)
    client.post(RAISE, {"membership": one.membership.pk, "title": "英语师资", "about": "缺两名"})
    need = Need.objects.get()
    address = reverse("alliances:need_answer", args=[need.public_id])
    assert client.get(address).status_code == 403
    client.force_login(one.principal)
    assert client.get(address).status_code == 404
    client.force_login(allied.core.vice)
    activity = create_activity(allied)
    client.post(address, {"activity": activity.pk, "answer": "一起备课"})
    need.refresh_from_db()
    assert (need.activity, need.answer, need.answered_by) == (activity, "一起备课", allied.core.vice)
    assert client.get(LIST).context["share"].percent == 100


def test_nobody_raises_a_need_of_another_school(allied, client):
    client.force_login(allied.others[0].clerk)
    client.post(RAISE, {"membership": allied.core.membership.pk, "title": "英语师资"})
    assert not Need.objects.exists()


def test_a_project_goes_by_steps_and_ends_with_a_result(allied):
    vice = allied.core.vice
    project = services.begin(alliance=allied.alliance, fields=PROJECT, by=vice)
    step = services.add_milestone(project=project, name="问卷", due_on=date(2026, 11, 1), by=vice)
    services.reach(milestone=step, by=vice, now=NOW)
    with pytest.raises(Refused, match="done"):
        services.reach(milestone=step, by=vice, now=NOW)
    with pytest.raises(Refused, match="no_result"):
        services.end(project=project, result=" ", by=vice, now=NOW)
    services.end(project=project, result="好转", by=vice, now=NOW)
    with pytest.raises(Refused, match="ended"):
        services.change(project=project, fields={}, by=vice)


def test_pages_run_a_project(allied, client):
    client.force_login(allied.core.vice)
    client.post(BEGIN, PROJECT)
    project = SpecialProject.objects.get()
    show, edit, end, step = (
        reverse(f"alliances:project_{name}", args=[project.public_id]) for name in ("show", "edit", "end", "step")
    )
    client.post(edit, {**PROJECT, "title": "寄宿生适应"})
    client.post(step, {"name": "问卷", "due_on": "2026-11-01"})
    client.post(reverse("alliances:milestone_reach", args=[project.milestones.get().public_id]))
    client.post(end, {"result": "好转"})
    project.refresh_from_db()
    assert (project.title, project.result, project.milestones.get().done_on is not None) == ("寄宿生适应", "好转", True)
    client.force_login(allied.others[0].teacher)
    assert [client.get(address).status_code for address in (PROJECTS, show, BEGIN)] == [200, 200, 403]
    client.force_login(allied.others[0].principal)
    assert [client.get(address).status_code for address in (BEGIN, edit)] == [404, 404]


def test_lists_cost_the_same_for_however_many(allied, client, django_assert_max_num_queries):
    for title in ("甲", "乙", "丙"):
        raised(allied, title=title)
        services.begin(alliance=allied.alliance, fields=PROJECT | {"title": title}, by=allied.core.vice)
    client.force_login(allied.core.vice)
    for address, most in ((LIST, 16), (PROJECTS, 12)):
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)
