"""Taking an import back, at a desk and on a phone: asked first, and what stays is told."""

import pytest

from accounts.roles import Role
from accounts.tests.factories import user_with
from jobs.runs import Unwatched
from registry.imports import services
from registry.models import Student
from registry.tests.imports.engine.workbooks import apply, imported, primary_school, pupil, read
from tests.browser import steps

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("size", "language"), [("desktop", "en"), ("phone", "zh-CN")])
def test_taking_back_is_asked_and_told(open_page, size, language):
    school = primary_school()
    imported(school, [pupil(现住址="柳林村3号")])
    register_import = read(school, [pupil(现住址="王庄1号"), pupil("李四", sequence=12), pupil("王五", sequence=14)])
    apply(register_import)
    Student.objects.exclude(name="王五").update(address="河湾村8号")
    page, admin = open_page(size, language), user_with(Role.SCHOOL_ADMIN, school=school)
    steps.enter_as(page, admin)

    steps.visit(page, register_import.get_absolute_url())
    steps.follow(page, page.locator("main a[href$='/undo/']"))
    services.undo(register_import=register_import, by=admin, run=Unwatched())
    steps.visit(page, register_import.get_absolute_url())
    assert page.locator("main tbody tr").count() == 2
    assert not page.locator("main a[href$='/undo/']").count()
