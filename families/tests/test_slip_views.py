"""The office's pages: the list, the choice, the printed slips."""

import pytest
from django.urls import reverse

from accounts.models import AccessRecord
from accounts.roles import Role
from accounts.tests.factories import user_with
from families.models import PrivacyContact, Slip
from families.tests.factories import activate, print_slip
from registry.models import Guardian
from registry.tests.factories import create_class, create_student
from registry.tests.people.factories import named_guardian, named_student
from schools.tests.factories import create_village

pytestmark = pytest.mark.django_db
LIST, CHOOSE = reverse("families:slip_list"), reverse("families:slip_choose")


@pytest.fixture
def school_class():
    return create_class()


@pytest.fixture
def office(client, school_class):
    user = user_with(Role.SCHOOL_ADMIN, school=school_class.school)
    client.force_login(user)
    return user


@pytest.fixture
def family(school_class):
    student = named_student("张三", school_class=school_class, village=create_village(school=school_class.school))
    return named_guardian("张大山", student=student, phone="13988887777")


def listed(client, **query) -> list[str]:
    return [guardian.name for guardian in client.get(LIST, query).context["page"]]


def test_guardians_are_found_by_name_child_and_class(client, office, family, school_class):
    other = named_guardian("李四海", student=named_student("李小", school=school_class.school))
    assert set(listed(client)) == {family.name, other.name}
    assert listed(client, q="zds") == listed(client, q="张三") == [family.name]
    assert listed(client, q="lx") == [other.name]
    assert listed(client, school_class=school_class.public_id) == [family.name]
    assert listed(client, school_class="nonsense") == []


def test_guardians_are_narrowed_by_state(client, office, family):
    assert listed(client, state="none") == [family.name]
    print_slip(family)
    assert (listed(client, state="none"), listed(client, state="open")) == ([], [family.name])
    activate(family)
    assert listed(client, state="active") == [family.name]


def test_the_list_costs_as_much_with_fifty_guardians(client, office, family, school_class, django_assert_num_queries):
    for number in range(50):
        named_guardian(f"赵{number}", student=create_student(school_class=school_class))
    with django_assert_num_queries(16):
        client.get(LIST)


def test_the_choice_shows_how_many_and_prints_them(client, office, family, school_class):
    place = {"place": f"class-{school_class.public_id}", "who": "new"}
    assert client.get(CHOOSE, place).context["count"] == 1
    response = client.post(CHOOSE, place)
    (slip, picture), *rest = response.context["slips"]
    assert (rest, slip.guardian, picture[:19]) == ([], family, "data:image/svg+xml;")
    page = response.content.decode()
    for words in (slip.code, slip.username, "张三", str(school_class), family.school.name):
        assert words in page
    assert "13988887777" not in page
    assert "no-store" in response["Cache-Control"]


def test_the_codes_are_shown_once(client, office, family, school_class):
    place = {"place": f"class-{school_class.public_id}"}
    first = client.post(CHOOSE, place).context["slips"][0][0].code
    assert client.get(CHOOSE, place).context["count"] == 0
    again = client.post(CHOOSE, {**place, "who": "waiting"}).context["slips"][0][0].code
    assert first != again


def test_a_village_is_a_choice_too_and_active_accounts_only_when_asked_for(client, office, family):
    place = {"place": f"village-{family.students.get().village.public_id}"}
    activate(family)
    counts = [client.get(CHOOSE, {**place, "who": who}).context["count"] for who in ("new", "waiting", "all")]
    assert counts == [0, 0, 1]


def test_one_guardian_gets_a_new_slip_and_the_print_is_logged(client, office, family):
    response = client.post(reverse("families:guardian_slip", args=[family.public_id]))
    assert len(response.context["slips"]) == 1
    record = AccessRecord.objects.get(action="download", user=office)
    assert (record.what, record.count, record.school, record.purpose) == ("slip", 1, family.school, "张大山")


def test_the_address_in_the_picture_keeps_name_and_code_in_the_fragment(client, office, family, monkeypatch):
    from families import qr

    seen, draw = [], qr.svg_data_uri
    monkeypatch.setattr(qr, "svg_data_uri", lambda text: seen.append(text) or draw(text))
    slip = client.post(reverse("families:guardian_slip", args=[family.public_id])).context["slips"][0][0]
    assert seen == [f"http://testserver/start/#{slip.username}/{slip.code}"]


def test_another_schools_guardian_is_not_found(client, office):
    other = named_guardian("王五", student=create_student())
    assert client.post(reverse("families:guardian_slip", args=[other.public_id])).status_code == 404
    assert not Slip.objects.exists()


def test_staff_only_is_told(client, office, family):
    Guardian.objects.update(user=user_with(Role.TEACHER))
    response = client.post(reverse("families:guardian_slip", args=[family.public_id]), follow=True)
    assert len(response.context["messages"]) == 1


def test_the_person_in_charge_is_named_and_changed(client, office, school_class):
    url = reverse("families:contact_edit")
    client.post(url, {"name": " 王 老师 ", "phone": "0539-2234567", "complaints": ""})
    client.post(url, {"name": "李老师", "phone": "05392234567", "complaints": "教育局 0539-1234567"})
    contact = PrivacyContact.objects.get()
    assert (contact.school, contact.name) == (school_class.school, "李老师")


def test_a_principal_prints_no_slips(client, school_class):
    client.force_login(user_with(Role.PRINCIPAL, school=school_class.school))
    assert client.get(LIST).status_code == client.get(CHOOSE).status_code == 403
