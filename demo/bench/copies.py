"""A school copied many times inside the database: every row again, with keys moved by a stride.

All copied rows get keys `k × STRIDE` higher than those they are copies of, so that what pointed at a copied row
points at its copy without looking anything up. History and checks of foreign keys are off meanwhile.
"""

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from accounts.models import Post, User
from schools.models import School

STRIDE = 10_000_000
# Numbers that are keys of copied rows without being foreign keys.
LOOSE_KEYS = {"scope_id", "group_id"}


def copy_school(school: School, tables: Sequence[type[models.Model]], *, first: int, last: int) -> None:
    """Make the copies number `first` to `last` of a school's rows in these tables (School itself among them)."""
    copied = set(tables)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for model in tables:
            cursor.execute(_statement(model, copied), {"school": school.pk, "first": first, "last": last})
        cursor.execute("SET session_replication_role = DEFAULT")
        for model in tables:
            _go_on_counting(cursor, model)
        cursor.execute("VACUUM ANALYZE")


def _statement(model: type[models.Model], copied: set) -> str:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(field, copied) for field in fields)
    return (
        f"INSERT INTO {model._meta.db_table} ({columns}) SELECT {values} FROM {model._meta.db_table} t "
        f"CROSS JOIN generate_series(%(first)s, %(last)s) k WHERE {_of_school(model)}"
    )


def _value(field: models.Field, copied: set) -> str:
    column = f't."{field.column}"'
    moved = f"{column} + k * {STRIDE}::bigint"
    if field.primary_key or (field.is_relation and field.related_model in copied) or field.column in LOOSE_KEYS:
        return moved
    if isinstance(field, ArrayField) and isinstance(field.base_field, models.BigIntegerField):
        return f"ARRAY(SELECT each + k * {STRIDE}::bigint FROM unnest({column}) each)"
    if isinstance(field, models.UUIDField):
        return "gen_random_uuid()"
    if field.unique:
        return f"{column} || '-' || k"
    return column


def _of_school(model: type[models.Model]) -> str:
    if model is School:
        return "t.id = %(school)s"
    if model is User:
        return f"t.id IN (SELECT user_id FROM {Post._meta.db_table} WHERE school_id = %(school)s)"
    return "t.school_id = %(school)s"


def _go_on_counting(cursor, model: type[models.Model]) -> None:
    """Let the next row of the table get a key above all copies."""
    table = model._meta.db_table
    cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
