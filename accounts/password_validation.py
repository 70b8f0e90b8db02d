"""Django's password validators for our rules (L-14); the words are here, the rules in rules.py."""

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import UsedPassword


class ThreeKindsOfCharacters:
    def validate(self, password: str, user=None) -> None:
        if rules.kinds_of_characters(password) < rules.KINDS_OF_CHARACTERS:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        return _("Use three of these four: small letters, capitals, digits, other signs.")


class WithoutAccountName:
    def validate(self, password: str, user=None) -> None:
        if user and rules.contains_account_name(password, user.username):
            raise ValidationError(self.get_help_text(), code="password_contains_name")

    def get_help_text(self) -> str:
        return _("The password must not contain your user name.")


class NotUsedLately:
    """Refuse the present password, one-time codes too, and the newest ones before it."""

    def validate(self, password: str, user=None) -> None:
        if user is None or user.pk is None:
            return
        used = UsedPassword.objects.filter(user=user).values_list("hash", flat=True)
        hashes = {user.password, *used[: rules.PASSWORDS_REMEMBERED]}
        if any(check_password(password, encoded) for encoded in hashes):
            raise ValidationError(self.get_help_text(), code="password_used_before")

    def get_help_text(self) -> str:
        return _("The password must differ from your present one and the three before it.")
