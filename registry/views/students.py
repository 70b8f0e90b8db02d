"""Looking at pupils: the list, one pupil, the history, the ID number."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.access_log import record_list, record_reveal, record_view
from accounts.permissions import Permission
from core import sealing
from core.access import may, requires
from core.listing import listed
from registry import details
from registry.forms.student_filter import StudentFilter
from registry.models import Guardian, Guardianship, Student
from registry.selectors.changes import changes_of
from registry.selectors.pupils import class_of_enrolment, contacts_open_to, for_listing, pupils_of
from registry.services.enrolments import last_step_of_today

SORTS = {
    "name": "name_pinyin",
    "class": ("class_order", "name_pinyin"),
    "born_on": "born_on",
    "village": ("village__name", "name_pinyin"),
}


@requires(Permission.STUDENT_VIEW)
@require_safe
@vary_on_headers("HX-Request")
def student_list(request):
    """The pupils of the school that the user may see, filtered by what stands in the address."""
    form = StudentFilter(request.GET, user=request.user, school=request.school)
    pupils = for_listing(form.apply(pupils_of(request.user, request.school)), request.user)
    page = listed(request, pupils, sorts=SORTS, default="class")
    record_list(request, "student", len(page))
    # Going back in the browser asks with htmx too, but for the whole page.
    is_refresh = request.htmx and not request.htmx.history_restore_request
    template = "registry/_student_rows.html" if is_refresh else "registry/student_list.html"
    shows_contacts = request.user.has_permission(Permission.GUARDIAN_VIEW, school=request.school)
    return render(
        request,
        template,
        {
            "page": page,
            "form": form,
            "chips": form.chips(),
            "shows_contacts": shows_contacts,
            "may_edit": may(request, Permission.STUDENT_EDIT),
            "may_import": may(request, Permission.REGISTER_IMPORT),
        },
    )


@requires(Permission.STUDENT_VIEW)
@require_safe
def student_detail(request, public_id):
    """One pupil: who they are, family, classes, and what the national register asks."""
    student = visible_student(request, public_id)
    shows_contacts = contacts_open_to(request.user).filter(pk=student.pk).exists()
    shows_details = may(request, Permission.STUDENT_DETAILS)
    may_edit = may(request, Permission.STUDENT_EDIT)
    record_view(request, "student", student.public_id)
    return render(
        request,
        "registry/student_detail.html",
        {
            "student": student,
            "enrolments": student.enrolments.prefetch_related(class_of_enrolment()).order_by("-from_on", "-pk"),
            "links": family_of(request, student) if shows_contacts else None,
            "shows_contacts": shows_contacts,
            "shows_details": shows_details,
            "groups": details.grouped(student.details) if shows_details else [],
            "ethnic_group": details.word("ethnic_group", student.ethnic_group),
            "nationality": details.word("nationality", student.nationality),
            "may_edit": may_edit,
            "may_reveal": may(request, Permission.ID_NUMBER_REVEAL),
            "may_see_history": may(request, Permission.STUDENT_HISTORY),
            "can_undo": may_edit and last_step_of_today(student) is not None,
        },
    )


@requires(Permission.STUDENT_HISTORY)
@require_safe
def student_history(request, public_id):
    """Every change of the pupil, the classes and the family: who, when, old and new."""
    student = visible_student(request, public_id)
    guardians = Guardian.objects.visible_to(request.user).filter(guardianships__student=student)
    record_view(request, "student_history", student.public_id)
    changes = changes_of(student, guardians=list(guardians), shows_details=may(request, Permission.STUDENT_DETAILS))
    return render(request, "registry/student_history.html", {"student": student, "changes": changes})


@requires(Permission.ID_NUMBER_REVEAL)
@require_POST
def student_reveal_id(request, public_id):
    """The full ID number, once, for the one who asks; every reading is logged (L-04)."""
    student = visible_student(request, public_id)
    number = sealing.unseal(student.id_number_sealed) if student.id_number_sealed else ""
    record_reveal(request, "student", student.public_id)
    template = "registry/_id_number.html" if request.htmx else "registry/student_id_number.html"
    response = render(request, template, {"student": student, "id_number": number})
    response["Cache-Control"] = "no-store"
    return response


def visible_student(request, public_id) -> Student:
    """Give the pupil of the current school, or page 404."""
    pupils = pupils_of(request.user, request.school).select_related("village", "school__district")
    return get_object_or_404(pupils, public_id=public_id)


def family_of(request, student):
    """Give the pupil's links to the guardians that the user may see, each with the other children."""
    guardians = Guardian.objects.visible_to(request.user).prefetch_related(
        Prefetch(
            "students", queryset=Student.objects.visible_to(request.user).exclude(pk=student.pk), to_attr="siblings"
        )
    )
    return Guardianship.objects.filter(
        student=student, guardian__in=Guardian.objects.visible_to(request.user)
    ).prefetch_related(Prefetch("guardian", queryset=guardians))
