"""Accounts of other people: found, opened, given a code, locked."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import lockout, refusals, selectors, services
from accounts.forms import AccountFilterForm, OpenAccountForm, SchoolChoiceForm
from accounts.models import Post, User
from accounts.permissions import Permission
from core.access import requires
from core.listing import listed
from schools.models import School

MANAGERS = (Permission.ACCOUNT_MANAGE, Permission.SCHOOL_ACCOUNTS)


@requires(*MANAGERS)
def account_list(request):
    """List the accounts one manages: all for the security administrator, else those of the present school."""
    form = AccountFilterForm(request.GET)
    narrowed = form.cleaned_data if form.is_valid() else {}
    accounts = selectors.accounts_for_listing(request.user, school=_school_of(request), **narrowed)
    sorts = {"name": "name", "username": "username", "last_login": "last_login"}
    page = listed(request, accounts, sorts=sorts, default="username")
    template = "accounts/_account_rows.html" if request.htmx else "accounts/account_list.html"
    return render(request, template, {"page": page, "form": form, "State": AccountFilterForm.State})


@requires(*MANAGERS)
def account_detail(request, public_id):
    """Show one account with its posts, and what one may do with it."""
    account = _account(request, public_id)
    posts = Post.objects.visible_to(request.user).filter(user=account).select_related("school")
    context = {
        "account": account,
        "posts": selectors.with_scope_labels(posts.order_by("-to_on", "role")),
        "is_managed": User.objects.managed_by(request.user).filter(pk=account.pk).exists(),
        "is_own": account == request.user,
        "is_waiting": lockout.is_locked(account.username),
        "has_second_factor": account.authenticator_set.exists(),
    }
    return render(request, "accounts/account_detail.html", context)


@requires(*MANAGERS)
@never_cache
def account_open(request):
    """Open an account with a first post, and show its one-time code."""
    school = chosen_school(request)
    form = OpenAccountForm(request.POST or None, user=request.user, school=school)
    if request.method == "POST" and form.is_valid():
        wanted = {key: form.cleaned_data[key] for key in ("name", "username", "role", "scope_id")}
        try:
            account, code = services.open_account(**wanted, school=school, by=request.user)
        except services.UsernameTaken:
            form.add_error("username", _("Somebody else has this user name."))
        except services.Refused as refused:
            form.add_error(None, refusals.words(refused))
        else:
            return _show_code(request, account, code)
    return render(request, "accounts/account_open.html", post_context(request, form, school))


@requires(*MANAGERS)
@never_cache
@require_POST
def account_code(request, public_id):
    """Issue a one-time code and show it."""
    account = _account(request, public_id)
    try:
        code = services.issue_code(user=account, by=request.user)
    except services.Refused as refused:
        messages.error(request, refusals.words(refused))
        return redirect("accounts:account_detail", account.public_id)
    return _show_code(request, account, code)


@requires(*MANAGERS)
@require_POST
def account_lock(request, public_id):
    return _change(request, public_id, services.lock, _("Locked; open sessions have ended."))


@requires(*MANAGERS)
@require_POST
def account_unlock(request, public_id):
    return _change(request, public_id, services.unlock, _("Unlocked."))


@requires(*MANAGERS)
@require_POST
def second_factor_remove(request, public_id):
    return _change(request, public_id, services.remove_second_factor, _("The second factor was removed."))


def chosen_school(request):
    """Give the school in which a post is given: one's own, or the one the security administrator names.

    None means the platform.
    """
    if not request.user.has_permission(Permission.ACCOUNT_MANAGE):
        return request.school
    form = SchoolChoiceForm(request.GET)
    return form.cleaned_data["school"] if form.is_valid() else None


def post_context(request, form, school):
    is_security = request.user.has_permission(Permission.ACCOUNT_MANAGE)
    initial = {"school": school.public_id if school else None}
    return {
        "form": form,
        "school": school,
        "school_form": SchoolChoiceForm(initial=initial) if is_security else None,
    }


def _change(request, public_id, service, done):
    account = _account(request, public_id)
    try:
        service(user=account, by=request.user)
    except services.Refused as refused:
        messages.error(request, refusals.words(refused))
    else:
        messages.success(request, done)
    return redirect("accounts:account_detail", account.public_id)


def _show_code(request, account, code):
    # Not redirected: the code is stored nowhere, this is the one time it can be shown.
    return render(request, "accounts/code_shown.html", {"account": account, "code": code})


def _account(request, public_id):
    return get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)


def _school_of(request) -> School | None:
    return None if request.user.has_permission(Permission.ACCOUNT_MANAGE) else request.school
