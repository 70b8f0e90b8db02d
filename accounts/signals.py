"""Signing in and out, noted in the access log.

The one place that listens to signals: Django and django-allauth sign people in and out, by several ways
(password, second factor, idle time-out), and a signal is the only door through which all of them go.
"""

from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from accounts import access_log
from accounts.access_log import Action
from accounts.models import User


@receiver(user_logged_in)
def signed_in(sender, request, user, **kwargs):
    access_log.record_sign(request, Action.SIGN_IN, user=user)


@receiver(user_logged_out)
def signed_out(sender, request, user, **kwargs):
    if user:
        what = getattr(request, "sign_out_reason", "")
        access_log.record_sign(request, Action.SIGN_OUT, user=user, what=what)


@receiver(user_login_failed)
def sign_in_failed(sender, credentials, request=None, **kwargs):
    username = credentials.get("username", "")
    user = User.objects.filter(username=username.lower()).first()
    access_log.record_sign(request, Action.SIGN_IN_FAILED, user=user, username=username, what="password")


@receiver(authentication_failed)
def second_factor_failed(sender, request, user, **kwargs):
    access_log.record_sign(request, Action.SIGN_IN_FAILED, user=user, what="second_factor")
