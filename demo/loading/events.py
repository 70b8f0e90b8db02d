"""What happens in a term: pupils change class, leave and come; families get new numbers; a parent signs in."""

from datetime import date

import pghistory

from accounts.models import Post, User
from accounts.roles import FAMILY_ROLES, Role
from accounts.services import create_dormant_account
from demo.loading.accounts import DemoAccounts
from registry.models import Enrolment, Guardian, SchoolClass, Student
from registry.services.enrolments import leave_school, move_to_class
from registry.services.families import update_guardian
from schools.models import School, Stage


def let_posts_begin(year: int) -> None:
    """Let every post of the staff have begun a school year ago: people were there before the portal came."""
    Post.objects.exclude(role__in=FAMILY_ROLES).update(from_on=date(year - 1, 9, 1))


def let_time_pass(school: School, year: int, *, by: User) -> None:
    """Move two pupils of the third grade to another class, let one leave, and write down a new phone number."""
    old, new = SchoolClass.objects.filter(school=school, stage=Stage.PRIMARY, entry_year=year - 2, number__lte=2)
    pupils = Student.objects.filter(school=school, enrolments__school_class=old).order_by("pk")
    moving, also_moving, leaving, other = pupils[:4]
    move_to_class(student=moving, school_class=new, on=date(year, 9, 14), by=by)
    move_to_class(student=also_moving, school_class=new, on=date(year, 9, 21), by=by)
    leave_school(student=leaving, on=date(year, 9, 28), ended=Enrolment.Ended.TRANSFERRED, by=by)
    link = other.guardianships.select_related("guardian").first()
    fields = {"phone": "15400009999", "other_phones": [link.guardian.phone]}
    update_guardian(guardianship=link, fields=fields, link={}, by=by)


def open_parent(school: School, *, by: User, accounts: DemoAccounts) -> User:
    """Open the account of a mother of several children."""
    mother = Guardian.objects.filter(school=school, guardianships__relation="52", students__isnull=False)
    guardian = next(each for each in mother.order_by("pk").distinct() if each.students.count() > 1)
    user = create_dormant_account(name=guardian.name)
    with pghistory.context(user=by.pk):
        guardian.user = user
        guardian.save(update_fields=["user"])
    return accounts.give(user, f"{school.code}-parent", Role.PARENT, school=school)
