"""Records of the rulebook for the walk over every address: one function for each area that has some."""

from datetime import date

from accounts.models import User
from rulebook.models import CountedThing, RoleHolder
from rulebook.tests.factories import create_adoption
from schools.models import School


def document_samples(school: School, *, person: User, on: date) -> dict:
    """Give a document in force, somebody named for a role, and a thing that a document counts."""
    return {
        "adoption": create_adoption(school=school, from_on=on),
        "holder": RoleHolder.objects.create(school=school, role="central_group_head", user=person, from_on=on),
        "thing": CountedThing.objects.create(school=school, kind="hazard_area", name="Pond", from_on=on),
    }
