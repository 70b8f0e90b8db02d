from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.refusals import Refused
from deductions.kinds import Event
from rulebook.rules.people import person
from teaching_checks.evidence.own import experiments
from teaching_checks.facts.experiments import facts
from teaching_checks.models import Experiment
from teaching_checks.selectors.experiments import completion
from teaching_checks.services import experiments as services
from teaching_checks.tests.records import create_experiment, moment
from teaching_checks.tests.scenes import create_scene

pytestmark = pytest.mark.django_db
DUE, LATER = date(2026, 9, 20), date(2026, 9, 25)


@pytest.fixture
def scene():
    return create_scene()


def planned(scene, name="Boiling water", **fields) -> Experiment:
    return create_experiment(term=scene.small.term, due_on=DUE, name=name, **scene.whose, **fields)


def judged(scene, experiment, state, **fields):
    return services.judge(experiment=experiment, state=state, by=scene.small.clerk, today=LATER, **fields)


def press(client, user, name, *args, **data):
    client.force_login(user)
    return client.post(reverse(f"teaching_checks:{name}", args=args), data)


def test_a_plan_is_pasted_for_a_class_and_pasted_again_adds_only_what_is_new(client, scene):
    pair = f"{scene.school_class.pk}-{scene.subject.pk}"
    press(client, scene.small.a1, "experiment_plan", pairs=[pair], plan="A\t演示\t3\nB\t分组\t5")
    press(client, scene.small.a1, "experiment_plan", pairs=[pair], plan="A\t演示\t4\nC\t分组\t5")
    found = Experiment.objects.order_by("name").values_list("name", "kind", "due_on")
    assert list(found) == [
        ("A", "demonstration", date(2026, 9, 27)),
        ("B", "group", date(2026, 10, 4)),
        ("C", "group", date(2026, 10, 4)),
    ]


def test_a_line_that_cannot_be_read_is_named_and_nothing_is_planned(client, scene):
    pair = f"{scene.school_class.pk}-{scene.subject.pk}"
    response = press(client, scene.small.a1, "experiment_plan", pairs=[pair], plan="A\t演示\t3\nB\t某天")
    assert "2" in str(response.context["form"].errors["plan"])
    assert not Experiment.objects.exists()


def test_done_is_verified_by_somebody_else(client, scene):
    experiment = planned(scene)
    press(client, scene.small.a1, "experiment_log", experiment.public_id, done_on="2026-09-18", note="all groups")
    press(client, scene.small.clerk, "experiment_judge", experiment.public_id, state="confirmed")
    experiment.refresh_from_db()
    assert (experiment.state, experiment.judged_by, experiment.note) == ("confirmed", scene.small.clerk, "all groups")


@pytest.mark.parametrize(
    ("state", "today", "reason"),
    [("confirmed", LATER, "not_logged"), ("missed", DUE, "too_early"), ("excused", LATER, "no_reason")],
)
def test_a_verdict_without_ground_is_refused(scene, state, today, reason):
    with pytest.raises(Refused, match=reason):
        services.judge(experiment=planned(scene), state=state, by=scene.small.clerk, today=today)


def test_nobody_verifies_the_own_even_past_the_service(scene):
    experiment = planned(scene)
    with pytest.raises(Refused, match="own"):
        services.judge(experiment=experiment, state="missed", by=scene.small.a1, today=LATER)
    verdict = {"state": "missed", "judged_by": scene.small.a1, "judged_at": moment(LATER)}
    with pytest.raises(IntegrityError), transaction.atomic():
        Experiment.objects.filter(pk=experiment.pk).update(**verdict)


@pytest.mark.parametrize(("day", "reason"), [(date(2026, 9, 30), "in_the_future"), (date(2026, 8, 1), "outside_term")])
def test_an_experiment_is_logged_on_a_day_of_the_term(scene, day, reason):
    with pytest.raises(Refused, match=reason):
        services.log(experiment=planned(scene), done_on=day, by=scene.small.a1, today=LATER)


def test_what_is_verified_is_not_logged_anew(scene):
    experiment = judged(scene, planned(scene), "missed")
    with pytest.raises(Refused, match="judged"):
        services.log(experiment=experiment, done_on=DUE, by=scene.small.a1, today=LATER)


def test_only_what_somebody_else_verified_as_not_done_is_a_fact(scene):
    planned(scene, "Never logged")
    planned(scene, "Done", state="done", done_on=DUE)
    missed = judged(scene, planned(scene, "Missed"), "missed", now=moment(LATER))
    judged(scene, planned(scene, "Excused"), "excused", why="no gas")
    (fact,) = facts(scene.small.school, scene.small.term.span)
    assert (fact.event, fact.key, fact.on) == (Event.EXPERIMENT_MISSED, f"experiment:{missed.pk}", LATER)
    assert (dict(fact.figures), fact.reporter) == ({"times": Decimal(1)}, scene.small.clerk.pk)


def test_the_share_done_grows_and_excused_ones_are_not_asked_for(scene):
    planned(scene, "Open")
    judged(scene, planned(scene, "Excused"), "excused", why="no gas")
    planned(scene, "First", state="done", done_on=date(2026, 9, 10))
    planned(scene, "Second", state="done", done_on=date(2026, 9, 11))
    found = [(e.subject, e.on, e.amount, e.whole) for e in experiments(scene.small.school, scene.small.term.span)]
    about = person(scene.small.a1.pk)
    assert found == [(about, date(2026, 9, 10), 1, 3), (about, date(2026, 9, 11), 2, 3)]
    (row,) = completion(scene.small.school, scene.small.term, user=None)
    assert (row["planned"], row["done"], row["verified"], row["missed"]) == (3, 2, 0, 0)


def test_a_colleague_neither_sees_nor_logs_mine(client, scene):
    experiment = planned(scene)
    assert press(client, scene.small.a2, "experiment_log", experiment.public_id).status_code == 404
    client.force_login(scene.small.a2)
    url = reverse("teaching_checks:experiment_show", args=[experiment.public_id])
    assert client.get(url).status_code == 404


def test_the_head_of_the_group_reads_its_experiments_and_judges_none(client, scene):
    experiment = planned(scene, state="done", done_on=DUE)
    show = reverse("teaching_checks:experiment_show", args=[experiment.public_id])
    for who, rows, status in (("h1", [experiment], 200), ("h2", [], 404)):
        client.force_login(scene.small.people[who])
        found = client.get(reverse("teaching_checks:experiment_list")).context
        assert (list(found["page"]), found["sums"]["done"]) == (rows, len(rows))
        assert client.get(show).status_code == status
    client.force_login(scene.small.h1)
    assert client.get(show).context["form"] is None
    judge = press(client, scene.small.h1, "experiment_judge", experiment.public_id, state="confirmed")
    assert judge.status_code == 403


@pytest.mark.parametrize(("name", "who"), [("experiment_mine", "a1"), ("experiment_list", "clerk")])
def test_lists_cost_the_same_for_any_number(client, scene, name, who, django_assert_max_num_queries):
    for number in range(12):
        planned(scene, f"Experiment {number}")
    client.force_login(scene.small.people[who])
    with django_assert_max_num_queries(28):
        assert client.get(reverse(f"teaching_checks:{name}")).context["page"].paginator.count == 12


def test_what_was_due_stays_in_the_plan(client, scene):
    experiment = planned(scene)
    press(client, scene.small.a1, "experiment_remove", experiment.public_id)
    assert Experiment.objects.filter(pk=experiment.pk).exists()
