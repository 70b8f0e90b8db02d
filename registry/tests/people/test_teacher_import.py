from datetime import date
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from accounts.models import Post, User
from accounts.roles import Role
from registry.models import Subject, Teacher, TeacherGroup
from registry.resources import TeacherResource, run
from registry.staff_lists.columns import code_of
from registry.staff_lists.reading import read_staff_list
from registry.tests.factories import create_class, create_teacher

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 1)
UPLOAD, PREVIEW = reverse("registry:teacher_import"), reverse("registry:teacher_import_preview")
HEADER = ["姓名", "工号", "性别", "手机", "职称", "任教学科", "任教班级", "教研组", "班主任班级"]


def workbook_bytes(*rows, header=HEADER):
    workbook = Workbook()
    workbook.active.append(["中心小学教师花名册"])
    workbook.active.append(header)
    for row in rows:
        workbook.active.append(row)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def upload(client, *rows, header=HEADER):
    return client.post(UPLOAD, {"file": SimpleUploadedFile("t.xlsx", workbook_bytes(*rows, header=header))})


def imported(scene, *rows, header=HEADER, dry_run=False):
    resource = TeacherResource(school=scene.school, by=scene.admin, on=ON)
    run(resource, read_staff_list(workbook_bytes(*rows, header=header)), dry_run=dry_run)
    return resource


FULL = ["赵敏", "007", "女", "13800001111", "一级教师", "语文", "三（1）班、三（2）班", "语文教研组", "三1"]


@pytest.fixture
def classes(scene):
    return scene.school_class, create_class(school=scene.school, number=2)


def test_a_list_goes_from_upload_over_preview_to_the_register(scene, sign_in, classes):
    client = sign_in(scene.admin)
    assert upload(client, FULL).url == PREVIEW

    preview = client.get(PREVIEW)
    assert preview.context["counts"] == {"new": 1}
    assert not Teacher.objects.filter(name="赵敏").exists()
    assert client.post(PREVIEW).url == reverse("registry:teacher_list")
    assert Teacher.objects.get(name="赵敏").staff_number == "007"
    assert client.get(PREVIEW).status_code == 302


def test_every_column_arrives(scene, classes):
    imported(scene, FULL)

    teacher = Teacher.objects.get(name="赵敏")
    assert (teacher.sex, teacher.phone, teacher.professional_title, teacher.name_initials) == (
        "F", "13800001111", "一级教师", "zm",
    )  # fmt: skip
    lessons = teacher.assignments.values_list("subject__name", "school_class", "from_on")
    assert set(lessons) == {("语文", each.pk, ON) for each in classes}
    assert list(teacher.groups.values_list("name", "kind")) == [("语文教研组", "research")]
    assert not teacher.user.has_usable_password()
    led = Post.objects.get(user=teacher.user, role=Role.CLASS_TEACHER)
    assert (led.scope_id, led.from_on) == (classes[0].pk, ON)
    assert Post.objects.get(user=scene.class_teacher).to_on == ON


def test_a_dry_run_writes_nothing(scene, classes):
    before = User.objects.count(), Subject.objects.count(), TeacherGroup.objects.count(), Post.objects.count()
    resource = imported(scene, FULL, dry_run=True)

    assert resource.counts == {"new": 1}
    assert (resource.new_subjects, resource.new_groups) == (
        [] if Subject.objects.exists() else ["语文"],
        ["语文教研组"],
    )
    after = User.objects.count(), Subject.objects.count(), TeacherGroup.objects.count(), Post.objects.count()
    assert (before, Teacher.objects.filter(name="赵敏").count()) == (after, 0)


def test_the_same_list_twice_changes_nothing(scene, classes):
    imported(scene, FULL)
    again = imported(scene, FULL)

    assert again.counts == {"unchanged": 1}
    assert Teacher.objects.filter(name="赵敏").count() == 1


def test_changes_are_shown_old_and_new_and_blanks_change_nothing(scene, classes):
    imported(scene, FULL)
    again = imported(scene, ["赵敏", "007", "", "13900002222", "", "语文", "三2", "", ""])

    (row,) = again.report
    assert [(c.column, c.old) for c in row.changes] == [
        ("phone", "13800001111"),
        ("classes", f"语文 {classes[0]}、语文 {classes[1]}"),
    ]
    teacher = Teacher.objects.get(name="赵敏")
    assert (teacher.sex, teacher.professional_title, teacher.groups.count()) == ("F", "一级教师", 1)
    assert teacher.assignments.get(to_on=None).school_class == classes[1]


def test_several_subjects_may_name_their_own_classes(scene, classes):
    imported(scene, ["赵敏", "", "", "", "", "", "语文：三（1）、（2）班；音乐：三2", "", ""])

    lessons = Teacher.objects.get(name="赵敏").assignments.values_list("subject__name", "school_class__number")
    assert set(lessons) == {("语文", 1), ("语文", 2), ("音乐", 2)}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["", "1"]], (3, "name", "name-missing")),
        ([["赵敏", "", "那"]], (3, "sex", "sex-unknown")),
        ([["赵敏", "", "", "12345"]], (3, "phone", "phone-wrong")),
        ([["赵敏", "", "", "12"]], (3, "phone", "phone-wrong")),
        ([["赵敏", "", "", "", "", "语文", "五9"]], (3, "classes", "class-unknown")),
        ([["赵敏", "", "", "", "", "", "三1"]], (3, "classes", "subject-missing")),
        ([["赵敏", "", "", "", "", "", "", "", "八1"]], (3, "leads", "class-unknown")),
        ([["赵敏", "1"], ["赵敏", "1"]], (4, "name", "twice-in-file")),
        ([["赵敏", *[""] * 7, "三1"], ["孙立", *[""] * 7, "三1"]], (4, "leads", "class-led-twice")),
        ([["赵敏", "T" * 21]], (3, "staff_number", "too-long")),
        ([["孙立", "900"]], (3, "staff_number", "staff-number-taken")),
        ([["同名"]], (3, "name", "same-name")),
    ],
    ids=lambda value: value[2] if isinstance(value, tuple) else "",
)
def test_a_problem_says_row_column_and_code_and_stops_everything(scene, classes, rows, expected):
    create_teacher(school=scene.school, name="老师", staff_number="900")
    for _ in range(2):
        create_teacher(school=scene.school, name="同名")
    before = Teacher.objects.count(), User.objects.count()
    resource = imported(scene, ["周好", "", "男"], *rows)

    found = [(p.row - 1, p.column, p.code) for row in resource.report for p in row.problems]
    assert found == [expected]
    assert all(str(p.reason) and str(p.remedy) for row in resource.report for p in row.problems)
    assert (Teacher.objects.count(), User.objects.count()) == before


def test_english_headings_and_a_plain_text_file_work_too(scene):
    data = b"Name,Staff No.,Phone\nLi Wei,12,13800001111\n"
    dataset = read_staff_list(data)

    assert dataset.dict == [{"number": 2, "name": "Li Wei", "staff_number": "12", "phone": "13800001111"}]


def test_a_file_without_names_is_refused_in_words(scene, sign_in):
    response = upload(sign_in(scene.admin), ["x"], header=["颜色"])

    assert "file" in response.context["form"].errors


def test_the_waiting_file_is_sealed(scene, sign_in):
    upload(sign_in(scene.admin), FULL)

    kept = bytes(cache.get(f"staff-list:{scene.admin.pk}:{scene.school.pk}"))
    assert not kept.startswith(b"PK")


def test_a_list_with_a_problem_cannot_be_confirmed(scene, sign_in):
    client = sign_in(scene.admin)
    upload(client, ["赵敏", "", "那"])

    response = client.post(PREVIEW)
    assert (response.status_code, response.context["is_good"]) == (200, False)
    assert not Teacher.objects.filter(name="赵敏").exists()


def test_the_template_has_the_headings_that_the_import_knows(scene, sign_in):
    response = sign_in(scene.admin).get(reverse("registry:teacher_import_template"))

    headings = [cell.value for cell in load_workbook(BytesIO(response.content)).active[1]]
    assert headings == HEADER
    assert None not in [code_of(heading) for heading in headings]


@pytest.mark.parametrize("page", [UPLOAD, PREVIEW, reverse("registry:teacher_import_template")])
def test_only_the_office_imports(scene, sign_in, client, page):
    assert client.get(page).status_code == 302
    assert sign_in(scene.principal).get(page).status_code == 403


def test_a_waiting_list_belongs_to_one_person(scene, sign_in):
    upload(sign_in(scene.admin), FULL)

    assert sign_in(scene.stranger).get(PREVIEW).url == UPLOAD


def test_matching_costs_the_same_for_any_number_of_unchanged_rows(scene, django_assert_max_num_queries):
    rows = [[f"教师{n}甲".replace(str(n), "一二三四五六七八九十"[n]), str(n)] for n in range(10)]
    imported(scene, *rows)

    with django_assert_max_num_queries(60):
        assert imported(scene, *rows).counts == {"unchanged": 10}
