"""Changing pupils by hand: add, edit, move, leave, undo."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from core.access import requires
from core.refusals import Refused
from registry.forms.students import EntryForm, LeaveForm, StudentForm
from registry.models import SchoolClass
from registry.refusals import WORDS
from registry.services import enrolments, students
from registry.views.students import visible_student

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.STUDENT_EDIT)
@GET_OR_POST
def student_create(request):
    """Add a pupil who came without a workbook."""
    school, data = request.school, request.POST or None
    form, entry = StudentForm(data, school=school), EntryForm(data, school=school, initial=_wanted_class(request))
    entry.helper.disable_csrf = True  # both stand in one <form>
    if form.is_valid() & entry.is_valid():
        try:
            student = students.create_student(
                school=school,
                fields=form.columns(),
                id_number=form.new_id_number() or "",
                by=request.user,
                **entry.cleaned_data,
            )
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("%(name)s has been added.") % {"name": student})
            return redirect("registry:student_detail", student.public_id)
    return render(request, "registry/student_create.html", {"form": form, "entry": entry})


def _wanted_class(request):
    wanted = request.GET.get("class", "")
    classes = SchoolClass.objects.visible_to(request.user).filter(school=request.school)
    return {"school_class": next((c for c in classes if str(c.public_id) == wanted), None)} if wanted else {}


@requires(Permission.STUDENT_EDIT)
@GET_OR_POST
def student_edit(request, public_id):
    """Change master data; class and family have pages of their own."""
    student = visible_student(request, public_id)
    form = StudentForm(request.POST or None, instance=student, school=request.school)
    if form.is_valid():
        try:
            students.update_student(
                student=student, fields=form.columns(), id_number=form.new_id_number(), by=request.user
            )
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Saved."))
            return redirect("registry:student_detail", student.public_id)
    name = visible_student(request, public_id).name if form.is_bound else student.name
    return render(request, "registry/student_edit.html", {"form": form, "student": student, "name": name})


@requires(Permission.STUDENT_EDIT)
@GET_OR_POST
def student_move(request, public_id):
    """Let the pupil be in another class from a day on."""
    student = visible_student(request, public_id)
    form = EntryForm(request.POST or None, school=request.school)
    if form.is_valid() and _done(form, enrolments.move_to_class, student=student, by=request.user):
        messages.success(request, _("The change of class has been entered."))
        return redirect("registry:student_detail", student.public_id)
    return render(request, "registry/student_move.html", {"form": form, "student": student})


@requires(Permission.STUDENT_EDIT)
@GET_OR_POST
def student_leave(request, public_id):
    """Let the pupil leave the school; the record stays, with its date and reason."""
    student = visible_student(request, public_id)
    form = LeaveForm(request.POST or None)
    if form.is_valid() and _done(form, enrolments.leave_school, student=student, by=request.user):
        messages.success(request, _("%(name)s has left the school; the record is kept.") % {"name": student})
        return redirect("registry:student_detail", student.public_id)
    return render(request, "registry/student_leave.html", {"form": form, "student": student})


@requires(Permission.STUDENT_EDIT)
@require_POST
def student_undo(request, public_id):
    """Take back the move or leaving that was entered today."""
    student = visible_student(request, public_id)
    try:
        enrolments.undo_last_step(student=student, by=request.user)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, _("The last step has been undone."))
    return redirect("registry:student_detail", student.public_id)


def _done(form, service, **arguments) -> bool:
    """Call the service with what the form holds; a refusal becomes an error of the form."""
    try:
        service(**arguments, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, WORDS[refused.reason])
        return False
    return True
