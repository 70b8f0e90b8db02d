"""The invented people: as many as promised, and nobody who could exist."""

from collections import Counter

from demo.numbers import AREA
from demo.places import SCHOOLS, VILLAGES, classes_of
from demo.population import population
from demo.staff import LEADERS, LOADS, staff
from registry.id_numbers import check, is_valid

YEAR = 2026
EVERYBODY = [pupil for pupils in population(YEAR).values() for pupil in pupils]
ADULTS = {adult.id_number: adult for pupil in EVERYBODY for adult in pupil.family}


def test_the_classes_are_full():
    assert {code: len(pupils) for code, pupils in population(YEAR).items()} == {
        "qinghe": 648,
        "yunque": 408,
        "shiliu": 206,
        "xinghe": 342,
    }
    sizes = Counter((pupil.school.code, *pupil.class_key) for pupil in EVERYBODY)
    assert sizes == {
        (school.code, grade, number): site.size for school in SCHOOLS for grade, number, site in classes_of(school)
    }


def test_id_numbers_are_valid_but_of_no_county_and_nobody_shares_one():
    numbers = [pupil.id_number for pupil in EVERYBODY]
    assert all(is_valid(number) and number.startswith(AREA) for number in [*numbers, *ADULTS])
    assert len({*numbers, *ADULTS}) == len(numbers) + len(ADULTS)


def test_birth_date_and_sex_agree_with_the_id_number():
    assert all(
        (check(pupil.id_number).born_on, check(pupil.id_number).sex) == (pupil.born_on, "FM"[pupil.sex == "男"])
        for pupil in EVERYBODY
    )


def test_phone_numbers_are_of_no_operator():
    phones = {adult.phone for adult in ADULTS.values()} | {m.phone for school in SCHOOLS for m in staff(school)}
    assert {phone[:3] for phone in phones} == {"154"}
    assert {len(phone) for phone in phones} == {11}


def test_brothers_and_sisters_go_to_different_classes_and_schools():
    families = {}
    for pupil in EVERYBODY:
        families.setdefault((pupil.family[-1].name, pupil.family[-1].phone), []).append(pupil)
    siblings = [children for children in families.values() if len(children) > 1]
    assert sum(len({child.school.code for child in children}) > 1 for children in siblings) > 50
    assert all(len({child.name for child in children}) == len(children) for children in siblings)


def test_there_are_families_of_every_kind():
    assert {pupil.left_behind for pupil in EVERYBODY} == {"否", "单亲", "双亲"}
    assert {pupil.family_situation for pupil in EVERYBODY} == {"", "父母离异", "单亲家庭"}
    assert any("·" in pupil.name for pupil in EVERYBODY)
    assert any(pupil.name.encode("gbk", "ignore").decode("gbk") != pupil.name for pupil in EVERYBODY)


def test_every_village_has_children_and_every_class_a_class_teacher():
    assert {pupil.village for pupil in EVERYBODY} == set(VILLAGES)
    assert len(VILLAGES) == 12
    for school in SCHOOLS:
        led = [member.leads for member in staff(school) if member.leads]
        assert sorted(led) == [(grade, number) for grade, number, _ in classes_of(school)]


def test_there_are_130_teachers_and_leaders_teach_no_class():
    members = [member for school in SCHOOLS for member in staff(school)]
    assert len(members) == 130
    assert not any(member.lessons for school in SCHOOLS for member in staff(school)[:LEADERS])


def test_the_district_is_the_same_every_time():
    again = population.__wrapped__(YEAR)
    assert again == population(YEAR)


def test_every_class_has_every_subject_of_its_grade():
    for school in SCHOOLS:
        taught = {
            (subject, key) for member in staff(school) for subject, keys in member.lessons.items() for key in keys
        }
        wanted = {
            (subject, (grade, number))
            for grade, number, _ in classes_of(school)
            for subject, (_, grades) in LOADS[school.stage].items()
            if grade in grades
        }
        assert taught == wanted
