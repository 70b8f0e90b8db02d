"""Coming in: the sign-in page, and the first administrators of an empty portal."""

from allauth.account import views as allauth_views
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import services
from accounts.forms import FirstAdminForm
from accounts.models import User
from core.access import public

_allauth_sign_in = allauth_views.LoginView.as_view(extra_context={"idle_minutes": settings.IDLE_MINUTES})


@public
def sign_in(request):
    """Show django-allauth's sign-in page; an empty portal asks for its first administrator instead."""
    if not User.objects.exists():
        return redirect("accounts:first_admin")
    return _allauth_sign_in(request)


@public
@never_cache
@sensitive_post_parameters("password1", "password2")
def first_admin(request):
    """Make the first administrators; there is no such page once anybody has an account."""
    if User.objects.exists():
        raise Http404
    form = FirstAdminForm(request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/first_admin.html", {"form": form})
    wanted = {key: form.cleaned_data[key] for key in ("name", "username", "security_name", "auditor_name")}
    try:
        first, others = services.found_portal(**wanted, password=form.cleaned_data["password1"])
    except services.AdministratorExists:
        raise Http404 from None
    # Not redirected: the codes are stored nowhere, this is the one time they can be shown.
    return render(request, "accounts/first_admin_done.html", {"first": first, "others": others})
