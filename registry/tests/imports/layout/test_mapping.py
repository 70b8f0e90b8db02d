from registry.imports.layout import apply_mapping, header_key, header_signature

from .lists import HEADER, PUPILS, fields, found_in, only

ROWS = [[*HEADER, "小名"], *([*pupil, "豆豆"] for pupil in PUPILS)]


def table_of(rows):
    return only(found_in(rows))


def test_a_correction_by_column_or_by_header_changes_the_field():
    table = table_of(ROWS)
    for key in (5, "小名", header_key(table, table.columns[5])):
        assert fields(apply_mapping(table, {key: "former_name"}))[5] == "former_name"
    assert fields(table)[5] is None


def test_a_field_moved_to_another_column_leaves_the_first():
    corrected = apply_mapping(table_of(ROWS), {"小名": "name", "性别": None})
    assert fields(corrected) == ["serial", None, None, "id_number", "home_address", "name"]


def test_unknown_keys_are_ignored():
    assert apply_mapping(table_of(ROWS), {"天气": "name", 99: "sex"}) == table_of(ROWS)


def test_the_signature_survives_order_and_stars_but_not_other_headers():
    turned = [list(reversed(row)) for row in ROWS]
    starred = [[f"★{word}" for word in ROWS[0]], *ROWS[1:]]
    signature = header_signature(table_of(ROWS))
    assert signature == header_signature(table_of(turned)) == header_signature(table_of(starred))
    assert signature != header_signature(table_of([row[:5] for row in ROWS]))


def test_repeated_headers_have_keys_of_their_own():
    table = table_of([["姓名", "性别", "电话", "电话"], ["罗", "女", "1", "2"]])
    assert [header_key(table, column) for column in table.columns] == ["姓名", "性别", "电话", "电话#2"]
    assert fields(apply_mapping(table, {"电话#2": "phone"})) == ["name", "sex", None, "phone"]
