"""Who administers a school: the bridge from the new school to its first account (L-14)."""

from django.shortcuts import get_object_or_404, render

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Role
from core.access import requires
from registry.setup.administrators import administrators_of
from schools.models import School


@requires(Permission.SCHOOL_CREATE, Permission.ACCOUNT_MANAGE)
def school_first_admin(request, public_id):
    """Show the school's administrators; who makes schools makes no accounts, so it names who does."""
    school = get_object_or_404(School.objects.visible_to(request.user), public_id=public_id)
    context = {
        "school": school,
        "administrators": administrators_of(school),
        "may_open": request.user.has_permission(Permission.ACCOUNT_MANAGE),
        "security_administrators": User.objects.holding(Role.SECURITY_ADMIN).filter(is_active=True),
    }
    return render(request, "registry/setup/school_first_admin.html", context)
