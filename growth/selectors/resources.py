"""Reads about the library."""

import unicodedata
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.permissions import Permission
from growth.models import Resource, Version
from growth.settings import overseen_by
from registry.models import Subject
from schools.models import School


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: `which` is all, mine or review; "" leaves a filter open."""

    which: str = "all"
    query: str = ""
    kind: str = ""
    subject: str = ""
    grade: str = ""

    @property
    def narrows(self) -> bool:
        """Tell whether less than everything is looked for."""
        return self != Wanted()


def resources(user: User, wanted: Wanted) -> QuerySet[Resource]:
    """Give what the user may open and looks for."""
    rows = Resource.objects.visible_to(user)
    if wanted.which == "mine":
        rows = rows.filter(author=user)
    elif wanted.which == "review":
        rows = to_review(rows, user)
    else:
        rows = rows.filter(Exists(Version.objects.published().visible_to(user).filter(resource=OuterRef("pk"))))
    rows = rows.found(unicodedata.normalize("NFKC", wanted.query))
    for field in ("kind", "subject"):
        if getattr(wanted, field):
            rows = rows.filter(**{field: getattr(wanted, field)})
    if wanted.grade.isdecimal() and wanted.grade.isascii():
        rows = rows.filter(grade=int(wanted.grade))
    fetched = Count("downloads", distinct=True)
    return rows.select_related("author", "school").annotate(fetched=fetched).with_newest(user).defer("words")


def to_review(rows: QuerySet[Resource], user: User) -> QuerySet[Resource]:
    """Keep those with a version that the user is to review: others' of the own school or of an overseen setting."""
    waiting = Version.objects.filter(resource=OuterRef("pk"), state=Version.State.WAITING)
    reach = Q(school__in=user.schools_where(Permission.RESOURCE_REVIEW)) | Q(setting__in=overseen_by(user))
    return rows.filter(reach, Exists(waiting)).exclude(author=user)


def subjects_of(school: School) -> list[str]:
    """Give the names of the school's subjects."""
    return list(Subject.objects.filter(school=school).order_by("pk").values_list("name", flat=True))


def proposed_details(version: Version) -> list[tuple[str, str]]:
    """Give what of the resource changes once the version is published, as (label, words)."""
    then = Resource(**version.details)
    names = [name for name in Resource.DETAILS if name in version.details]
    return [(str(Resource._meta.get_field(name).verbose_name), _words(then, name)) for name in names]


def _words(resource: Resource, name: str) -> str:
    display = getattr(resource, f"get_{name}_display", None)
    value = display() if display else getattr(resource, name)
    return "" if value is None else str(value)
