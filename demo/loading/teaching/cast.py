"""Who acts in the demo's school, and on which days: everything that the modules beside this one share."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db.models import Max
from django.utils import timezone

from accounts.models import Post, User
from accounts.roles import Role
from notices.models import Notice
from registry.models import Teacher, TeacherGroup, TeachingAssignment
from rulebook.models import Adoption
from rulebook.rules.frames import Frame
from rulebook.selectors.in_force import frame
from schools.models import School, Term

WEEK = timedelta(days=7)


@dataclass
class Cast:
    """The school in its autumn term. `today` is the last day of the term once that is over."""

    school: School
    term: Term
    today: date = field(init=False)
    known_notices: int = field(init=False)

    def __post_init__(self):
        self.today = min(timezone.localdate(), self.term.ends_on)
        self.begin()

    def begin(self) -> None:
        """Let what is told from now on be what `put_away` means."""
        self.known_notices = Notice.objects.aggregate(last=Max("pk"))["last"] or 0

    @cached_property
    def frame(self) -> Frame:
        return frame(self.school, self.term)

    @cached_property
    def days(self) -> list[date]:
        """The school days until today."""
        return [on for on in self.frame.school_days if on <= self.today]

    def user(self, ending: str) -> User:
        """Give who signs in with this account of the school."""
        return self._users[f"{self.school.code}-{ending}"]

    def teacher(self, ending: str) -> Teacher:
        return next(each for each in self.staff if each.user_id == self.user(ending).pk)

    @cached_property
    def _users(self) -> dict[str, User]:
        return {user.username: user for user in User.objects.filter(username__startswith=f"{self.school.code}-")}

    @cached_property
    def staff(self) -> list[Teacher]:
        """Everybody employed, in the order of the staff list."""
        return list(Teacher.objects.filter(school=self.school).select_related("user", "school").order_by("pk"))

    @cached_property
    def tried(self) -> list[Teacher]:
        """The two teachers whose accounts people try, the plain one first."""
        return [self.teacher("teacher"), self.teacher("class")]

    @cached_property
    def plain(self) -> list[Teacher]:
        """Those who teach and lead nothing; first those whose accounts people try."""
        held = Post.objects.filter(school=self.school).values_list("user", "role")
        leading = {user for user, role in held if role in LEADING}
        teaching = {user for user, role in held if role == Role.TEACHER} - leading
        others = [each for each in self.staff if each.user_id in teaching and each not in self.tried]
        return [*self.tried, *others]

    @cached_property
    def heads(self) -> dict[TeacherGroup, User]:
        """Who leads which research group; first the group whose head has an account to try."""
        posts = Post.objects.filter(school=self.school, role=Role.RESEARCH_GROUP_HEAD).select_related("user")
        groups = TeacherGroup.objects.in_bulk([post.scope_id for post in posts])
        first = self.user("research")
        return {groups[post.scope_id]: post.user for post in sorted(posts, key=lambda p: (p.user != first, p.pk))}

    def owed(self, code: str) -> str:
        """Give the requirement's code where its document is in force, else nothing."""
        adopted = Adoption.objects.filter(school=self.school, document=code.partition("-")[0])
        return code if adopted.exists() else ""

    def subject(self, teacher: Teacher) -> str:
        """Give the name of what the teacher teaches first."""
        return self._subjects.get(teacher.pk, "")

    @cached_property
    def _subjects(self) -> dict[int, str]:
        taught = TeachingAssignment.objects.filter(school=self.school).order_by("-pk")
        return dict(taught.values_list("teacher", "subject__name"))

    def put_away(self, on: date) -> None:
        """Let what was told since `begin` have come on that day, and be read: the inbox keeps what is new."""
        told = Notice.objects.filter(school=self.school, read_at=None, pk__gt=self.known_notices)
        told.update(created_at=at(on, 17), read_at=at(on, 18))

    def chance(self, what: str) -> random.Random:
        """Give the same dice for the same thing every time."""
        return random.Random(f"{what} of {self.school.code}")


LEADING = {
    Role.PRINCIPAL,
    Role.VICE_PRINCIPAL,
    Role.ACADEMIC_DIRECTOR,
    Role.ACADEMIC_CLERK,
    Role.SCHOOL_ADMIN,
    Role.RESEARCH_GROUP_HEAD,
}


def at(on: date, hour: int = 12, minute: int = 0) -> datetime:
    """Give that hour of the day, or this moment where it has not come."""
    return min(timezone.make_aware(datetime.combine(on, time(hour, minute))), timezone.now())
