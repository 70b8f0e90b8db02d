"""Taking an import back on its page: asked first, done by a job, told with what stays."""

from datetime import timedelta

import pghistory
import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.tests.factories import user_with
from jobs.models import Job
from jobs.runs import Unwatched
from registry.imports import services
from registry.models import RegisterImport, Student
from registry.tests.imports.engine.workbooks import apply, imported, pupil, read
from registry.tests.imports.pages.addresses import html, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def applied(school):
    """An import that has changed one pupil and added another, who was edited since."""
    imported(school, [pupil(现住址="柳林村3号")])
    register_import = read(school, [pupil(现住址="王庄1号"), pupil("李四", sequence=12)])
    apply(register_import)
    with pghistory.context(user=None):
        Student.objects.update(address="河湾村8号")
    return register_import


def test_the_page_offers_it_asks_and_queues_the_work(admin, applied):
    assert url("import_undo", applied) in html(admin.get(url("import_detail", applied)))
    assert "confirm.html" in str([each.name for each in admin.get(url("import_undo", applied)).templates])
    assert not Job.objects.exists()
    admin.post(url("import_undo", applied))
    job = Job.objects.get()
    assert (job.kind, job.arguments, job.created_by) == ("register_undo", {"import_id": applied.pk}, admin.user)


def test_what_stays_is_listed_with_its_cells_and_page(admin, applied):
    services.undo(register_import=applied, by=admin.user, run=Unwatched())
    response = admin.get(url("import_detail", applied))
    rows = [(row.noun, row.name, row.cells) for row in response.context["rows"]]
    assert rows == [("Pupil", "李四", []), ("Pupil", "张三", ["address"])]
    assert reverse("registry:student_detail", args=[Student.objects.get(name="李四").public_id]) in html(response)
    assert url("import_undo", applied) not in html(response)


@pytest.mark.parametrize(
    "change", [{"state": "read"}, {"state": "undone", "undone": {"kept": []}}, {"applied_at": timedelta(days=-31)}]
)
def test_only_a_young_applied_import_is_taken_back(admin, applied, change):
    if "applied_at" in change:
        change = {"applied_at": timezone.now() + change["applied_at"]}
    RegisterImport.objects.filter(pk=applied.pk).update(**change)
    assert admin.get(url("import_undo", applied)).url == applied.get_absolute_url()
    admin.post(url("import_undo", applied))
    assert not Job.objects.exists()


def test_who_does_not_import_takes_nothing_back(client, applied):
    client.force_login(user_with(Role.PRINCIPAL, school=applied.school))
    assert client.post(url("import_undo", applied)).status_code == 403
