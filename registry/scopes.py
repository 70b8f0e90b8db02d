"""Tells the accounts which classes, grades and teacher groups a post can be over."""

from collections.abc import Iterable

from accounts.roles import Scope
from accounts.scopes import register_scope
from registry.models import Grade, SchoolClass, TeacherGroup


def register() -> None:
    """Make the registry's scopes known to the accounts; called when the app starts."""
    register_scope(Scope.CLASS, choices=_class_choices, labels=_class_labels)
    register_scope(Scope.GRADE, choices=_choices_of(Grade), labels=_labels_of(Grade))
    register_scope(Scope.GROUP, choices=_choices_of(TeacherGroup), labels=_labels_of(TeacherGroup))


def _class_choices(user, school) -> list[tuple[int, str]]:
    classes = SchoolClass.objects.visible_to(user) if user else SchoolClass.objects
    return [(c.pk, str(c)) for c in classes.filter(school=school).open().with_grade()]


def _class_labels(ids: Iterable[int]) -> dict[int, str]:
    return {c.pk: str(c) for c in SchoolClass.objects.filter(pk__in=ids).with_grade()}


def _choices_of(model):
    def choices(user, school):
        rows = model.objects.visible_to(user) if user else model.objects
        return [(row.pk, str(row)) for row in rows.filter(school=school)]

    return choices


def _labels_of(model):
    return lambda ids: {row.pk: str(row) for row in model.objects.filter(pk__in=ids)}
