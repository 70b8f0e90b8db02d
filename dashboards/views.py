"""The first page of each role: what needs me today, how we stand, what changed."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from core.access import signed_in
from dashboards import rules
from dashboards.selectors import changes, classes, figures, gaps, platform
from registry.models import RegisterImport
from registry.selectors import class_sizes, present, pupils_of

PLATFORM = (Permission.SCHOOL_CREATE, Permission.ACCOUNT_MANAGE, Permission.AUDIT_VIEW)


@signed_in
@require_safe
def home(request):
    """Show the page of the widest post that the user holds in the school, else on the platform."""
    if request.school and _may(request, Permission.DASHBOARD_SCHOOL):
        return _school(request)
    if any(_may(request, permission) for permission in PLATFORM):
        return _platform(request)
    if request.school and _may(request, Permission.CLASS_VIEW):
        return _own_classes(request)
    return render(request, "dashboards/no_post.html", {"has_post": bool(request.user.grants.posts)})


def _school(request):
    user, school = request.user, request.school
    pupils = present(pupils_of(user, school))
    total, pupil_gaps = gaps.pupil_gaps(pupils)
    sizes = class_sizes(user, school)
    if not total and not sizes:
        return _empty_school(request)
    class_gap = gaps.class_gap(user, school)
    smallest, largest = figures.smallest_and_largest(sizes)
    sees_history = _may(request, Permission.STUDENT_HISTORY)
    return render(
        request,
        "dashboards/school.html",
        {
            "gaps": [gap for gap in [*pupil_gaps, class_gap] if gap.count],
            "setup_progress": gaps.setup_progress(user, school),
            "waiting_imports": gaps.waiting_imports(user, school),
            "led_classes": classes.led_classes(user, school),
            "total": total,
            "enrolled": sum(size.count for size in sizes),
            "class_count": len(sizes),
            "heads": figures.head_counts(user, school),
            "completeness": figures.completeness(total, pupil_gaps),
            "smallest": smallest,
            "largest": largest,
            "large_count": sum(rules.is_large(pupils=s.count, stage=s.school_class.stage) for s in sizes),
            "charts": [
                figures.grade_chart(user, school),
                figures.class_chart(sizes),
                figures.village_chart(user, school),
            ],
            "acts": changes.latest_acts(user, school) if sees_history else None,
            "imports": _latest_imports(request) if sees_history else None,
            "may_import": _may(request, Permission.REGISTER_IMPORT),
        },
    )


def _empty_school(request):
    """Lead whoever sets the school up to the first steps; tell the others that they are to come."""
    progress = gaps.setup_progress(request.user, request.school)
    return render(request, "dashboards/empty_school.html", {"setup_progress": progress})


def _latest_imports(request) -> list[RegisterImport]:
    """Give the last five imports, also to who leads the school and does not import."""
    imports = RegisterImport.objects.known_to(request.user).filter(school=request.school)
    return list(imports.select_related("created_by")[:5])


def _own_classes(request):
    """The page of class teachers and teachers; a grade director or clerk finds the way to the lists."""
    return render(
        request,
        "dashboards/own_classes.html",
        {
            "led_classes": classes.led_classes(request.user, request.school),
            "taught_classes": classes.taught_classes(request.user, request.school),
        },
    )


def _platform(request):
    """One page with a section for each of the three administrators' posts that the user holds."""
    user = request.user
    return render(
        request,
        "dashboards/platform.html",
        {
            "schools": platform.school_figures(user) if _may(request, Permission.SCHOOL_CREATE) else None,
            "accounts": platform.account_figures(user) if _may(request, Permission.ACCOUNT_MANAGE) else None,
            "accesses": platform.access_figures(user) if _may(request, Permission.AUDIT_VIEW) else None,
        },
    )


def _may(request, permission) -> bool:
    return request.user.has_permission(permission, school=request.school)
