"""The views of django-allauth that we use, under the names it expects, each with its access mark.

Nobody signs up and no password travels by mail, so those views have no address.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from accounts.views.entrance import sign_in
from core.access import public, signed_in

urlpatterns = [
    path("sign-in/", sign_in, name="account_login"),
    # Public, because giving up half-way through the second factor is signing out too.
    path("sign-out/", public(account.logout), name="account_logout"),
    path("locked/", public(account.account_inactive), name="account_inactive"),
    path("password/", signed_in(account.password_change), name="account_change_password"),
    path("confirm/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("second-factor/", signed_in(mfa.index), name="mfa_index"),
    path("second-factor/code/", public(mfa.authenticate), name="mfa_authenticate"),
    path("second-factor/confirm/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("second-factor/app/activate/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("second-factor/app/deactivate/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "second-factor/recovery-codes/",
        signed_in(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-factor/recovery-codes/generate/",
        signed_in(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]
