"""Pairs across the schools of an alliance: who may be chosen, who sees them, and that they count (G5.3.3.3)."""

from datetime import date

import pytest

from alliances.evidence import pairs as evidence
from alliances.settings import key_of
from alliances.tests.factories import create_alliance
from core.dates import Span
from core.refusals import Refused
from growth.forms.pairs import PairForm
from growth.models import Pair
from growth.selectors.pairs import candidates
from growth.services import pairs as services
from growth.settings import setting_of
from growth.tests.factories import create_pair

pytestmark = pytest.mark.django_db
SPAN = Span(date(2026, 9, 1), date(2027, 1, 23))


@pytest.fixture
def allied():
    return create_alliance(schools=3)


def employment(member, name="teacher"):
    return getattr(member, name).employments.get()


def cross(allied, **fields):
    return create_pair(
        mentor=employment(allied.core), apprentice=employment(allied.others[0]),
        setting=key_of(allied.alliance.pk), **fields,
    )  # fmt: skip


def test_the_staff_of_todays_members_can_be_chosen(allied):
    gone = allied.others[1].membership
    gone.to_on = date(2026, 10, 1)
    gone.save()
    setting = setting_of(allied.core.school, key_of(allied.alliance.pk))
    assert setting.schools == {allied.core.school.pk, allied.others[0].school.pk}
    assert {each.school_id for each in candidates(setting)} == setting.schools
    assert len(list(PairForm(setting=setting).fields["mentor"].choices)) == 3


def test_a_school_that_left_offers_nothing_any_more(allied):
    allied.others[0].membership.to_on = date(2026, 10, 1)
    allied.others[0].membership.save()
    assert setting_of(allied.others[0].school, key_of(allied.alliance.pk)) is None


def test_mentor_and_apprentice_come_from_two_schools(allied):
    setting = setting_of(allied.core.school, key_of(allied.alliance.pk))
    given = {"kind": "one_to_one", "from_on": SPAN.from_on, "setting": setting}
    with pytest.raises(Refused, match="not-across"):
        services.propose(
            mentor=employment(allied.core), apprentice=employment(allied.core, "clerk"),
            by=allied.core.principal, **given,
        )  # fmt: skip
    with pytest.raises(Refused, match="not-your-school"):
        services.propose(
            mentor=employment(allied.core), apprentice=employment(allied.others[0]),
            by=allied.others[1].principal, **given,
        )  # fmt: skip


def test_both_schools_and_the_office_see_it_and_a_third_school_does_not(allied):
    pair = cross(allied)
    sees = {user: list(Pair.objects.visible_to(user)) == [pair] for user in (
        allied.core.clerk, allied.others[0].principal, allied.others[0].teacher, allied.others[1].principal,
    )}  # fmt: skip
    assert list(sees.values()) == [True, True, True, False]


def test_each_mentor_of_the_core_school_is_counted_with_the_pair_that_runs(allied):
    pair = cross(allied)
    mentor = f"mentor:{allied.core.teacher.pk}"
    assert [(each.key, each.document) for each in evidence.mentors(allied.core.school, SPAN)] == [(mentor, "G5")]
    (row,) = evidence.rows(allied.core.school, SPAN)
    assert (row.subject, row.on, row.until) == (mentor, pair.from_on, None)
    assert evidence.page(row.ref).endswith(f"{pair.public_id}/")
    assert list(evidence.rows(allied.others[0].school, SPAN)) == []


def test_a_mentor_who_was_only_asked_is_counted_without_a_record(allied):
    cross(allied, state="proposed")
    assert len(list(evidence.mentors(allied.core.school, SPAN))) == 1
    assert list(evidence.rows(allied.core.school, SPAN)) == []
