"""The rows behind the names of a chronicle."""

from django.db.models import Model

from accounts.models import User
from alliances.models import Alliance, Body, Membership
from demo.alliance_years.chronicle import Chronicle
from demo.alliance_years.living.opening import Opened
from registry.models import Teacher
from schools.models import School, Term


class Stage:
    """Finds schools, people and what events have made."""

    def __init__(self, chronicle: Chronicle, opened: Opened):
        self.chronicle = chronicle
        self.schools, self.teachers = opened.schools, opened.teachers
        self.people = {name: teacher.user for name, teacher in opened.teachers.items()}
        self.alliance: Alliance | None = None
        self.made: dict[str, Model] = {}

    def user(self, name: str) -> User:
        """Give a person with the posts of the day."""
        user = self.people[name]
        user.__dict__.pop("grants", None)
        return user

    def by(self, event: dict) -> User:
        """Give who did it."""
        return self.user(event["by"])

    def school(self, code: str) -> School:
        return self.schools[code]

    def own_school(self, event: dict) -> School:
        """Give the school of who did it."""
        return self.schools[event["by"].split("/")[0]]

    def teacher(self, name: str) -> Teacher:
        return self.teachers[name]

    def member(self, code: str) -> Membership:
        """Give the school's membership as it is now."""
        return Membership.objects.select_related("school", "alliance__seat").get(
            alliance=self.alliance, school=self.schools[code]
        )

    def body(self, code: str) -> Body:
        return Body.objects.get(alliance=self.alliance, code=code, school=None)

    def term(self, code: str, year: int, number: int) -> Term:
        return Term.objects.get(school=self.schools[code], school_year=year, number=number)

    def keep(self, key: str, row: Model) -> None:
        """Let later events find what was made."""
        self.made[key] = row

    def get(self, key: str):
        """Give what was made, as it is now."""
        row = self.made[key]
        return type(row).objects.get(pk=row.pk)
