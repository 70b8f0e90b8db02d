"""The sites of a school."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.access import requires
from schools.access import SCHOOL_SETUP
from schools.forms.places import CampusForm
from schools.models import Campus


@requires(SCHOOL_SETUP)
def campus_list(request):
    campuses = Campus.objects.visible_to(request.user).filter(school=request.school)
    return render(request, "schools/campus_list.html", {"campuses": campuses})


@requires(SCHOOL_SETUP)
def campus_create(request):
    return _edit(request, CampusForm(request.POST or None, school=request.school))


@requires(SCHOOL_SETUP)
def campus_edit(request, public_id):
    campuses = Campus.objects.visible_to(request.user).filter(school=request.school)
    campus = get_object_or_404(campuses, public_id=public_id)
    return _edit(request, CampusForm(request.POST or None, instance=campus, school=request.school))


def _edit(request, form):
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("schools:campus_list")
    return render(request, "schools/campus_form.html", {"form": form})
