from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from accounts.tests.factories import user_with
from schools.forms.terms import TermForm
from schools.models import Term
from schools.tests.factories import create_school, create_term

pytestmark = pytest.mark.django_db
CREATE = reverse("schools:term_create")
AUTUMN = {"school_year": "2026", "number": "1", "starts_on": "2026-09-01", "ends_on": "2027-01-22"}


@pytest.fixture
def school():
    return create_school()


@pytest.fixture
def admin(client, school):
    client.force_login(user_with(Role.SCHOOL_ADMIN, school=school))
    return client


def test_a_new_term_is_proposed_with_dates(admin):
    initial = admin.get(CREATE).context["form"].initial
    assert initial["starts_on"] < initial["ends_on"]


def test_a_term_is_created_and_warns_of_the_year_without_data(admin, school):
    response = admin.post(CREATE, AUTUMN, follow=True)
    assert school.terms.get().span.last_on == date(2027, 1, 22)
    assert "2027" in " ".join(str(m) for m in response.context["messages"])


def test_exam_dates_may_wait_or_be_given(admin, school):
    exams = {"midterm_starts_on": "2026-11-09", "midterm_ends_on": "2026-11-10"}
    admin.post(CREATE, {**AUTUMN, **exams})
    assert school.terms.get().midterm_ends_on == date(2026, 11, 10)


@pytest.mark.parametrize(
    ("dates", "field", "code"),
    [
        ({"school_year": "2025", "number": "2", "starts_on": "2026-06-01"}, "starts_on", "overlap"),
        ({"starts_on": "2026-09-02"}, "number", "term_twice"),
        ({"ends_on": "2026-08-01"}, "ends_on", "ends_before_it_starts"),
        ({"midterm_starts_on": "2026-11-09"}, "midterm_ends_on", "both_days_needed"),
    ],
)
def test_dates_that_clash_are_refused_in_words(admin, school, dates, field, code):
    create_term(school=school)
    form = admin.post(CREATE, {**AUTUMN, **dates}).context["form"]
    assert form.has_error(field, code)
    assert school.terms.count() == 1


def test_an_overlap_names_the_other_term(admin, school):
    other = create_term(school=school)
    dates = {"school_year": "2025", "number": "2", "starts_on": "2026-06-01", "ends_on": "2026-09-01"}
    assert str(other) in str(admin.post(CREATE, dates).context["form"].errors)


def test_a_term_that_a_colleague_saves_at_the_same_moment_is_named_at_the_form(admin, school, monkeypatch):
    check = TermForm._refuse_clashes

    def check_before_the_colleague_saves(form, dates):
        check(form, dates)
        if not school.terms.exists():
            create_term(school=school, number=2, starts_on=date(2027, 1, 1))

    monkeypatch.setattr(TermForm, "_refuse_clashes", check_before_the_colleague_saves)
    response = admin.post(CREATE, AUTUMN)
    assert response.context["form"].has_error("starts_on", "overlap")
    assert str(school.terms.get()) in str(response.context["form"].errors)


def test_the_list_shows_the_schools_terms_only(admin, school):
    mine = create_term(school=school)
    create_term()
    assert admin.get(reverse("schools:term_list")).context["terms"] == [mine]


def test_another_schools_term_cannot_be_edited_or_chosen(admin):
    other = create_term()
    assert admin.get(reverse("schools:term_edit", args=[other.public_id])).status_code == 404
    assert admin.post(reverse("schools:switch_term"), {"term": other.pk}).status_code == 404


def test_a_term_is_edited(admin, school):
    term = create_term(school=school)
    admin.post(reverse("schools:term_edit", args=[term.public_id]), {**AUTUMN, "ends_on": "2027-01-29"})
    assert Term.objects.get().ends_on == date(2027, 1, 29)


@pytest.mark.parametrize(
    ("target", "landed"),
    [("/school/terms/", "/school/terms/"), ("https://elsewhere.example/", "/"), ("", "/")],
)
def test_the_switch_remembers_the_term_and_goes_back_inside_the_portal(client, school, target, landed):
    client.force_login(user_with(Role.TEACHER, school=school))
    term = create_term(school=school)
    response = client.post(reverse("schools:switch_term"), {"term": term.pk, "next": target})
    assert (client.session["term_id"], response["Location"]) == (term.pk, landed)


def test_the_switch_is_a_post_and_asks_for_a_number(admin):
    assert admin.get(reverse("schools:switch_term")).status_code == 405
    assert admin.post(reverse("schools:switch_term"), {"term": "x"}).status_code == 404


def test_only_who_sets_the_school_up_opens_the_terms(client, school):
    assert client.get(CREATE).status_code == 302
    client.force_login(user_with(Role.TEACHER, school=school))
    assert client.get(CREATE).status_code == 403
