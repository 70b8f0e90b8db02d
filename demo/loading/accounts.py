"""Accounts of the demo, all with one password that everybody may know. Nothing else makes such accounts."""

from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from accounts.services import create_dormant_account, give_post
from schools.models import School

PASSWORD = "Gongyu-2026"  # noqa: S105  # printed for everybody to read; the demo holds no real person
PLATFORM = {
    "system": (Role.SYSTEM_ADMIN, "系统管理员"),
    "security": (Role.SECURITY_ADMIN, "安全管理员"),
    "auditor": (Role.AUDITOR, "审计员"),
}


@dataclass
class Opened:
    """An account that people may try."""

    username: str
    name: str
    role: Role
    place: str


@dataclass
class DemoAccounts:
    """Opens accounts. One hash serves them all: making it is slow on purpose."""

    opened: list[Opened] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    hash: str = field(default_factory=lambda: make_password(PASSWORD))

    def open_platform(self) -> None:
        """Open the three administrators of the platform."""
        for username, (role, name) in PLATFORM.items():
            self.give(create_dormant_account(name=name), username, role)

    def is_free(self, user: User) -> bool:
        """Tell whether the person has no demo account yet."""
        return user.pk not in self.taken

    def give(self, user: User, username: str, role: Role, *, school: School | None = None, scope_id=None) -> User:
        """Give a person a post and an account to try it with."""
        give_post(user=user, role=role, by=None, school=school, scope_id=scope_id)
        return self.open(user, username, role, school)

    def open(self, user: User, username: str, role: Role, school: School | None = None) -> User:
        """Let a person sign in under this user name; `role` is what the printed table says."""
        user.username, user.password = username, self.hash
        user.must_change_password, user.password_changed_at = False, timezone.now()
        user.save(update_fields=["username", "password", "must_change_password", "password_changed_at"])
        self.taken.add(user.pk)
        self.opened.append(Opened(username, user.name, role, school.name if school else "星禾县"))
        return user
