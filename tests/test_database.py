"""Emptying the database by deleting leaves as little as Django's own way, and the triggers as they were."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import InternalError, connection

from schools.models import School
from schools.tests.factories import create_school, create_village
from tests.database import KEPT, _empty

pytestmark = pytest.mark.django_db(transaction=True)


def filled_tables() -> set[str]:
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return {model._meta.db_table for model in models if model._default_manager.exists()}


def test_no_row_is_left_but_what_the_code_says():
    create_village()
    assert {"schools_school", "schools_village", "schools_schoolevent"} <= filled_tables()
    _empty(None)
    assert filled_tables() == KEPT
    assert ContentType.objects.get_for_model(School).pk


def test_history_is_kept_and_protected_afterwards():
    _empty(None)
    create_school()
    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",)
    events = apps.get_model("schools", "SchoolEvent").objects
    assert events.count() == 1
    with pytest.raises(InternalError, match="Cannot update or delete"):
        events.all().delete()
