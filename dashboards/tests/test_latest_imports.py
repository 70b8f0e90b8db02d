"""Who leads a school is told of its imports; who imports can open them."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from accounts.tests.factories import user_with
from registry.models import RegisterImport
from registry.tests.factories import create_class
from schools.tests.factories import create_school


@pytest.mark.parametrize(
    ("role", "is_told", "links"),
    [(Role.SCHOOL_ADMIN, True, 1), (Role.PRINCIPAL, True, 0), (Role.ACADEMIC_DIRECTOR, False, 0)],
)
def test_who_leads_a_school_is_told_of_its_imports(client, db, role, is_told, links):
    school = create_class().school
    here, _elsewhere = (
        RegisterImport.objects.create(school=each, file_name="a.xlsx", effective_on=date(2026, 9, 1))
        for each in (school, create_school())
    )
    client.force_login(user_with(role, school=school))
    response = client.get(reverse("dashboards:home"))
    assert response.context["imports"] == ([here] if is_told else None)
    assert response.content.decode().count(f'href="{here.get_absolute_url()}"') == links
