"""Saying once what a class name or a place means."""

import pytest

from registry.models import RegisterImport, SchoolClass
from registry.tests.factories import create_class, create_grades
from registry.tests.imports.engine.workbooks import codes, primary_school, pupil, read
from registry.tests.imports.pages.addresses import url
from schools.models import Village
from schools.tests.factories import create_village

pytestmark = pytest.mark.django_db
LIU = "山东省青禾区柳河镇小柳庄村12号"
ZHAO = "山东省青禾区柳河镇赵家屯5号"


@pytest.fixture
def odd_classes(school):
    return read(school, [pupil(school_class="启明班"), pupil("李四", sequence=12, school_class="启明班")])


def test_an_unknown_class_name_is_asked_once_with_its_rows(admin, odd_classes):
    [(label, _)] = admin.get(url("import_class_labels", odd_classes)).context["rows"]
    assert (label.words, label.count) == ("启明班", 2)


def test_a_class_name_said_once_is_understood_from_then_on(admin, school, odd_classes):
    school_class = create_class(school=school, number=3)
    admin.post(url("import_class_labels", odd_classes), {"启明班": school_class.pk})
    assert SchoolClass.objects.get().label == "启明班"
    assert RegisterImport.objects.get().job.kind == "register_read"
    assert codes(read(school, [pupil(school_class="启明班")])) == []


def test_a_name_moves_from_one_class_to_another(admin, school, odd_classes):
    old, new = create_class(school=school, number=1, label="启明班"), create_class(school=school, number=2)
    admin.post(url("import_class_labels", odd_classes), {"启明班": new.pk})
    labels = dict(SchoolClass.objects.values_list("pk", "label"))
    assert labels == {old.pk: "", new.pk: "启明班"}


def test_a_class_of_another_school_cannot_be_chosen(admin, odd_classes):
    theirs = create_class(school=primary_school())
    response = admin.post(url("import_class_labels", odd_classes), {"启明班": theirs.pk})
    assert response.context["form"].has_error("启明班", "invalid_choice")


def test_one_class_cannot_have_two_names(admin, school):
    preview = read(school, [pupil(school_class="启明班"), pupil("李四", sequence=12, school_class="向阳班")])
    school_class = create_class(school=school)
    posted = {"启明班": school_class.pk, "向阳班": school_class.pk}
    form = admin.post(url("import_class_labels", preview), posted).context["form"]
    assert [error.code for errors in form.errors.as_data().values() for error in errors] == ["twice"]


@pytest.fixture
def lost(school):
    create_village(school=school, name="柳林村")
    rows = [pupil(现住址=LIU), pupil("李四", sequence=12, 现住址=LIU), pupil("王五", sequence=13, 现住址=ZHAO)]
    return read(school, rows)


def test_addresses_without_a_village_are_put_together_by_place(admin, lost):
    rows = admin.get(url("import_places", lost)).context["rows"]
    assert [(place.words, place.count, place.example) for place, *_ in rows] == [
        ("小柳庄", 2, LIU),
        ("赵家屯", 1, ZHAO),
    ]


def test_a_place_becomes_another_name_of_a_village_or_a_village(admin, school, lost):
    admin.post(url("import_places", lost), {"as 小柳庄": "柳林村", "new 赵家屯": "on"})
    assert [alias.name for alias in Village.objects.get(name="柳林村").aliases.all()] == ["小柳庄"]
    assert school.villages.filter(name="赵家屯").exists()
    again = read(school, [pupil(现住址=LIU), pupil("王五", sequence=13, 现住址=ZHAO)])
    assert [code for _, code in codes(again) if code == "village-not-found"] == []


@pytest.mark.parametrize(
    ("posted", "code"),
    [
        ({"as 小柳庄": "没有村"}, "unknown"),
        ({"as 小柳庄": "柳林村", "new 小柳庄": "on"}, "both"),
    ],
)
def test_a_wrong_word_about_a_place_is_refused(admin, lost, posted, code):
    form = admin.post(url("import_places", lost), posted).context["form"]
    assert form.has_error("as 小柳庄", code)
    assert RegisterImport.objects.get().job is None


def test_villages_of_another_district_are_neither_offered_nor_taken(admin, lost):
    create_village(school=primary_school(), name="远方村")
    response = admin.post(url("import_places", lost), {"as 小柳庄": "远方村"})
    assert response.context["form"].has_error("as 小柳庄", "unknown")
    assert [village.name for village in response.context["villages"]] == ["柳林村"]


def test_a_school_without_classes_is_led_to_the_set_up(admin, school, odd_classes):
    create_grades(school=school)
    assert admin.get(url("import_class_labels", odd_classes)).context["has_classes"] is False
