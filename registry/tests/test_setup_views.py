import pytest
from django.urls import reverse

from accounts.roles import Role
from accounts.tests.factories import user_with
from registry.models import Grade, SchoolClass, Subject, TeacherGroup
from registry.tests.factories import create_class, create_grades, create_student, create_teacher
from schools.models import Term, Village
from schools.tests.factories import create_campus, create_school, create_term, create_village

pytestmark = pytest.mark.django_db
PAGES = ["setup", "setup_grades", "setup_classes", "setup_subjects", "setup_groups", "setup_group_create"]


@pytest.fixture
def school():
    return create_school(stages=["primary"])


@pytest.fixture
def admin(client, school):
    client.force_login(user_with(Role.SCHOOL_ADMIN, school=school))
    return client


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_school_opens_every_page_and_others_do_not(client, school, name):
    url = reverse(f"registry:{name}")
    assert client.get(url).status_code == 302
    client.force_login(user_with(Role.PRINCIPAL, school=school))
    assert client.get(url).status_code == 403
    client.force_login(user_with(Role.SCHOOL_ADMIN, school=school))
    assert client.get(url).status_code == 200


def test_the_first_open_step_comes_next(admin, school):
    create_term(school=school, school_year=2025)
    assert admin.get(reverse("registry:setup")).context["next_step"].key in ("terms", "calendar")


def test_the_setup_page_costs_the_same_with_pupils_and_without(admin, school, django_assert_max_num_queries):
    create_student(school_class=create_class(school=school))
    with django_assert_max_num_queries(11):
        admin.get(reverse("registry:setup"))


def test_a_usual_shape_sets_the_grades_in_one_click(admin, school):
    admin.post(reverse("registry:setup_grades_preset"), {"preset": "nine5"})
    stages = dict(Grade.objects.filter(school=school).values_list("number", "stage"))
    assert stages == {n: "primary" if n < 6 else "junior" for n in range(1, 10)}


def test_the_shapes_of_the_schools_stages_come_first_and_an_unknown_one_is_not_there(admin):
    presets = admin.get(reverse("registry:setup_grades")).context["presets"]
    assert [p.key for p in presets[:2]] == ["primary6", "primary5"]
    assert admin.post(reverse("registry:setup_grades_preset"), {"preset": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        ({"primary_first": "1"}, "primary_last", "one_end"),
        ({"primary_first": "6", "primary_last": "1"}, "primary_last", "order"),
        (
            {"primary_first": "1", "primary_last": "6", "junior_first": "6", "junior_last": "9"},
            "junior_first",
            "overlap",
        ),
    ],
)
def test_odd_grades_are_refused(admin, typed, field, code):
    form = admin.post(reverse("registry:setup_grades"), typed).context["form"]
    assert form.has_error(field, code)
    assert not Grade.objects.exists()


def test_grades_in_use_stay_and_the_page_says_why(admin, school):
    create_class(school=school)
    response = admin.post(reverse("registry:setup_grades"), {"primary_first": "2", "primary_last": "6"})
    assert [m.level_tag for m in response.context["messages"]] == ["error"]
    assert Grade.objects.filter(school=school).count() == 6


def test_classes_are_created_from_the_matrix(admin, school):
    create_grades(school=school)
    admin.post(reverse("registry:setup_classes") + "?year=2026", {"grade_1": "2", "grade_6": "1"})
    created = SchoolClass.objects.values_list("entry_year", "number")
    assert sorted(created) == [(2021, 1), (2026, 1), (2026, 2)]


@pytest.mark.parametrize("count", ["-1", "41", "many"])
def test_an_odd_number_of_classes_is_refused(admin, school, count):
    create_grades(school=school)
    response = admin.post(reverse("registry:setup_classes") + "?year=2026", {"grade_1": count})
    assert response.context["form"].has_error("grade_1")
    assert not SchoolClass.objects.exists()


def test_the_classes_are_listed_with_their_pupils_at_constant_cost(admin, school, django_assert_max_num_queries):
    for number in range(8):
        create_student(school_class=create_class(school=school, number=number + 1))
    with django_assert_max_num_queries(14):
        page = admin.get(reverse("registry:setup_classes")).context["page"]
    assert [c.pupil_count for c in page] == [1] * 8


def test_a_class_is_renamed_and_moved_to_a_campus_of_the_school(admin, school):
    school_class, campus = create_class(school=school), create_campus(school=school)
    edit = reverse("registry:setup_class_edit", args=[school_class.public_id])
    admin.post(edit, {"label": "阳光班", "campus": campus.pk, "closed_on": ""})
    school_class.refresh_from_db()
    assert (school_class.label, school_class.campus) == ("阳光班", campus)
    foreign = {"label": "", "campus": create_campus().pk, "closed_on": ""}
    assert admin.post(edit, foreign).context["form"].has_error("campus")


def test_a_class_with_pupils_is_not_closed(admin, school):
    school_class = create_class(school=school)
    create_student(school_class=school_class)
    edit = reverse("registry:setup_class_edit", args=[school_class.public_id])
    form = admin.post(edit, {"label": "", "campus": "", "closed_on": "2026-07-01"}).context["form"]
    assert form.has_error("closed_on", "pupils_left")


def test_usual_subjects_come_in_one_click_and_more_by_hand(admin, school):
    admin.post(reverse("registry:setup_subjects_usual"))
    assert admin.get(reverse("registry:setup_subjects")).context["missing"] == []
    admin.post(reverse("registry:setup_subjects"), {"names": "书法，足球 语文"})
    assert list(Subject.objects.filter(school=school).values_list("name", flat=True))[-2:] == ["书法", "足球"]


def test_a_subject_is_renamed_but_not_to_one_there_is(admin, school):
    subject = Subject.objects.create(school=school, name="信息")
    Subject.objects.create(school=school, name="数学")
    edit = reverse("registry:setup_subject_edit", args=[subject.public_id])
    assert admin.post(edit, {"name": "数学"}).context["form"].has_error("name", "name_taken")
    admin.post(edit, {"name": "信息科技"})
    subject.refresh_from_db()
    assert subject.name == "信息科技"


def test_a_group_is_written_with_its_head(admin, school):
    subject, head = Subject.objects.create(school=school, name="语文"), create_teacher(school=school)
    new = {"kind": "research", "name": "语文组", "subject": subject.pk, "grade": "", "head": head.pk}
    admin.post(reverse("registry:setup_group_create"), new)
    rows = admin.get(reverse("registry:setup_groups")).context["rows"]
    assert [(group.name, who, group.member_count) for group, who in rows] == [("语文组", head.user.name, 1)]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kind": "research"}, "subject"),
        ({"kind": "prep"}, "grade"),
        ({"kind": "grade"}, "grade"),
    ],
)
def test_a_group_needs_what_its_kind_is_about(admin, typed, field):
    form = admin.post(reverse("registry:setup_group_create"), {"name": "x", **typed}).context["form"]
    assert form.has_error(field, "needed")


def test_another_schools_teachers_and_subjects_cannot_be_chosen(admin):
    other = create_teacher()
    subject = Subject.objects.create(school=other.school, name="语文")
    typed = {"kind": "research", "name": "x", "subject": subject.pk, "head": other.pk, "teachers": [other.pk]}
    form = admin.post(reverse("registry:setup_group_create"), typed).context["form"]
    assert {"subject", "head", "teachers"} <= set(form.errors)


def test_a_research_group_for_each_subject_comes_once(admin, school):
    Subject.objects.create(school=school, name="语文")
    for _ in range(2):
        admin.post(reverse("registry:setup_groups_usual"))
    assert TeacherGroup.objects.filter(school=school).count() == 1


def _rows(school):
    return {
        "campus": create_campus(school=school),
        "term": create_term(school=school),
        "class": create_class(school=school),
        "subject": Subject.objects.create(school=school, name="书法"),
        "group": TeacherGroup.objects.create(school=school, kind="grade", name="x"),
    }


@pytest.mark.parametrize("noun", ["campus", "term", "class", "subject", "group"])
def test_what_nobody_uses_is_deleted_after_asking(admin, school, noun):
    row = _rows(school)[noun]
    url = reverse("registry:setup_delete", args=[noun, row.public_id])
    assert admin.get(url).context["uses"] == []
    admin.post(url)
    assert not type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("noun", ["campus", "term", "class", "subject", "group"])
def test_another_schools_rows_cannot_be_deleted(admin, noun):
    row = _rows(create_school())[noun]
    assert admin.post(reverse("registry:setup_delete", args=[noun, row.public_id])).status_code == 404
    assert type(row).objects.filter(pk=row.pk).exists()


def test_a_campus_with_classes_stays_and_the_page_lists_them(admin, school):
    campus = create_campus(school=school)
    create_class(school=school, campus=campus)
    response = admin.post(reverse("registry:setup_delete", args=["campus", campus.public_id]))
    assert response.status_code == 409
    assert [use.count for use in response.context["uses"]] == [1]
    campus.refresh_from_db()


def test_a_noun_that_is_none_is_not_there(admin, school):
    term = create_term(school=school)
    assert admin.post(reverse("registry:setup_delete", args=["school", term.public_id])).status_code == 404
    assert Term.objects.exists()


def test_two_villages_are_merged_on_a_page_that_says_what_happens(admin, school):
    gone, keep = create_village(school=school), create_village(school=school)
    create_student(school=school, village=gone)
    url = reverse("registry:village_merge", args=[gone.public_id])
    assert admin.get(url).context["pupil_count"] == 1
    admin.post(url, {"keep": keep.public_id})
    assert list(Village.objects.all()) == [keep]


def test_a_village_of_another_district_is_neither_merged_nor_removed(admin, school):
    mine, foreign = create_village(school=school), create_village()
    for name in ("village_merge", "village_drop"):
        assert admin.get(reverse(f"registry:{name}", args=[foreign.public_id])).status_code == 404
    url = reverse("registry:village_merge", args=[mine.public_id])
    assert admin.post(url, {"keep": foreign.public_id}).context["form"].has_error("keep")


def test_a_village_is_removed_after_asking_and_stays_with_pupils(admin, school):
    empty, lived_in = create_village(school=school), create_village(school=school)
    create_student(school=school, village=lived_in)
    for village in (empty, lived_in):
        url = reverse("registry:village_drop", args=[village.public_id])
        assert admin.get(url).status_code == 200
        admin.post(url)
    assert list(Village.objects.all()) == [lived_in]


def test_who_makes_schools_learns_who_makes_accounts(client, school):
    security = user_with(Role.SECURITY_ADMIN)
    url = reverse("registry:school_first_admin", args=[school.public_id])
    client.force_login(user_with(Role.SYSTEM_ADMIN))
    context = client.get(url).context
    assert (context["may_open"], list(context["security_administrators"])) == (False, [security])

    client.force_login(security)
    assert client.get(url).context["may_open"] is True


def test_the_page_of_administrators_is_not_for_the_school(admin, school):
    assert admin.get(reverse("registry:school_first_admin", args=[school.public_id])).status_code == 403
