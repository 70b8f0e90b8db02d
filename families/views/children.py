"""A family's own pages: the children, and what the school keeps about each."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access_log import record_list, record_view
from accounts.permissions import Permission
from core.access import requires
from core.listing import listed
from families.rules import masked_phone
from families.selectors import children as selectors
from families.selectors import unanswered
from registry import details
from registry.selectors.changes import changes_of
from registry.selectors.classes import class_teachers

LATEST_CHANGES = 5


@requires(Permission.FAMILY, anywhere=True)
@require_safe
def child_welcome(request):
    """Lead whoever has come in to what comes next: the notice, the one child, or all of them."""
    if unanswered(request.user):
        return redirect("families:notice")
    children = list(selectors.children_for_page(request.user)[:2])
    if len(children) == 1:
        return redirect("families:child_detail", children[0].public_id)
    return redirect("families:child_list")


@requires(Permission.FAMILY, anywhere=True)
@require_safe
def child_list(request):
    """The own children at all schools, each with the class."""
    page = listed(request, selectors.children_for_page(request.user), sorts={"name": "name_pinyin"}, default="name")
    record_list(request, "student", len(page))
    questions = {question.student.pk for question in unanswered(request.user)}
    return render(request, "families/child_list.html", {"page": page, "questions": questions})


@requires(Permission.FAMILY, anywhere=True)
@require_safe
def child_detail(request, public_id):
    """One own child: class, family, everything the school keeps, what was agreed to, the latest changes."""
    student = visible_child(request, public_id)
    family = selectors.family_of(student, request.user)
    school_class = student.current[0].school_class if student.current else None
    record_view(request, "student", student.public_id, school=student.school)
    return render(
        request,
        "families/child_detail.html",
        {
            "student": student,
            "school_class": school_class,
            "class_teachers": [name for name, _teacher in class_teachers(school_class)] if school_class else [],
            "own": family.own,
            "others": [(link, masked_phone(link.guardian.phone)) for link in family.others],
            "decisions": selectors.decisions(student, family.own.guardian),
            "groups": details.grouped(student.details),
            "ethnic_group": details.word("ethnic_group", student.ethnic_group),
            "nationality": details.word("nationality", student.nationality),
            "changes": changes_of(student, guardians=[family.own.guardian], shows_details=True)[:LATEST_CHANGES],
        },
    )


def visible_child(request, public_id):
    """Give one of the user's own children, or page 404; never one from whom the user is barred."""
    return get_object_or_404(selectors.children_for_page(request.user), public_id=public_id)
