"""Resources from the upload over the review to the schools that may open them (G3.2.6, G4.4.4c, G5.1.1.4)."""

from datetime import date

import pghistory
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from core.refusals import Refused
from growth import messages as words
from growth.models import Download, Resource, Share, Version
from growth.rules.finding import words_for
from growth.settings import Setting, overseen_by, setting_of
from notices.services import send
from registry.names import pinyin
from schools.models import School

State = Version.State


@transaction.atomic
def contribute(*, school: School, file: File, by: User, setting: str = "", note: str = "", **fields) -> Resource:
    """Keep a new resource with its first version, waiting for review. Raises Refused("not-in-setting")."""
    if setting_of(school, setting) is None:
        raise Refused("not-in-setting")
    resource = Resource(school=school, author=by, setting=setting, **fields)
    resource.searched_as(_searched(resource))
    with pghistory.context(user=by.pk):
        resource.save()
        _add(resource, 1, file, note, by)
    return resource


def _searched(resource: Resource) -> str:
    sounds = [pinyin(text) for text in (resource.title, resource.unit, resource.author.name) if text]
    return words_for([resource.title, resource.subject, resource.unit, resource.summary, resource.author.name], sounds)


@transaction.atomic
def add_version(*, resource: Resource, file: File, by: User, note: str = "") -> Version:
    """Keep a newer file beside the older ones. Raises Refused("not-author", "waits-already")."""
    resource = Resource.objects.select_for_update().get(pk=resource.pk)
    if resource.author_id != by.pk:
        raise Refused("not-author")
    if resource.versions.filter(state=State.WAITING).exists():
        raise Refused("waits-already")
    newest = resource.versions.first()
    with pghistory.context(user=by.pk):
        _setting_today(resource)
        kept = newest.details if newest.state == State.SENT_BACK else {}
        return _add(resource, newest.number + 1, file, note, by, kept)


def _add(resource, number, file, note, by, details=None):
    return Version.objects.create(
        resource=resource, number=number, file=file, size=file.size, note=note, uploaded_by=by, details=details or {}
    )


@transaction.atomic
def change_details(*, resource: Resource, by: User, **fields) -> Resource:
    """Change title, subject … as the author: at once until something was published, later with the next version.

    `fields` are all of Resource.DETAILS. Raises Refused("not-author", "needs-version"): of what colleagues open nothing
    changes without a review.
    """
    resource = Resource.objects.select_for_update(of=("self",)).select_related("author").get(pk=resource.pk)
    if resource.author_id != by.pk:
        raise Refused("not-author")
    if not resource.versions.published().exists():
        return _set_details(resource, fields, by)
    waiting = resource.versions.select_for_update().filter(state=State.WAITING).first()
    if waiting is None:
        raise Refused("needs-version")
    waiting.details = {name: value for name, value in fields.items() if value != getattr(resource, name)}
    with pghistory.context(user=by.pk):
        waiting.save(update_fields=["details"])
    return resource


def _set_details(resource: Resource, fields: dict, by: User) -> Resource:
    for name, value in fields.items():
        setattr(resource, name, value)
    resource.searched_as(_searched(resource))
    with pghistory.context(user=by.pk):
        resource.save(update_fields=[*fields, "words", "letter_pairs"])
    return resource


@transaction.atomic
def publish(*, version: Version, by: User) -> Version:
    """Share a version with the schools that are in the setting today: later leavers keep it, and get no newer one.

    A school that has left the setting itself publishes within the school only. Raises Refused("not-reviewer",
    "own-work", "reviewed-already").
    """
    version = _to_review(version, by)
    resource = version.resource
    version.state, version.reviewed_by, version.reviewed_at = State.PUBLISHED, by, timezone.now()
    with pghistory.context(user=by.pk):
        setting = _setting_today(resource)
        version.save()
        if version.details:
            _set_details(resource, version.details, by)
        Share.objects.bulk_create(Share(version=version, school_id=school) for school in sorted(setting.schools))
    send(recipients=resource.author, **words.resource_published(version))
    return version


@transaction.atomic
def welcome(*, school: School, setting: str, by: User) -> int:
    """Share with a school that joins a setting what its schools have published there, the newest version of each.

    Give how many; none before the school is in it.
    """
    found = setting_of(school, setting)
    schools = found.schools - {school.pk} if found else ()
    versions = Version.objects.published().filter(resource__setting=setting, resource__school__in=schools)
    newest = versions.order_by("resource_id", "-number").distinct("resource_id")
    with pghistory.context(user=by.pk):
        rows = [Share(version=version, school=school) for version in newest]
        return len(Share.objects.bulk_create(rows, ignore_conflicts=True))


def _setting_today(resource: Resource) -> Setting:
    """Give with whom the resource is shared; a school that has left the setting shares within itself from now on."""
    setting = setting_of(resource.school, resource.setting)
    if setting is None:
        resource.setting = ""
        resource.save(update_fields=["setting"])
    return setting or setting_of(resource.school, "")


@transaction.atomic
def send_back(*, version: Version, why: str, by: User) -> Version:
    """Ask the author for changes. Raises Refused as `publish`."""
    version = _to_review(version, by)
    version.state, version.reviewed_by, version.reviewed_at = State.SENT_BACK, by, timezone.now()
    version.why_back = why
    with pghistory.context(user=by.pk):
        version.save()
    send(recipients=version.resource.author, **words.resource_sent_back(version))
    return version


def _to_review(version, by):
    version = Version.objects.select_for_update(of=("self",)).select_related("resource__author").get(pk=version.pk)
    if version.state != State.WAITING:
        raise Refused("reviewed-already")
    if version.uploaded_by_id == by.pk:
        raise Refused("own-work")
    if not reviews(version.resource, by):
        raise Refused("not-reviewer")
    return version


def reviews(resource: Resource, user: User) -> bool:
    """Tell whether the user reviews for the school of the resource or the office of its setting; never the own."""
    if resource.author_id == user.pk:
        return False
    of_school = resource.school_id in user.schools_where(Permission.RESOURCE_REVIEW)
    return of_school or (bool(resource.setting) and resource.setting in overseen_by(user))


def count_download(*, resource: Resource, by: User, on: date | None = None) -> None:
    """Count that somebody fetched it: once for each person and day, the author's own not at all."""
    if resource.author_id != by.pk:
        rows = [Download(resource=resource, user=by, on=on or timezone.localdate())]
        Download.objects.bulk_create(rows, ignore_conflicts=True)
