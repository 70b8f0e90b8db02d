"""Coming in with a slip from the school: enter it, then choose a password or link it to an account one has."""

from urllib.parse import urlencode

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import access_log, lockout
from accounts.access_log import Action
from core.access import public, signed_in
from core.refusals import Refused
from families import rules
from families.forms import EnterSlipForm, PasswordForm
from families.refusals import WORDS
from families.services import activation

ENTERED = "slip"
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@public
@never_cache
@GET_OR_POST
@sensitive_post_parameters("code")
def slip_enter(request):
    """Ask for user name and code; the slip's QR brings both in the address's fragment, which no log sees."""
    form = EnterSlipForm(request.POST or None)
    if form.is_valid():
        try:
            slip = _found(request, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            request.session[ENTERED] = {"slip": str(slip.public_id), "at": timezone.now().timestamp()}
            return redirect("families:slip_use")
    return render(request, "families/slip_enter.html", {"form": form})


@public
@never_cache
@GET_OR_POST
@sensitive_post_parameters("password1", "password2")
def slip_use(request):
    """Choose a password for the slip's account; who has signed in is asked whether to link it instead."""
    try:
        slip = _entered(request)
    except Refused as refused:
        return _start_again(request, refused)
    if request.user.is_authenticated:
        return render(request, "families/slip_link.html", {"slip": slip})
    if not activation.may_set_password(slip):
        return render(request, "families/slip_staff.html", {"slip": slip, "sign_in_url": _sign_in_url()})
    form = PasswordForm(request.POST or None, user=slip.guardian.user)
    if form.is_valid():
        try:
            entered = activation.choose_password(slip=slip, password=form.cleaned_data["password1"])
        except Refused as refused:
            return _start_again(request, refused)
        _tell_cut(request, entered.cut_schools)
        del request.session[ENTERED]
        return perform_login(request, entered.user, redirect_url=reverse("families:child_welcome"))
    return render(request, "families/slip_password.html", {"slip": slip, "form": form, "sign_in_url": _sign_in_url()})


@signed_in
@require_POST
def slip_link(request):
    """Make the slip's guardian one with the account that is signed in."""
    try:
        slip = _entered(request)
        activation.link(slip=slip, user=request.user)
    except Refused as refused:
        return _start_again(request, refused)
    del request.session[ENTERED]
    messages.success(request, _("The slip is linked: you find your child under “My children”."))
    return redirect("families:child_welcome")


@signed_in
@require_POST
def slip_other(request):
    """Somebody else had signed in on this phone: sign them out and go on with the slip."""
    kept = request.session.get(ENTERED)
    logout(request)
    if kept:
        request.session[ENTERED] = kept
    return redirect("families:slip_use")


def _found(request, username, code):
    """Find the slip. Wrong names and codes count as failed sign-ins and lock the name as those do."""
    if lockout.is_locked(username):
        access_log.record_sign(request, Action.SIGN_IN_FAILED, username=username, what="locked")
        raise Refused("locked-name")
    try:
        return activation.find(username=username, code=code)
    except Refused as refused:
        if refused.reason == "wrong":
            lockout.count_failure(request, username)
            access_log.record_sign(request, Action.SIGN_IN_FAILED, username=username, what="slip")
        raise


def _entered(request):
    kept = request.session.get(ENTERED)
    if not kept or timezone.now().timestamp() - kept["at"] > rules.ENTERED_MINUTES * 60:
        raise Refused("wrong" if not kept else "waited")
    return activation.entered(kept["slip"])


def _start_again(request, refused):
    if request.session.pop(ENTERED, None):
        messages.error(request, WORDS[refused.reason])
    return redirect("families:slip_enter")


def _sign_in_url():
    return f"{reverse('account_login')}?{urlencode({'next': reverse('families:slip_use')})}"


def _tell_cut(request, schools):
    if schools:
        words = ngettext(
            "For your child at %(count)s other school, please enter that school's slip as well. "
            "A slip of one school must not open what another school keeps.",
            "For your children at %(count)s other schools, please enter those schools' slips as well. "
            "A slip of one school must not open what another school keeps.",
            schools,
        )
        messages.warning(request, words % {"count": schools})
