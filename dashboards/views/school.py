"""The first page of those who lead a school or administer it."""

from django.shortcuts import render
from django.utils import timezone

from accounts.permissions import Permission
from core.access import may
from dashboards import rules
from dashboards.selectors import changes, classes, communities, figures, gaps
from dashboards.selectors.owed import owed_gaps
from registry.models import RegisterImport
from registry.selectors import class_sizes, present, pupils_of


def school_home(request):
    """Show how complete the register is, how the school stands, and what changed."""
    user, school = request.user, request.school
    pupils = present(pupils_of(user, school))
    total, pupil_gaps = gaps.pupil_gaps(pupils)
    sizes = class_sizes(user, school)
    if not total and not sizes:
        return _empty_school(request)
    class_gap = gaps.class_gap(user, school)
    standing = communities.standing(user, school, timezone.localdate())
    smallest, largest = figures.smallest_and_largest(sizes)
    sees_history = may(request, Permission.STUDENT_HISTORY)
    return render(
        request,
        "dashboards/school.html",
        {
            "gaps": [
                *owed_gaps(request),
                *(standing.gaps if standing else ()),
                *(gap for gap in [*pupil_gaps, class_gap] if gap.count),
            ],
            "standing": standing,
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
            "may_import": may(request, Permission.REGISTER_IMPORT),
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
