"""Staged rows: whole where something changes, by name where nothing does."""

import pytest

from registry.imports.preview import rows_for_reading, staged_rows
from registry.tests.imports.engine.workbooks import imported, primary_school, pupil, read

pytestmark = pytest.mark.django_db
FATHER = {"父亲姓名": "张大", "父亲电话": "13900000001"}
ROWS = [pupil(现住址="柳林村3号", **FATHER), pupil("李四", sequence=12, 现住址="河湾村8号")]


def test_a_row_that_changes_nothing_is_staged_by_its_name_without_its_family():
    school = primary_school()
    imported(school, ROWS)
    preview = read(school, [ROWS[0], ROWS[1] | {"现住址": "王庄1号"}])
    staged = list(staged_rows(preview, action="unchanged").values_list("row", "name", "address", "id_number_hash"))
    assert staged == [(2, "张三", "", None)]
    assert not preview.staged_guardians.exists()


def test_the_preview_lists_and_finds_rows_that_change_nothing():
    school = primary_school()
    imported(school, ROWS)
    preview = read(school, ROWS)
    (row,) = rows_for_reading(preview, list(staged_rows(preview, action="unchanged", query="张")))
    assert (row.staged.name, row.class_name, row.changes, row.family) == ("张三", "三年级（2）班", [], [])


def test_an_unchanged_pupil_whose_father_has_a_new_phone_is_staged_with_him():
    school = primary_school()
    imported(school, ROWS)
    preview = read(school, [ROWS[0] | {"父亲电话": "13900000009"}, ROWS[1]])
    assert [row.name for row in staged_rows(preview, action="changed")] == ["张三"]
    assert [(adult.name, adult.action) for adult in preview.staged_guardians.all()] == [("张大", "changed")]
