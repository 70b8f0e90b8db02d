"""Guardians as lists and pages need them."""

from django.db.models import Prefetch, Q, QuerySet

from registry.models import Guardian, Student
from registry.selectors.names import named
from registry.selectors.pupils import current_class
from schools.models import School


def guardians_of(user, school: School) -> QuerySet[Guardian]:
    """Give the guardians of the school that the user may see."""
    return Guardian.objects.visible_to(user).filter(school=school)


def found(guardians: QuerySet[Guardian], text: str) -> QuerySet[Guardian]:
    """Keep the guardians whose name, pinyin or initials fit, or whose phone numbers contain the digits."""
    digits = "".join(text.split()).replace("-", "")
    if digits.isdecimal() and digits.isascii():
        return guardians.filter(Q(phone__contains=digits) | Q(other_phones__icontains=digits))
    return named(guardians, text)


def with_children(guardians: QuerySet[Guardian], user) -> QuerySet[Guardian]:
    """Load the visible children with today's class as the list `children`."""
    children = Student.objects.visible_to(user).prefetch_related(current_class())
    return guardians.defer("details").prefetch_related(Prefetch("students", queryset=children, to_attr="children"))
