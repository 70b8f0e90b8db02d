"""Subjects: the usual ones in one click, more by hand."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.permissions import Permission
from core.access import requires
from registry.forms.setup import SubjectForm, SubjectsForm
from registry.models import Subject
from registry.setup import subjects


@requires(Permission.SCHOOL_SETUP)
def setup_subjects(request):
    form = SubjectsForm(request.POST or None)
    if form.is_valid():
        return _add(request, form.cleaned_data["names"])
    known = list(Subject.objects.visible_to(request.user).filter(school=request.school))
    names = {subject.name for subject in known}
    usual = subjects.usual_subjects(subjects.stages_of(request.school))
    context = {"form": form, "subjects": known, "missing": [name for name in usual if name not in names]}
    return render(request, "registry/setup/subjects.html", context)


@requires(Permission.SCHOOL_SETUP)
@require_POST
def setup_subjects_usual(request):
    """Add the usual subjects of the school's stages."""
    return _add(request, subjects.usual_subjects(subjects.stages_of(request.school)))


@requires(Permission.SCHOOL_SETUP)
def setup_subject_edit(request, public_id):
    found = Subject.objects.visible_to(request.user).filter(school=request.school)
    subject = get_object_or_404(found, public_id=public_id)
    form = SubjectForm(request.POST or None, instance=subject)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("registry:setup_subjects")
    return render(request, "registry/setup/subject_form.html", {"form": form})


def _add(request, names):
    count = subjects.add_subjects(school=request.school, names=names)
    words = ngettext("%(count)s subject has been added.", "%(count)s subjects have been added.", count)
    messages.success(request, words % {"count": count})
    return redirect("registry:setup_subjects")
