"""What the database itself refuses: rows that would tell something impossible about channels and deliveries."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.tests.factories import create_user
from notices.models import Channel, Delivery, Preference
from notices.tests.factories import create_channel, create_delivery, create_preference

pytestmark = pytest.mark.django_db


def refused(rows, **fields) -> str:
    """Give the name of the constraint that refuses these values."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        rows.update(**fields)
    return error.value.__cause__.diag.constraint_name


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"purpose": "test"}, "delivery_of_a_message_names_it"),
        ({"purpose": "digest", "notice": None}, "delivery_of_a_collection_has_both_ends"),
        ({"recipient": None}, "delivery_to_a_group_names_nobody"),
        ({"state": "claimed", "claimed_at": None}, "claimed_delivery_says_since_when"),
        ({"state": "unknown", "error": ""}, "failed_delivery_says_why"),
    ],
)
def test_a_delivery_that_cannot_be(fields, constraint):
    create_delivery()
    assert refused(Delivery.objects.all(), **fields) == constraint


def test_a_matter_goes_to_a_person_by_a_channel_once_and_to_a_group_too():
    channel, person = create_channel(), create_user()
    first = create_delivery(channel=channel, recipient=person)
    second = create_delivery(channel=channel, recipient=person)
    once = "delivery_once_per_channel_person_and_matter"
    assert refused(Delivery.objects.filter(pk=second.pk), matter=first.matter) == once
    now = timezone.now()
    to_group = {"purpose": "group", "recipient": None, "notice": None, "since": now, "until": now, "matter": "g"}
    assert refused(Delivery.objects.all(), **to_group) == once


def test_only_a_group_bot_has_an_hour_to_post():
    for channel, hour in ((create_channel(), timezone.now()), (create_channel(kind="feishu"), None)):
        rows = Channel.objects.filter(pk=channel.pk)
        assert refused(rows, next_post_at=hour) == "only_a_group_bot_has_an_hour_to_post"


def test_a_channels_name_is_given_once_in_a_school():
    channel = create_channel(name="Mail")
    other = create_channel(school=channel.school)
    create_channel(name="Mail")
    assert refused(Channel.objects.filter(pk=other.pk), name="Mail") == "channel_name_once_per_school"


def test_only_who_wants_a_digest_waits_for_one():
    create_preference(how="daily")
    assert refused(Preference.objects.all(), how="at_once") == "only_who_wants_a_digest_waits_for_one"
    assert refused(Preference.objects.all(), next_digest_at=None) == "only_who_wants_a_digest_waits_for_one"
