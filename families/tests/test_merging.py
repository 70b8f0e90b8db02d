"""A guardian's rows become one after slips were printed, and after both have decided."""

import pytest

from core.refusals import Refused
from families.models import Consent
from families.tests.factories import activate, give_consent, print_slip
from registry.models import Guardian
from registry.services.families import merge_guardians, unlink_guardian
from registry.tests.factories import create_guardian, create_student

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    student = create_student()
    return create_guardian(student=student), create_guardian(student=student)


def merged(keep, drop) -> Guardian:
    keep.refresh_from_db()
    drop.refresh_from_db()
    return merge_guardians(keep=keep, drop=drop, by=print_slip(create_guardian()).guardian.user)


@pytest.mark.parametrize("active", [0, 1])
def test_an_account_that_waits_for_its_slip_gives_way_to_the_one_in_use(pair, active):
    print_slip(pair[1 - active])
    user = activate(pair[active])
    assert merged(*pair).user == user


def test_two_accounts_in_use_stay_two_people(pair):
    activate(pair[0])
    activate(pair[1])
    with pytest.raises(Refused) as refused:
        merged(*pair)
    assert refused.value.reason == "two-accounts"


@pytest.mark.parametrize(
    ("kept", "dropped", "stays"),
    [
        (None, "given", "given"),
        ("given", "refused", "refused"),
        ("withdrawn", "given", "withdrawn"),
        ("refused", "refused", "refused"),
    ],
)
def test_a_no_under_either_name_stays_a_no(pair, kept, dropped, stays):
    student = pair[0].students.get()
    for guardian, state in zip(pair, (kept, dropped), strict=True):
        if state:
            give_consent(student=student, guardian=guardian, state=state)
    keep = merged(*pair)
    assert list(Consent.objects.values_list("guardian", "state")) == [(keep.pk, stays)]


def test_a_guardian_taken_out_goes_though_an_account_waits(pair):
    print_slip(pair[0])
    link = pair[0].guardianships.get()
    unlink_guardian(guardianship=link, by=print_slip(create_guardian()).guardian.user)
    assert not Guardian.objects.filter(pk=pair[0].pk).exists()
