"""Correcting what the columns mean, and what the school remembers of it."""

import io

import pytest
from openpyxl import Workbook

from registry.models import FieldMapping, RegisterImport
from registry.tests.imports.engine.workbooks import HEADER, pupil, read
from registry.tests.imports.pages.addresses import html, url

pytestmark = pytest.mark.django_db


def test_a_correction_is_remembered_and_the_file_read_again(admin, school):
    preview = read(school, [pupil(宅电="13812345670")], header=(*HEADER, "宅电"))
    form = admin.get(url("import_mapping", preview)).context["form"]
    posted = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    admin.post(url("import_mapping", preview), posted | {"宅电": "phone"})
    assert RegisterImport.objects.get().mapping == {"宅电": "phone"}
    assert FieldMapping.objects.get().field == "phone"
    assert RegisterImport.objects.get().job.kind == "register_read"


def test_one_field_cannot_be_chosen_for_two_columns(admin, school):
    preview = read(school, [pupil(甲="1", 乙="2")], header=(*HEADER, "甲", "乙"))
    response = admin.post(url("import_mapping", preview), {"甲": "phone", "乙": "phone"})
    assert response.context["form"].has_error("乙", "twice")


def class_sheets() -> bytes:
    """Give a workbook with one sheet per class, a title, an example, a total and a hidden sheet."""
    book = Workbook()
    book.remove(book.active)
    for name in ("三年级1班", "三年级2班", "旧名单"):
        sheet = book.create_sheet(name)
        sheet.append([f"{name}学生花名册"])
        sheet.append(["姓名", "性别", "出生日期", "座右铭"])
        sheet.append(["示例：张三", "男", "20170304", ""])
        for pupil_name in ("王一", "王二", "王三"):
            sheet.append([pupil_name + name[-2], "男", "20170304", "好好学习"])
        sheet.append(["合计", "3人"])
    book["旧名单"].sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_sheets_with_the_same_columns_are_asked_once(admin, school):
    preview = read(school, class_sheets())
    response = admin.get(url("import_mapping", preview))
    [group] = response.context["groups"]
    assert [table["sheet"] for table in group["tables"]] == ["三年级1班", "三年级2班"]
    assert html(response).count('name="座右铭"') == 1


def test_the_page_says_which_rows_were_left_out_and_why(admin, school):
    [table, _] = admin.get(url("import_mapping", read(school, class_sheets()))).context["tables"]
    skipped = {each["reason"]: each["rows"] for each in table["skipped"]}
    assert (table["header_rows"], table["rows"]) == ([2], 3)
    assert (skipped["title"], skipped["example"], skipped["total"]) == ([1], [3], [7])


def test_a_hidden_sheet_is_named_and_offered(admin, school):
    page = html(admin.get(url("import_detail", read(school, class_sheets()))))
    assert ("旧名单" in page, 'name="include_hidden"' in page) == (True, True)


def test_columns_beside_the_data_are_named(admin, school):
    preview = read(school, [pupil()], header=(*HEADER, None, "可选民族"))
    [table] = admin.get(url("import_mapping", preview)).context["tables"]
    known = [column["header"] for column in (*table["columns"], *table["left_out"])]
    assert "可选民族" in known


def test_remembered_headers_are_listed_found_and_forgotten(admin, school):
    phone = FieldMapping.objects.create(school=school, header="宅电", field="phone")
    FieldMapping.objects.create(school=school, header="座右铭", field="")
    assert len(admin.get(url("import_headers")).context["page"]) == 2
    assert [m.header for m in admin.get(url("import_headers") + "?q=宅").context["page"]] == ["宅电"]
    admin.post(f"/register/imports/headers/{phone.pk}/forget/")
    assert [m.header for m in FieldMapping.objects.all()] == ["座右铭"]
