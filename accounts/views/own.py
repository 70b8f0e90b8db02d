"""What everyone does with the own account: look at it, choose the language and the school."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts import rules, selectors
from accounts.models import AccessRecord, Post
from core.access import public, signed_in
from schools.models import School

LAST_SIGN_INS = 10


@signed_in
def profile(request):
    """Show one's own name, posts, language, second factor and latest sign-ins."""
    posts = Post.objects.held_on(timezone.localdate()).filter(user=request.user).select_related("school")
    context = {
        "posts": selectors.with_scope_labels(posts),
        "languages": settings.LANGUAGES,
        "has_second_factor": is_mfa_enabled(request.user),
        "is_staff": request.user.holds_staff_post(),
        "password_days": rules.PASSWORD_DAYS,
        "sign_ins": AccessRecord.objects.sign_ins_of(request.user)[:LAST_SIGN_INS],
    }
    return render(request, "accounts/profile.html", context)


@public
@require_POST
def set_language(request):
    """Speak the chosen language from now on, here and, once signed in, on every device."""
    language = request.POST.get("language", "")
    response = redirect(_next(request))
    if language not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated and request.user.language != language:
        request.user.language = language
        request.user.save(update_fields=["language"])
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@signed_in
@require_POST
def switch_school(request):
    """Work in another of one's schools from now on; a school one does not belong to is not found."""
    mine = School.objects.filter(pk__in=request.user.school_ids())
    try:
        school = get_object_or_404(mine, public_id=request.POST.get("school"))
    except ValidationError:
        raise Http404 from None
    request.session["school_id"] = school.pk
    return redirect("dashboards:home")


def _next(request):
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else settings.LOGIN_REDIRECT_URL
