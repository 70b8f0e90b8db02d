"""Trainings of leaders and backbone teachers: names at home, sums for the office, taken from an activity (G5.1.1.2)."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.models import Attendee, Training
from alliances.services import trainings as services
from alliances.tests.activities import OCTOBER, create_held
from alliances.tests.factories import FOUNDED, create_alliance
from core.refusals import Refused
from rulebook.models import RoleHolder

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def allied():
    return create_alliance(schools=2)


def enter(member, *people, **fields):
    given = {"theme": "Curriculum", "on": OCTOBER, "hours": Decimal("3.5"), "place": "", **fields}
    return services.enter_trainings(membership=member.membership, people=people, by=member.clerk, **given)


def listed(client, allied, user):
    client.force_login(user)
    return client.get(reverse("alliances:training_list", args=[allied.alliance.public_id]), headers=ENGLISH)


def test_an_entry_knows_who_leads_and_who_is_a_backbone_teacher(allied):
    one = allied.others[0]
    RoleHolder.objects.create(school=one.school, role="backbone_teacher", user=one.teacher, from_on=FOUNDED)
    enter(one, one.principal, one.teacher, one.clerk)
    kinds = dict(Training.objects.values_list("person", "trained_as"))
    assert kinds == {one.principal.pk: "leader", one.teacher.pk: "backbone_teacher", one.clerk.pk: ""}


def test_names_stay_in_the_school_and_the_office_reads_sums(allied, client):
    one = allied.others[0]
    enter(one, one.vice, one.teacher)
    enter(one, one.vice, theme="Assessment")
    page = listed(client, allied, one.clerk)
    assert len(page.context["page"]) == 3
    assert [row.person_id for row in listed(client, allied, one.teacher).context["page"]] == [one.teacher.pk]
    page = listed(client, allied, allied.core.vice)
    assert (len(page.context["page"]), one.teacher.name in page.content.decode()) == (0, False)
    (sums,) = page.context["sums"]
    assert (sums.school, sums.people, sums.leaders, sums.hours) == (one.school.name, 2, 1, Decimal("10.5"))
    assert listed(client, allied, allied.core.teacher).context["sums"] == []


def test_what_makes_no_sense_is_refused(allied):
    one, other = allied.members
    enter(one, one.vice)
    cases = {
        "entered": {"people": [one.vice]},
        "not-of-the-school": {"people": [other.teacher]},
        "in-future": {"people": [one.teacher], "on": date(2090, 1, 1)},
        "not-yours": {"people": [one.teacher], "by": other.clerk},
    }
    for reason, fields in cases.items():
        given = {"theme": "Curriculum", "on": OCTOBER, "hours": Decimal(1), "by": one.clerk, **fields}
        with pytest.raises(Refused, match=reason):
            services.enter_trainings(membership=one.membership, **given)
    one.membership.to_on = OCTOBER
    one.membership.save()
    with pytest.raises(Refused, match="not-now"):
        enter(one, one.teacher)


def test_an_activity_fills_the_form_and_the_entry_is_kept(allied, client):
    one = allied.others[0]
    activity = create_held(allied)
    part = activity.participations.get(membership=one.membership)
    Attendee.objects.create(participation=part, person=one.teacher)
    client.force_login(one.clerk)
    url = reverse("alliances:training_enter", args=[one.membership.public_id])
    form = client.get(f"{url}?activity={activity.public_id}").context["form"]
    assert (form.initial["theme"], form.initial["on"], form.initial["people"]) == (
        activity.title, activity.on, [one.teacher],
    )  # fmt: skip
    typed = {"theme": activity.title, "on": activity.on, "hours": "4", "people": [one.teacher.pk]}
    assert client.post(url, typed | {"hours": "0"}).context["form"].errors["hours"]
    client.post(url, typed)
    row = Training.objects.get()
    assert (row.person, row.hours) == (one.teacher, 4)
    client.force_login(allied.core.clerk)
    assert client.post(reverse("alliances:training_remove", args=[row.public_id])).status_code == 404
    client.force_login(one.clerk)
    client.post(reverse("alliances:training_remove", args=[row.public_id]))
    assert not Training.objects.exists()


def test_trainings_cost_the_same_however_many(allied, client, django_assert_num_queries):
    one = allied.others[0]
    listed(client, allied, one.clerk)
    for people in ([one.vice], [one.teacher, one.director, one.clerk]):
        enter(one, *people, on=timezone.localdate(), theme=f"{len(people)} people")
        with django_assert_num_queries(15):
            listed(client, allied, one.clerk)
