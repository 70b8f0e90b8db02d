"""The pages behind a slip: what is asked, what is told, and how failures are counted."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts import lockout
from accounts.models import AccessRecord
from accounts.roles import Role
from accounts.tests.factories import PASSWORD, user_with
from accounts.tests.signing import is_signed_in, sign_in
from families.models import Slip
from families.refusals import WORDS
from families.services import activation
from families.tests.factories import activate, print_slip
from registry.tests.factories import create_guardian

pytestmark = pytest.mark.django_db
ENTER, USE = reverse("families:slip_enter"), reverse("families:slip_use")
NEW = {"password1": "Harvest-Moon-9", "password2": "Harvest-Moon-9"}


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()


def enter(client, issued, **changes):
    return client.post(ENTER, {"username": issued.username, "code": issued.code, **changes})


def errors(response) -> list[str]:
    return response.context["form"].non_field_errors()


def test_a_guardian_chooses_a_password_and_is_led_to_the_notice(client):
    guardian = create_guardian()
    assert enter(client, print_slip(guardian)).url == USE
    response = client.post(USE, NEW, follow=True)
    assert response.redirect_chain[-1][0] == reverse("families:notice")
    guardian.refresh_from_db()
    assert client.session["_auth_user_id"] == str(guardian.user_id)


def test_the_page_names_the_guardian_and_the_school_but_no_child(client):
    guardian = create_guardian()
    enter(client, print_slip(guardian))
    page = client.get(USE).content.decode()
    assert guardian.name in page
    assert guardian.school.name in page
    assert guardian.students.get().name not in page


def test_a_weak_password_is_refused_as_everywhere(client):
    guardian = create_guardian()
    enter(client, print_slip(guardian))
    response = client.post(USE, {"password1": "12345678", "password2": "12345678"})
    assert response.context["form"].has_error("password1", "password_too_plain")
    response = client.post(USE, {**NEW, "password2": "Harvest-Moon-8"})
    assert response.context["form"].has_error("password2", "differs")
    assert not is_signed_in(client)


def test_wrong_name_and_wrong_code_get_one_answer(client):
    issued = print_slip(create_guardian())
    assert errors(enter(client, issued, code="Kfh4-Wpt9-Ymc2")) == [WORDS["wrong"]]
    assert errors(enter(client, issued, username="nobody")) == [WORDS["wrong"]]


def test_failures_lock_the_name_for_slips_and_for_signing_in(client):
    user = activate(create_guardian())
    issued = print_slip(user.guardians.get())
    for _ in range(3):
        enter(client, issued, code="Kfh4-Wpt9-Ymc2")
    for _ in range(2):
        sign_in(client, user, "Wrong-pass-1")
    assert errors(enter(client, issued)) == [WORDS["locked-name"]]
    sign_in(client, user)
    assert not is_signed_in(client)
    failed = AccessRecord.objects.filter(action="sign_in_failed").order_by("pk").values_list("what", flat=True)
    assert list(failed) == ["slip", "slip", "slip", "password", "password", "locked", "locked"]


def test_using_a_slip_ends_the_lock(client):
    issued = print_slip(create_guardian())
    enter(client, issued)
    for _ in range(5):
        sign_in(client, issued.username, "Wrong-pass-1")
    client.post(USE, NEW)
    assert not lockout.is_locked(issued.username)


def test_expired_slips_are_told_apart_only_with_the_right_code(client):
    issued = print_slip(create_guardian())
    Slip.objects.update(issued_at="2026-01-01T00:00Z", expires_at="2026-01-15T00:00Z")
    assert errors(enter(client, issued)) == [WORDS["expired"]]
    assert errors(enter(client, issued, code="Kfh4-Wpt9-Ymc2")) == [WORDS["wrong"]]


def test_a_slip_that_was_used_meanwhile_leads_back_with_words(client):
    guardian = create_guardian()
    issued = print_slip(guardian)
    enter(client, issued)
    slip = activation.find(username=issued.username, code=issued.code)
    activation.choose_password(slip=slip, password=PASSWORD)
    response = client.post(USE, NEW, follow=True)
    assert response.redirect_chain[-1][0] == ENTER
    assert [str(message) for message in response.context["messages"]] == [WORDS["used"]]


def test_without_a_slip_there_is_no_second_step(client):
    assert client.get(USE).url == ENTER
    assert client.post(USE, NEW).url == ENTER


def test_an_entered_slip_waits_half_an_hour(client):
    enter(client, print_slip(create_guardian()))
    session = client.session
    session["slip"] = {**session["slip"], "at": session["slip"]["at"] - 31 * 60}
    session.save()
    response = client.get(USE, follow=True)
    assert [str(message) for message in response.context["messages"]] == [WORDS["waited"]]


def test_a_teacher_signs_in_on_the_way_and_links_the_slip(client):
    guardian, teacher = create_guardian(), user_with(Role.TEACHER)
    enter(client, print_slip(guardian))
    page = client.get(USE)
    sign_in_url = page.context["sign_in_url"]
    response = client.post(sign_in_url, {"login": teacher.username, "password": PASSWORD, "next": USE})
    assert response.url == USE
    assert teacher.name in client.get(USE).content.decode()
    client.post(reverse("families:slip_link"))
    guardian.refresh_from_db()
    assert guardian.user == teacher


def test_whoever_has_signed_in_must_say_so_before_somebody_elses_slip_is_linked(client):
    grandfather, grandmother = activate(create_guardian()), create_guardian()
    client.force_login(grandfather)
    enter(client, print_slip(grandmother))
    client.get(USE)
    grandmother.refresh_from_db()
    assert grandmother.user != grandfather
    response = client.post(reverse("families:slip_other"), follow=True)
    assert not is_signed_in(client)
    assert response.context["slip"].guardian == grandmother


def test_staff_are_led_to_their_own_sign_in(client):
    guardian = create_guardian()
    issued = print_slip(guardian)
    enter(client, issued)
    guardian.refresh_from_db()
    teacher_post = user_with(Role.TEACHER).posts.get()
    teacher_post.user = guardian.user
    teacher_post.save()
    response = client.post(USE, NEW)
    assert "families/slip_staff.html" in [template.name for template in response.templates]
    guardian.user.refresh_from_db()
    assert guardian.user.is_dormant


def test_a_cut_link_to_another_school_is_told_without_its_name(client):
    here, there = create_guardian(), create_guardian()
    user = activate(here)
    issued = print_slip(there)
    activation.link(slip=activation.find(username=issued.username, code=issued.code), user=user)
    enter(client, print_slip(here))
    response = client.post(USE, NEW, follow=True)
    (told,) = [str(message) for message in response.context["messages"]]
    assert "1 other school" in told or "1 所" in told
    assert there.school.name not in response.content.decode()


def test_a_second_factor_is_still_asked_for(client):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    guardian = create_guardian()
    user = activate(guardian)
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    enter(client, print_slip(guardian))
    assert client.post(USE, NEW).url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
