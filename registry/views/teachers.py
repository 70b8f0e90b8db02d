"""Teachers: the list, one teacher, changes by hand."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from core.access import may, requires
from core.listing import listed
from core.refusals import Refused
from registry.forms.teachers import AssignmentForm, TeacherForm
from registry.models import Teacher
from registry.refusals import WORDS
from registry.selectors.names import named
from registry.selectors.teachers import posts_of, teachers_of, with_lessons
from registry.services import teachers as services

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
SORTS = {"name": "name_pinyin", "staff_number": "staff_number", "professional_title": "professional_title"}


@requires(Permission.TEACHER_VIEW)
@require_safe
def teacher_list(request):
    """The teachers employed today, by name, pinyin, initials or staff number; ?left=1 gives those who have left."""
    today, text = timezone.localdate(), request.GET.get("q", "").strip()
    teachers = teachers_of(request.user, request.school)
    employed = teachers.employed_on(today)
    has_left = request.GET.get("left") == "1"
    teachers = teachers.exclude(pk__in=employed.values("pk")) if has_left else employed
    if text:
        teachers = named(teachers, text) | teachers.filter(Q(staff_number=text))
    page = listed(request, with_lessons(teachers), sorts=SORTS, default="name")
    return render(
        request,
        "registry/teacher_list.html",
        {
            "page": page,
            "text": text,
            "has_left": has_left,
            "may_edit": may(request, Permission.TEACHER_EDIT),
        },
    )


@requires(Permission.TEACHER_VIEW)
@require_safe
def teacher_detail(request, public_id):
    """One teacher: contact, lessons, groups and posts."""
    teacher = visible_teacher(request, public_id)
    return render(
        request,
        "registry/teacher_detail.html",
        {
            "teacher": teacher,
            "groups": teacher.group_memberships.filter(to_on=None).select_related("group"),
            "posts": posts_of(teacher),
            "may_edit": may(request, Permission.TEACHER_EDIT),
        },
    )


@requires(Permission.TEACHER_EDIT)
@GET_OR_POST
def teacher_create(request):
    """Enter a teacher; the account stays shut until the office issues a code."""
    form = TeacherForm(request.POST or None, school=request.school)
    if form.is_valid():
        teacher = services.employ(
            school=request.school, fields=form.columns(), groups=form.cleaned_data["groups"], by=request.user
        )
        messages.success(request, _("%(name)s has been added.") % {"name": teacher})
        return redirect("registry:teacher_detail", teacher.public_id)
    return render(request, "registry/teacher_create.html", {"form": form})


@requires(Permission.TEACHER_EDIT)
@GET_OR_POST
def teacher_edit(request, public_id):
    """Change a teacher; an end of the employment ends posts and lessons too."""
    teacher = visible_teacher(request, public_id)
    name = teacher.name
    form = TeacherForm(request.POST or None, instance=teacher, school=request.school)
    if form.is_valid():
        services.update_teacher(
            teacher=teacher, fields=form.columns(), groups=form.cleaned_data["groups"], by=request.user
        )
        messages.success(request, _("Saved."))
        return redirect("registry:teacher_detail", teacher.public_id)
    return render(request, "registry/teacher_edit.html", {"form": form, "teacher": teacher, "name": name})


@requires(Permission.TEACHER_EDIT)
@GET_OR_POST
def teacher_assign(request, public_id):
    """Let a teacher teach a subject in a class."""
    teacher = visible_teacher(request, public_id)
    form = AssignmentForm(request.POST or None, school=request.school)
    if form.is_valid():
        try:
            services.assign(teacher=teacher, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Saved."))
            return redirect("registry:teacher_detail", teacher.public_id)
    return render(request, "registry/teacher_assign.html", {"form": form, "teacher": teacher})


@requires(Permission.TEACHER_EDIT)
@require_POST
def teacher_unassign(request, public_id, assignment_id):
    """End a lesson assignment today."""
    teacher = visible_teacher(request, public_id)
    assignment = get_object_or_404(teacher.assignments.filter(to_on=None), pk=assignment_id)
    services.end_assignment(assignment=assignment, by=request.user)
    messages.success(request, _("This lesson has ended."))
    return redirect("registry:teacher_detail", teacher.public_id)


def visible_teacher(request, public_id) -> Teacher:
    """Give the teacher of the current school with today's lessons, or page 404."""
    return get_object_or_404(with_lessons(teachers_of(request.user, request.school)), public_id=public_id)
