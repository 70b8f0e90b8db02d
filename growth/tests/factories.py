"""Pairs and resources for tests."""

from datetime import date
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.roles import Role
from accounts.tests.factories import create_post, user_with
from growth.models import Pair, PairActivity, Resource
from growth.services import resources as services
from registry.tests.factories import create_teacher
from schools.models import School
from schools.tests.factories import create_school

FROM = date(2026, 9, 7)


def create_colleagues(school: School | None = None) -> SimpleNamespace:
    """A school with two teachers on its staff list who hold posts, and its principal."""
    school = school or create_school()
    found = SimpleNamespace(school=school, principal=user_with(Role.PRINCIPAL, school=school))
    for name, label in (("mentor", "王师"), ("apprentice", "李徒")):
        teacher = create_teacher(school=school, name=label)
        create_post(role=Role.TEACHER, school=school, user=teacher.user)
        teacher.user.name = label
        teacher.user.save()
        setattr(found, name, teacher)
    return found


def create_pair(*, mentor, apprentice, by=None, **fields) -> Pair:
    """Create a pair of two employments, accepted by both unless a state says otherwise."""
    state = fields.setdefault("state", Pair.State.UNDER_WAY)
    if state not in (Pair.State.PROPOSED, Pair.State.DECLINED, Pair.State.WITHDRAWN):
        fields |= {"mentor_accepted_at": timezone.now(), "apprentice_accepted_at": timezone.now()}
    defaults = {"kind": Pair.Kind.ONE_TO_ONE, "from_on": FROM, "proposed_by": by or mentor.user}
    return Pair.objects.create(
        mentor=mentor.user, mentor_school=mentor.school, apprentice=apprentice.user,
        apprentice_school=apprentice.school, **{**defaults, **fields},
    )  # fmt: skip


def create_activity(pair: Pair, *, by=None, **fields) -> PairActivity:
    defaults = {"on": FROM, "what": PairActivity.What.TALK, "entered_by": by or pair.mentor}
    return PairActivity.objects.create(pair=pair, **{**defaults, **fields})


PDF = b"%PDF-1.7 " + b"0" * 40


def create_resource(*, author, school, reviewer=None, content=PDF, **fields) -> Resource:
    """Contribute a PDF; published at once where a reviewer is given. The test's MEDIA_ROOT takes the file."""
    defaults = {"title": "小数的加法", "kind": "lesson_plan", "subject": "数学", "licence": "own_shared"}
    file = ContentFile(content, name="a.pdf")
    resource = services.contribute(school=school, by=author, file=file, **{**defaults, **fields})
    if reviewer:
        services.publish(version=resource.versions.get(), by=reviewer)
    return resource
