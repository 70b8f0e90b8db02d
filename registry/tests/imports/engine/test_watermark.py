"""The watermark: equal lists mean that nothing has changed, whatever plan the database takes."""

import pytest
from django.db import connection

from registry.imports.loading import WATERMARK, watermark
from registry.tests.imports.engine.workbooks import imported, primary_school, pupil

pytestmark = pytest.mark.django_db
PARALLEL = """
    SET LOCAL parallel_setup_cost = 0; SET LOCAL parallel_tuple_cost = 0; SET LOCAL min_parallel_table_scan_size = 0;
    SET LOCAL min_parallel_index_scan_size = 0; SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off;
"""
FAMILY = {"父亲姓名": "张大", "父亲电话": "13900000001", "母亲姓名": "李大", "母亲电话": "13900000002"}
OTHERS = {"父亲姓名": "李四海", "父亲电话": "13900000003"}


def test_a_parallel_plan_gives_the_tables_in_the_same_order():
    school = primary_school()
    imported(school, [pupil(**FAMILY), pupil("张四", sequence=12, **FAMILY), pupil("李四", sequence=13, **OTHERS)])
    seen = watermark(school)
    with connection.cursor() as cursor:
        cursor.execute(PARALLEL)
        cursor.execute(f"EXPLAIN {WATERMARK}", {"school": school.pk})
        assert "Parallel Append" in str(cursor.fetchall())
    assert watermark(school) == seen
