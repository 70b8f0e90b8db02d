"""Guardians: list, one guardian with the children, and changes by hand."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access_log import record_list, record_view
from accounts.permissions import Permission
from core.access import may, requires
from core.listing import listed
from core.refusals import Refused
from registry.forms.families import GuardianForm, LinkForm, SplitForm
from registry.models import Guardian, Guardianship, Student
from registry.refusals import WORDS
from registry.selectors.families import found, guardians_of, with_children
from registry.services import families
from registry.views.students import visible_student

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
SORTS = {"name": "name_pinyin", "phone": "phone"}


@requires(Permission.GUARDIAN_VIEW)
@require_safe
def guardian_list(request):
    """The guardians whose contacts the user may see, found by name, pinyin or digits of a phone number."""
    guardians = guardians_of(request.user, request.school)
    text = request.GET.get("q", "").strip()
    guardians = with_children(found(guardians, text) if text else guardians, request.user)
    page = listed(request, guardians, sorts=SORTS, default="name")
    record_list(request, "guardian", len(page))
    return render(request, "registry/guardian_list.html", {"page": page, "text": text})


@requires(Permission.GUARDIAN_VIEW)
@require_safe
def guardian_detail(request, public_id):
    """One adult: phone numbers and children."""
    guardian = visible_guardian(request, public_id)
    links = Guardianship.objects.visible_to(request.user).filter(guardian=guardian).select_related("student")
    record_view(request, "guardian", guardian.public_id)
    return render(
        request,
        "registry/guardian_detail.html",
        {"guardian": guardian, "links": links, "may_edit": may(request, Permission.STUDENT_EDIT)},
    )


@requires(Permission.STUDENT_EDIT)
@GET_OR_POST
def guardian_add(request, public_id):
    """Add an adult to a pupil's family."""
    student = visible_student(request, public_id)
    form, link = GuardianForm(request.POST or None), LinkForm(request.POST or None)
    if form.is_valid() & link.is_valid():
        try:
            families.add_guardian(student=student, fields=form.cleaned_data, link=link.cleaned_data, by=request.user)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Saved."))
            return redirect("registry:student_detail", student.public_id)
    return render(request, "registry/guardian_add.html", {"form": form, "link": link, "student": student})


@requires(Permission.STUDENT_EDIT)
@GET_OR_POST
def guardian_edit(request, public_id, guardian_id):
    """Change an adult of a pupil's family and how they belong together."""
    guardianship = _visible_link(request, public_id, guardian_id)
    form = GuardianForm(request.POST or None, instance=guardianship.guardian)
    link = LinkForm(request.POST or None, instance=guardianship)
    if form.is_valid() & link.is_valid():
        families.update_guardian(
            guardianship=guardianship, fields=form.cleaned_data, link=link.cleaned_data, by=request.user
        )
        messages.success(request, _("Saved."))
        return redirect("registry:student_detail", public_id)
    others = guardianship.guardian.guardianships.count() - 1
    return render(
        request,
        "registry/guardian_edit.html",
        {"form": form, "link": link, "student": guardianship.student, "others": others},
    )


@requires(Permission.STUDENT_EDIT)
@GET_OR_POST
def guardian_unlink(request, public_id, guardian_id):
    """Take an adult out of a pupil's family, after asking."""
    guardianship = _visible_link(request, public_id, guardian_id)
    if request.method == "POST":
        families.unlink_guardian(guardianship=guardianship, by=request.user)
        messages.success(request, _("The guardian no longer belongs to this pupil."))
        return redirect("registry:student_detail", public_id)
    return render(request, "registry/guardian_unlink.html", {"link": guardianship})


@requires(Permission.STUDENT_EDIT)
@GET_OR_POST
def guardian_split(request, public_id):
    """Part two people whom an import took for one."""
    guardian = visible_guardian(request, public_id)
    form = SplitForm(request.POST or None, children=Student.objects.filter(guardianships__guardian=guardian))
    if form.is_valid():
        try:
            copy = families.split_guardian(guardian=guardian, students=form.cleaned_data["students"], by=request.user)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("There are two people now; please correct name and phone of the new one."))
            return redirect("registry:guardian_detail", copy.public_id)
    return render(request, "registry/guardian_split.html", {"form": form, "guardian": guardian})


@requires(Permission.STUDENT_EDIT)
@require_safe
def guardian_merge(request, public_id):
    """Choose the other row of the same person: same name or phone first, or whoever is searched for."""
    guardian = visible_guardian(request, public_id)
    text = request.GET.get("q", "").strip()
    others = guardians_of(request.user, request.school).exclude(pk=guardian.pk)
    likely = Q(name=guardian.name) | (Q(phone=guardian.phone) if guardian.phone else Q())
    others = found(others, text) if text else others.filter(likely)
    record_list(request, "guardian", count := min(others.count(), 20))
    return render(
        request,
        "registry/guardian_merge.html",
        {"guardian": guardian, "others": with_children(others, request.user)[:20], "count": count, "text": text},
    )


@requires(Permission.STUDENT_EDIT)
@GET_OR_POST
def guardian_merge_confirm(request, public_id, other_id):
    """Show both side by side; on confirmation the other becomes part of this one."""
    keep, drop = visible_guardian(request, public_id), visible_guardian(request, other_id)
    if request.method == "POST":
        try:
            families.merge_guardians(keep=keep, drop=drop, by=request.user)
        except Refused as refused:
            messages.error(request, WORDS[refused.reason])
            return redirect("registry:guardian_merge", keep.public_id)
        messages.success(request, _("The two have become one person."))
        return redirect("registry:guardian_detail", keep.public_id)
    return render(request, "registry/guardian_merge_confirm.html", {"keep": keep, "drop": drop})


def visible_guardian(request, public_id) -> Guardian:
    """Give the guardian of the current school with visible children, or page 404."""
    guardians = with_children(guardians_of(request.user, request.school), request.user)
    return get_object_or_404(guardians, public_id=public_id)


def _visible_link(request, student_id, guardian_id) -> Guardianship:
    links = Guardianship.objects.visible_to(request.user).filter(school=request.school)
    links = links.select_related("student", "guardian")
    return get_object_or_404(links, student__public_id=student_id, guardian__public_id=guardian_id)
