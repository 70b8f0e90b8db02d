from datetime import date

import pytest
from django.utils import timezone, translation

from accounts.models import Post
from accounts.roles import Role
from accounts.services import OwnAccount
from accounts.tests.factories import create_post, user_with
from core.dates import school_year
from registry.models import GroupMembership, SchoolClass, Student, Subject, TeacherGroup
from registry.setup import classes, grades, groups, subjects, villages
from registry.setup.steps import State, progress, steps
from registry.setup.usage import uses_of
from registry.tests.factories import (
    create_assignment,
    create_class,
    create_grades,
    create_student,
    create_teacher,
)
from schools.models import Stage, Village
from schools.services import take_over_national_days
from schools.tests.factories import create_campus, create_school, create_term, create_village

pytestmark = pytest.mark.django_db
PRIMARY_6 = {Stage.PRIMARY: (1, 6)}
NINE_6 = {Stage.PRIMARY: (1, 6), Stage.JUNIOR: (7, 9)}
NINE_5 = {Stage.PRIMARY: (1, 5), Stage.JUNIOR: (6, 9)}
TODAY = date(2026, 10, 12)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def school():
    return create_school()


def test_grades_are_set_changed_and_set_again(school):
    for ranges in (PRIMARY_6, NINE_6, NINE_6, NINE_5):
        grades.set_grades(school=school, ranges=ranges)
        assert grades.ranges_of(school) == ranges


@pytest.mark.parametrize("preset", grades.PRESETS, ids=lambda preset: preset.key)
def test_every_usual_shape_can_be_set(school, preset):
    grades.set_grades(school=school, ranges=preset.ranges)
    assert grades.ranges_of(school) == preset.ranges


def test_a_grade_with_classes_stays_and_nothing_changes(school):
    grades.set_grades(school=school, ranges=PRIMARY_6)
    create_class(school=school, entry_year=school_year(timezone.localdate()) - 5)
    with pytest.raises(grades.GradeUsed) as refused:
        grades.set_grades(school=school, ranges={Stage.PRIMARY: (1, 3)})
    assert refused.value.grade.number == 6
    assert grades.ranges_of(school) == PRIMARY_6


def test_the_lowest_grade_stays_while_classes_count_from_it(school):
    grades.set_grades(school=school, ranges=NINE_6)
    create_class(school=school, stage=Stage.JUNIOR, entry_year=2026)
    with pytest.raises(grades.LowestGradeMoves):
        grades.set_grades(school=school, ranges=NINE_5)
    assert grades.ranges_of(school) == NINE_6


def test_missing_classes_are_created_for_the_school_year_and_none_twice(school):
    grades.set_grades(school=school, ranges=NINE_6)
    wanted = {1: 3, 6: 2, 7: 1}
    campus = create_campus(school=school)
    assert classes.create_classes(school=school, year=2026, wanted=wanted, campus=campus) == 6
    assert classes.create_classes(school=school, year=2026, wanted=wanted, campus=None) == 0
    created = SchoolClass.objects.values_list("stage", "entry_year", "number")
    assert set(created) == {
        *(("primary", 2026, n) for n in (1, 2, 3)),
        *(("primary", 2021, n) for n in (1, 2)),
        ("junior", 2026, 1),
    }


def test_the_matrix_shows_open_classes_of_the_year_in_two_statements(school, django_assert_num_queries):
    grades.set_grades(school=school, ranges=PRIMARY_6)
    create_class(school=school, entry_year=2024, number=1)
    create_class(school=school, entry_year=2024, number=2, closed_on=date(2025, 7, 1))
    with django_assert_num_queries(2):
        rows = classes.grade_rows(school, year=2026)
    assert [(row.grade.number, row.count) for row in rows if row.count] == [(3, 1)]


@pytest.mark.parametrize(
    ("today", "year"), [(date(2026, 6, 30), 2025), (date(2026, 7, 1), 2026), (date(2027, 1, 1), 2026)]
)
def test_in_the_summer_the_coming_year_is_prepared(today, year):
    assert classes.year_to_prepare(today) == year


def test_usual_subjects_of_two_stages_are_added_once(school):
    names = subjects.usual_subjects([Stage.PRIMARY, Stage.JUNIOR])
    assert len(names) == len(set(names))
    Subject.objects.create(school=school, name="语文")
    assert subjects.add_subjects(school=school, names=names) == len(names) - 1
    assert subjects.add_subjects(school=school, names=names) == 0


def test_a_new_school_proposes_the_subjects_of_the_stages_it_was_made_with():
    school = create_school(stages=["junior"])
    assert subjects.stages_of(school) == ["junior"]
    grades.set_grades(school=school, ranges=PRIMARY_6)
    assert subjects.stages_of(school) == ["primary"]


def test_what_uses_a_class_is_said_in_words_and_numbers(school):
    school_class = create_class(school=school)
    create_student(school_class=school_class)
    create_assignment(school_class=school_class)
    create_post(role=Role.CLASS_TEACHER, school=school, scope_id=school_class.pk)
    assert [(str(use.label), use.count) for use in uses_of(school_class)] == [
        (str(label), 1) for label in ("Pupils' entries in a class", "Lessons taught", "Posts")
    ]


def test_nothing_uses_a_new_class_or_subject(school):
    assert uses_of(create_class(school=school)) == []
    assert uses_of(Subject.objects.create(school=school, name="书法")) == []


def test_merging_villages_moves_the_own_pupils_and_keeps_the_name_as_another_name(school):
    gone = create_village(school=school, name="李村", aliases=["老李村"])
    keep = create_village(school=school, name="李家村")
    pupil = create_student(school=school, village=gone)
    admin = user_with(Role.SCHOOL_ADMIN, school=school)
    assert villages.merge_villages(school=school, gone=gone, keep=keep, by=admin) == (1, True)
    pupil.refresh_from_db()
    assert pupil.village == keep
    assert [village.name for village in Village.objects.all()] == ["李家村"]
    assert {alias.name for alias in keep.aliases.all()} == {"李村", "老李村"}


def test_merging_never_moves_another_schools_pupils(school):
    sister = create_school(district=school.district)
    gone, keep = create_village(school=school), create_village(school=school)
    sister.villages.add(gone)
    mine, theirs = create_student(school=school, village=gone), create_student(school=sister, village=gone)
    admin = user_with(Role.SCHOOL_ADMIN, school=school)
    assert villages.merge_villages(school=school, gone=gone, keep=keep, by=admin) == (1, False)
    assert Student.objects.get(pk=mine.pk).village == keep
    assert Student.objects.get(pk=theirs.pk).village == gone
    assert list(gone.schools.all()) == [sister]


def test_villages_of_two_districts_are_never_merged(school):
    gone, foreign = create_village(school=school), create_village()
    for keep in (foreign, gone):
        with pytest.raises(villages.NotOneDistrict):
            villages.merge_villages(school=school, gone=gone, keep=keep, by=None)


def test_a_village_with_own_pupils_stays_on_the_list(school):
    village = create_village(school=school)
    create_student(school=school, village=village)
    with pytest.raises(villages.PupilsLiveThere):
        villages.drop_village(school=school, village=village)
    assert village in school.villages.all()


@pytest.mark.parametrize("is_shared", [True, False])
def test_a_village_taken_off_the_list_disappears_unless_others_use_it(school, is_shared):
    village = create_village(school=school)
    if is_shared:
        create_school(district=school.district).villages.add(village)
    assert villages.drop_village(school=school, village=village) is not is_shared
    assert Village.objects.filter(pk=village.pk).exists() is is_shared
    assert not school.villages.exists()


def _group(school, kind="research"):
    subject = Subject.objects.get_or_create(school=school, name="语文")[0]
    return TeacherGroup(school=school, kind=kind, name=f"group {kind}", subject=subject)


def test_a_group_gets_members_and_a_head_with_a_post(school):
    admin = user_with(Role.SCHOOL_ADMIN, school=school)
    head, member = create_teacher(school=school), create_teacher(school=school)
    group = groups.save_group(group=_group(school), teachers=[member], head=head, by=admin)
    post = Post.objects.get(role=Role.RESEARCH_GROUP_HEAD)
    assert (post.user, post.scope_id) == (head.user, group.pk)
    assert set(group.teachers.all()) == {head, member}
    assert groups.head_of(group) == head


def test_a_new_head_ends_the_post_of_the_old_one_and_saving_again_changes_nothing(school):
    admin = user_with(Role.SCHOOL_ADMIN, school=school)
    old, new = create_teacher(school=school), create_teacher(school=school)
    group = groups.save_group(group=_group(school), teachers=[], head=old, by=admin)
    for _ in range(2):
        groups.save_group(group=group, teachers=[new], head=new, by=admin)
    assert groups.heads_of([group]) == {group.pk: new.user.name}
    assert Post.objects.filter(role=Role.RESEARCH_GROUP_HEAD).count() == 2
    assert GroupMembership.objects.filter(group=group, to_on=None).count() == 1


def test_nobody_becomes_head_by_own_hand_and_nothing_is_written(school):
    admin = user_with(Role.SCHOOL_ADMIN, school=school)
    with pytest.raises(OwnAccount):
        groups.save_group(group=_group(school), teachers=[], head=create_teacher(school=school, user=admin), by=admin)
    assert not TeacherGroup.objects.exists()


def test_the_steps_say_what_is_done_and_what_is_open(school):
    found = {step.key: step.state for step in steps(school, terms=[], today=TODAY)}
    assert set(found.values()) == {State.OPEN, State.OPTIONAL}
    assert {key for key, state in found.items() if state == State.OPTIONAL} == {"campuses", "groups"}


def test_the_calendar_is_done_only_when_every_year_of_the_terms_is_known(school):
    term = create_term(school=school)
    take_over_national_days(school=school, year=2026)
    state = {step.key: step.state for step in steps(school, terms=[term], today=TODAY)}
    assert (state["terms"], state["calendar"]) == (State.DONE, State.OPEN)
    school.own_holiday_years = [2027]
    state = {step.key: step.state for step in steps(school, terms=[term], today=TODAY)}
    assert state["calendar"] == State.DONE


def test_the_progress_counts_the_steps_that_every_school_needs(school, django_assert_num_queries):
    create_grades(school=school)
    create_student(school_class=create_class(school=school))
    with django_assert_num_queries(1):
        found = steps(school, terms=[], today=TODAY)
    assert progress(found) == (3, 8)
