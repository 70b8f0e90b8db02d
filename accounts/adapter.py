"""How django-allauth behaves here: nobody signs up, the school opens accounts, names lock after failures."""

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import access_log, lockout, services
from accounts.access_log import Action
from core import sealing


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The user name or the password is not right."),
        "too_many_login_attempts": _(
            "Too many failed attempts. This user name is locked for a quarter of an hour; "
            "after that, try again, or ask the school office for a new code."
        ),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your present password."),
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_password_change_redirect_url(self, request) -> str:
        return reverse(settings.LOGIN_REDIRECT_URL)

    def set_password(self, user, password: str) -> None:
        services.choose_password(user=user, password=password)

    def pre_authenticate(self, request, **credentials) -> None:
        """Refuse a locked name before the password is looked at, so the right one opens nothing either."""
        username = credentials.get("username", "")
        if lockout.is_locked(username):
            access_log.record_sign(request, Action.SIGN_IN_FAILED, username=username, what="locked")
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request, **credentials) -> None:
        lockout.failed(request, credentials.get("username", ""))

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        # Without the host name, of which a stranger could make up several.
        return lockout.key(credentials.get("username", ""))


class MFAAdapter(DefaultMFAAdapter):
    """The secrets of second factors lie sealed in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or no longer."),
    }

    def get_totp_label(self, user) -> str:
        return user.username

    def encrypt(self, text: str) -> str:
        return base64.b64encode(sealing.seal(text)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(base64.b64decode(encrypted_text))
