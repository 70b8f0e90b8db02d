"""Grades: a usual shape in one click, or first and last grade by stage."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import Permission
from core.access import requires
from registry.forms.setup import GradesForm
from registry.models import Grade
from registry.setup import grades
from schools.models import Stage


@requires(Permission.SCHOOL_SETUP)
def setup_grades(request):
    form = GradesForm(request.POST or None, ranges=grades.ranges_of(request.school))
    if form.is_valid() and _set(request, form.ranges()):
        return redirect("registry:setup_grades")
    context = {
        "form": form,
        "presets": grades.presets_for(request.school),
        "grades": Grade.objects.visible_to(request.user).filter(school=request.school),
    }
    return render(request, "registry/setup/grades.html", context)


@requires(Permission.SCHOOL_SETUP)
@require_POST
def setup_grades_preset(request):
    """Take one of the usual shapes."""
    presets = {preset.key: preset for preset in grades.PRESETS}
    if request.POST.get("preset") not in presets:
        raise Http404
    _set(request, presets[request.POST["preset"]].ranges)
    return redirect("registry:setup_grades")


def _set(request, ranges) -> bool:
    """Set the grades, and say how it went; tell whether it went well."""
    try:
        grades.set_grades(school=request.school, ranges=ranges)
    except grades.GradeUsed as refused:
        uses = _("; ").join(_("%(what)s: %(count)s") % {"what": u.label, "count": u.count} for u in refused.uses)
        words = _("%(grade)s is in use (%(uses)s), so it stays. Nothing was changed.")
        messages.error(request, words % {"grade": refused.grade, "uses": uses})
    except grades.LowestGradeMoves as refused:
        words = _("%(stage)s has classes, and their grades are counted from its first grade. Nothing was changed.")
        messages.error(request, words % {"stage": Stage(refused.stage).label})
    else:
        messages.success(request, _("The grades are set."))
        return True
    return False
