"""Adopting, changing, ending and trying on pages: what is asked, kept, refused and stored."""

from datetime import date

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import translation

from accounts.roles import Role
from accounts.tests.factories import user_with
from rulebook.documents import loading
from rulebook.forms.adoptions import AdoptionForm
from rulebook.models import Adoption, Obligation, TopicChoice, Version
from rulebook.selectors.in_force import chosen_topics
from rulebook.services.adopting import choose
from rulebook.tests.factories import create_adoption, create_attestation, create_small

pytestmark = pytest.mark.django_db
NEW = reverse("rulebook:adoption_new", args=["C3"])
TRIAL = reverse("rulebook:adoption_trial", args=["C3"])
EN = {"headers": {"accept-language": "en"}}


@pytest.fixture
def small(client):
    small = create_small()
    client.force_login(small.principal)
    return small


def typed(document="C3", **changes) -> dict:
    """Give the form as it comes, with some fields typed otherwise."""
    form = AdoptionForm(document=loading.document(document), shared={})
    data = {name: form[name].value() for name in form.fields}
    data["from_on"] = "2026-09-01"
    return {name: value for name, value in (data | changes).items() if value not in (None, False)}


def adopted(client, small, **changes) -> Adoption:
    client.post(NEW, typed(**changes) | {"confirmed": "1"})
    return Adoption.objects.get(school=small.school)


def test_a_last_look_comes_first_and_stores_nothing(client, small):
    response = client.post(NEW, typed(), **EN)
    assert response.context["asked"] > 50
    assert Adoption.objects.count() == 0
    back = client.post(NEW, typed(**{"value-C3-K07.min": "3", "reason-C3-K07.min": "more"}) | {"back": "1"})
    assert back.context["form"]["value-C3-K07.min"].value() == "3"


def test_confirming_adopts_from_the_day_and_expands_the_term(client, small):
    adoption = adopted(client, small)
    assert (adoption.from_on, adoption.adopted_by) == (date(2026, 9, 1), small.principal)
    assert Obligation.objects.filter(adoption=adoption, term=small.term).count() > 50


def test_open_questions_are_stored_with_their_answers_and_never_as_zero(client, small):
    adoption = adopted(client, small, **{"none-window.after_exam_days": "on"})
    values = adoption.versions.get().values
    assert values["window.term_start_weeks"]["value"] == "2"
    assert values["window.after_exam_days"]["value"] is None


def test_a_changed_number_needs_a_reason_at_its_field_and_keeps_what_was_typed(client, small):
    response = client.post(NEW, typed(**{"value-C3-Q04.min": "8"}), **EN)
    form = response.context["form"]
    assert form.errors["reason-C3-Q04.min"] == ["The text says 10 lessons. Write why the school changes it."]
    assert form["value-C3-Q04.min"].value() == "8"
    assert any(article == "C3.8" and is_open for article, _rows, is_open in form.article_groups)


@pytest.mark.parametrize("value", ["-1", "201"])
def test_a_number_out_of_range_is_refused_with_the_bounds(client, small, value):
    response = client.post(NEW, typed(**{"value-C3-Q04.min": value, "reason-C3-Q04.min": "why"}), **EN)
    assert response.context["form"].errors["value-C3-Q04.min"] == ["Write a number between 0 and 200."]


@pytest.mark.parametrize("value", ["", "ten"])
def test_what_is_no_number_is_refused(client, small, value):
    response = client.post(NEW, typed(**{"value-C3-Q04.min": value}))
    assert response.context["form"].errors["value-C3-Q04.min"]


def test_a_silent_text_wants_a_number_or_the_explicit_choice_of_none(client, small):
    response = client.post(NEW, typed(**{"value-window.after_exam_days": ""}), **EN)
    assert response.context["form"].errors["value-window.after_exam_days"] == ["Write a number, or tick “No number”."]


def g3_form(**days) -> AdoptionForm:
    return AdoptionForm(typed("G3", **days), document=loading.document("G3"), shared={})


def test_the_misprint_of_g3_is_refused_at_its_field_with_both_days():
    form = g3_form(**{"first-G3-H02": "2013-09-01", "last-G3-H02": "2009-11-30"})
    with translation.override("en"):
        assert form.errors == {
            "last-G3-H02": [
                "This phase would end on 2009-11-30, before it begins on 2013-09-01. Write a later last day."
            ]
        }


def test_a_phase_has_both_days_or_none():
    assert "last-G3-H02" in g3_form(**{"first-G3-H02": "2026-09-01"}).errors
    form = g3_form(**{"first-G3-H02": "2026-09-01", "last-G3-H02": "2026-11-30"})
    assert form.is_valid()
    assert form.cleaned_values["phase:G3-H02"] == ["2026-09-01", "2026-11-30"]


def test_a_day_far_away_is_a_slip_of_the_finger(client, small):
    response = client.post(NEW, typed(from_on="0026-09-01"), **EN)
    assert response.context["form"].errors["from_on"] == ["Choose a day within ten years of today."]


def test_a_document_in_force_leads_to_its_versions(client, small):
    adoption = create_adoption(school=small.school)
    response = client.get(NEW)
    assert response.url == reverse("rulebook:adoption_show", args=[adoption.public_id])


def test_of_two_documents_on_one_topic_the_school_says_which_counts(client, small):
    create_adoption(school=small.school, document="C1")
    assert "observation_quota" in client.get(NEW).context["form"].shared
    client.post(NEW, typed(**{"topic-observation_quota": "C3"}) | {"confirmed": "1"})
    assert TopicChoice.objects.get().document == "C3"
    assert not Obligation.objects.filter(adoption__document="C1", requirement__startswith="C1-Q").exists()


def test_an_earlier_choice_is_shown_and_can_be_taken_back(client, small):
    create_adoption(school=small.school, document="C1")
    choose(school=small.school, topic="observation_quota", document="C1", from_on=date(2026, 9, 1), by=small.principal)
    form = client.get(NEW).context["form"]
    assert form["topic-observation_quota"].value() == "C1"
    client.post(NEW, typed(**{"topic-observation_quota": ""}) | {"confirmed": "1"})
    assert chosen_topics(small.school, on=date(2027, 1, 1))["observation_quota"] == ""


def test_versions_say_what_changed_why_and_where_a_number_comes_from(client, small):
    adoption = adopted(client, small, **{"value-C3-Q04.min": "8", "reason-C3-Q04.min": "small school"})
    response = client.get(reverse("rulebook:adoption_show", args=[adoption.public_id]), **EN)
    (_version, changes), *_earlier = response.context["history"]
    assert ("10 lessons", "8 lessons", "small school") in [(c["before"], c["after"], c["reason"]) for c in changes]
    sources = {str(s["name"]): s["words"] for s in response.context["sources"]}
    assert "changed by the school on 2026-09-01 · small school" in sources.values()
    assert "default of C3" in sources.values()


def test_a_version_page_costs_the_same_with_many_versions(client, small, django_assert_max_num_queries):
    adoption = create_adoption(school=small.school)
    with django_assert_max_num_queries(42):
        client.get(reverse("rulebook:adoption_show", args=[adoption.public_id]))


def change_form(adoption, client, **changes) -> dict:
    form = client.get(reverse("rulebook:adoption_change", args=[adoption.public_id])).context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (data | changes).items() if value not in (None, False)}


def test_a_change_makes_a_new_version_from_its_day_and_leaves_the_old_one(client, small):
    adoption = create_adoption(school=small.school)
    url = reverse("rulebook:adoption_change", args=[adoption.public_id])
    data = change_form(adoption, client, from_on="2026-11-01", **{"value-C3-Q04.min": "6", "reason-C3-Q04.min": "flu"})
    client.post(url, data)
    old, new = Version.objects.filter(adoption=adoption).order_by("number")
    assert "C3-Q04.min" not in old.values
    assert new.values["C3-Q04.min"] == {"value": "6", "reason": "flu"}
    assert (new.from_on, new.from_now) == (date(2026, 11, 1), False)


def test_a_change_of_nothing_and_one_before_the_present_version_are_refused(client, small):
    adoption = create_adoption(school=small.school)
    url = reverse("rulebook:adoption_change", args=[adoption.public_id])
    response = client.post(url, change_form(adoption, client), **EN)
    assert response.context["form"].non_field_errors() == ["Nothing was changed."]
    early = change_form(adoption, client, from_on="2026-08-01", **{"value-C3-Q04.min": "6", "reason-C3-Q04.min": "flu"})
    assert client.post(url, early).context["form"].errors["from_on"]


def test_ending_says_what_happens_and_keeps_what_was_owed_before(client, small):
    adoption = adopted(client, small)
    url = reverse("rulebook:adoption_end", args=[adoption.public_id])
    assert client.get(url).context["counts"].live > 50
    client.post(url, {"on": "2026-12-01"})
    adoption.refresh_from_db()
    assert adoption.to_on == date(2026, 12, 1)
    live = Obligation.objects.filter(adoption=adoption, withdrawn_on=None)
    assert live.exists()
    assert not live.filter(opens_on__gte=date(2026, 12, 1)).exists()


def rows_of_all_tables() -> dict[str, int]:
    return {m.__name__: m._base_manager.count() for m in apps.get_models() if m._meta.managed and not m._meta.proxy}


def test_a_trial_shows_the_board_by_the_records_and_writes_nothing(client, small):
    create_attestation(school=small.school, actor=small.clerk, kind="school_analysis", on=date(2026, 11, 20))
    before = rows_of_all_tables()
    response = client.get(TRIAL, **EN)
    assert rows_of_all_tables() == before
    analysis = next(row for row in response.context["rows"] if row["requirement"].id == "C3-A02")
    assert dict(response.context["counts"])
    assert analysis["numbers"][0][1] == 1
    assert "Trial: nothing is stored or sent." in response.content.decode()


def test_a_trial_with_other_numbers_asks_for_no_reason(client, small):
    form = client.get(TRIAL).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    response = client.post(TRIAL, data | {"term": str(small.term.public_id), "value-C3-Q04.min": "0"})
    asked = {row["requirement"].id for row in response.context["rows"]}
    assert "C3-Q04" not in asked
    assert "C3-Q01" in asked


def test_only_the_principal_adopts(client, small):
    adoption = create_adoption(school=small.school)
    client.force_login(small.vice)
    for name in ("adoption_change", "adoption_end"):
        assert client.get(reverse(f"rulebook:{name}", args=[adoption.public_id])).status_code == 403
    assert client.get(NEW).status_code == client.get(TRIAL).status_code == 403
    assert client.get(reverse("rulebook:adoption_show", args=[adoption.public_id])).status_code == 200


def test_the_adoption_of_another_school_is_not_found(client, small):
    other = create_adoption(school=create_small().school)
    assert client.get(reverse("rulebook:adoption_show", args=[other.public_id])).status_code == 404
    client.force_login(user_with(Role.PRINCIPAL, school=other.school))
    assert client.get(reverse("rulebook:adoption_show", args=[other.public_id])).status_code == 200
