"""What the library shares in an alliance: kept by who leaves, and nothing new for them; reviewed by the office too."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from alliances.services import joining
from alliances.settings import key_of
from alliances.tests.factories import create_alliance, create_member
from core.refusals import Refused
from growth.models import Resource, Share, Version
from growth.services import resources as services
from growth.tests.factories import PDF, create_resource

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def leave(member) -> None:
    member.membership.to_on = date(2026, 10, 1)
    member.membership.save()


def test_a_school_that_left_keeps_what_was_shared_and_gets_nothing_new():
    allied = create_alliance(schools=3)
    core, gone = allied.core, allied.others[0]
    shared = {"author": core.teacher, "school": core.school, "setting": key_of(allied.alliance.pk)}
    before = create_resource(**shared, reviewer=core.principal)
    leave(gone)
    newer = services.add_version(resource=before, file=ContentFile(PDF, "b.pdf"), by=core.teacher)
    services.publish(version=newer, by=core.principal)
    after = create_resource(**shared, reviewer=core.principal)
    assert list(Resource.objects.visible_to(gone.teacher)) == [before]
    assert [version.number for version in Version.objects.visible_to(gone.teacher)] == [1]
    assert list(Resource.objects.visible_to(allied.others[1].teacher)) == [after, before]


def test_what_a_leaver_has_shared_stays_and_what_it_makes_later_does_not_reach_the_others():
    allied = create_alliance(schools=3)
    gone, other = allied.others
    shared = {"author": gone.teacher, "school": gone.school, "setting": key_of(allied.alliance.pk)}
    old = create_resource(**shared, reviewer=gone.principal)
    leave(gone)
    with pytest.raises(Refused, match="not-in-setting"):
        create_resource(**shared)
    newer = services.add_version(resource=old, file=ContentFile(PDF, "b.pdf"), by=gone.teacher)
    services.publish(version=newer, by=gone.principal)
    for user in (other.teacher, allied.core.principal):
        assert [version.number for version in Version.objects.visible_to(user)] == [1]
    assert Share.objects.filter(version=newer).count() == 1


def test_a_school_that_joins_gets_the_newest_of_what_was_published_before():
    allied = create_alliance(schools=2)
    shared = {"author": allied.core.teacher, "school": allied.core.school, "setting": key_of(allied.alliance.pk)}
    resource = create_resource(**shared, reviewer=allied.core.principal)
    newer = services.add_version(resource=resource, file=ContentFile(PDF, "b.pdf"), by=allied.core.teacher)
    services.publish(version=newer, by=allied.core.principal)
    create_resource(author=allied.core.teacher, school=allied.core.school, reviewer=allied.core.principal)
    asked = create_member(allied.alliance, accepted_at=None)
    assert not Resource.objects.visible_to(asked.teacher).exists()
    joining.accept(membership=asked.membership, by=asked.principal)
    assert list(Version.objects.visible_to(asked.teacher)) == [newer]


def test_the_office_of_the_alliance_reviews_what_is_shared_in_it():
    allied = create_alliance(schools=3)
    member = allied.others[0]
    resource = create_resource(author=member.teacher, school=member.school, setting=key_of(allied.alliance.pk))
    version = services.publish(version=resource.versions.get(), by=allied.core.principal)
    assert version.shares.count() == 3
