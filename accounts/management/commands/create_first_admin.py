"""manage.py create_first_admin: the first holder of a platform role, made on the server."""

import json
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts import services
from accounts.models import User
from accounts.roles import ROLES, Role, Scope

PLATFORM_ROLES = [role.value for role in Role if ROLES[role].scope == Scope.PLATFORM]
WRONG_USE = 2


class Command(BaseCommand):
    help = (
        "Make the first system administrator (or security administrator, or auditor). Works only while "
        "nobody who can sign in holds the role. Prints a one-time code unless a password is given."
    )

    def add_arguments(self, parser):
        parser.add_argument("--username", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", choices=PLATFORM_ROLES, default=Role.SYSTEM_ADMIN.value)
        parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
        parser.add_argument("--json", action="store_true", help="print the answer as JSON")

    def handle(self, *, username, name, role, password_stdin, json: bool, **options):
        password = self._password(username, name) if password_stdin else None
        try:
            user, code = services.create_first_admin(username=username, name=name, role=role, password=password)
        except services.AdministratorExists:
            raise CommandError("Somebody holds this role already.", returncode=WRONG_USE) from None
        except services.UsernameTaken:
            raise CommandError("Somebody else has this user name.", returncode=WRONG_USE) from None
        self._print(user, role, code, as_json=json)

    def _password(self, username, name):
        password = sys.stdin.readline().rstrip("\n")
        try:
            validate_password(password, User(username=username.lower(), name=name))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=WRONG_USE) from None
        return password

    def _print(self, user, role, code, *, as_json):
        if as_json:
            self.stdout.write(json.dumps({"username": user.username, "role": role, "code": code}))
            return
        self.stdout.write(f"{user.username} is {Role(role).label}.")
        if code:
            self.stdout.write(f"One-time code, shown once, to be changed at the first sign-in: {code}")
