"""Reads about families: the own children, and which children's families have agreed to what (L-01)."""

from django.db.models import Exists, OuterRef

from accounts.models import User
from families.models import Consent
from registry.models import Guardian, Guardianship, Student


def guardians_of_user(user: User):
    """Give the rows under which the user is a guardian: one per school, also where barred from some child."""
    return Guardian.objects.filter(user=user)


def children_of(user: User):
    """Give the user's own children at every school; never one from whom the user is barred."""
    links = {"guardianships__guardian__user": user, "guardianships__is_barred": False}
    return Student.objects.filter(pk__in=Student.objects.filter(**links).values("pk"))


def with_consent(students, purpose: str):
    """Keep the pupils whose family has agreed to a purpose.

    At least one guardian has given consent and none refuses or has withdrawn: one parent's no counts.
    Guardians barred from the child decide nothing.
    """
    barred = Guardianship.objects.filter(student=OuterRef("student"), guardian=OuterRef("guardian"), is_barred=True)
    decided = Consent.objects.filter(~Exists(barred), purpose=purpose)
    given = decided.filter(state=Consent.State.GIVEN).values("student")
    against = decided.exclude(state=Consent.State.GIVEN).values("student")
    return students.filter(pk__in=given).exclude(pk__in=against)
