"""Which schools can be in an alliance together: those of one district (G4.0.1, G5.0.1)."""

from alliances.models import Alliance
from schools.models import School


def schools_of_district(school: School) -> list[School]:
    """Give the schools of the district, the own one first, the rest by name."""
    schools = School.objects.filter(district=school.district_id).order_by("name", "pk")
    return sorted(schools, key=lambda each: each.pk != school.pk)


def schools_to_ask(alliance: Alliance) -> list[School]:
    """Give the schools of the district that are neither members nor asked."""
    there = alliance.memberships.filter(to_on=None).values("school")
    return list(School.objects.filter(district=alliance.district_id).exclude(pk__in=there).order_by("name", "pk"))
