"""A school's own Word templates: versions are kept, one is in force."""

from uuid import uuid4

import pghistory
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from reports.kinds import ReportKind
from reports.models import Template
from reports.services.making import check_may_make
from reports.word.checks import Problem, problems_in
from schools.models import School


class Broken(Exception):
    """The template has problems; nothing was kept."""

    def __init__(self, problems: list[Problem]):
        super().__init__(len(problems))
        self.problems = problems


@transaction.atomic
def replace(*, school: School, kind: ReportKind, data: bytes, file_name: str, by: User, now=None) -> Template:
    """Keep a new version and use it from now on.

    Raises Unusable for what is no safe Word file, Broken with what is to mend, Refused("not-allowed").
    """
    check_may_make(school=school, kind=kind, by=by)
    if problems := problems_in(data, kind.sample()):
        raise Broken(problems)
    School.objects.select_for_update().get(pk=school.pk)  # two uploads at once get two numbers
    earlier = Template.objects.filter(school=school, kind=kind.code)
    with pghistory.context(user=by.pk):
        earlier.filter(replaced_at=None).update(replaced_at=now or timezone.now())
        template = Template(
            school=school,
            kind=kind.code,
            version=(earlier.aggregate(newest=Max("version"))["newest"] or 0) + 1,
            file_name=file_name[-120:],
            uploaded_by=by,
        )
        template.file.save(f"{uuid4().hex}.docx", ContentFile(data), save=False)
        template.save()
    return template


@transaction.atomic
def reset(*, school: School, kind: ReportKind, by: User, now=None) -> None:
    """Use the portal's own template again; the versions stay. Raises Refused: "not-allowed", "nothing-to-reset"."""
    check_may_make(school=school, kind=kind, by=by)
    in_force = Template.objects.filter(school=school, kind=kind.code, replaced_at=None)
    with pghistory.context(user=by.pk):
        if not in_force.update(replaced_at=now or timezone.now()):
            raise Refused("nothing-to-reset")
