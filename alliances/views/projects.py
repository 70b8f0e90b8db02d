"""Special projects against pressing problems (G4.4.5a)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from alliances.forms.needs import MilestoneForm, ProjectForm, ResultForm
from alliances.models import Alliance, Milestone, SpecialProject
from alliances.refusals.activities import in_words
from alliances.selectors.needs import with_milestones
from alliances.services import needs as services
from alliances.views.chosen import chosen
from core.access import requires
from core.listing import paged
from core.saving import done, saved

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
LIST, SHOW = "alliances:project_list", "alliances:project_show"


@requires(Permission.ALLIANCE_VIEW, anywhere=True)
@require_safe
def project_list(request):
    """The projects of the alliance, the newest first."""
    here = chosen(request)
    rows = SpecialProject.objects.visible_to(request.user).filter(alliance=here.alliance)
    page = paged(request, with_milestones(rows), per_page=20)
    may_begin = here.alliance is not None and _runs(request, here.alliance)
    return render(request, "alliances/projects/list.html", {"here": here, "page": page, "may_begin": may_begin})


@requires(Permission.ALLIANCE_VIEW, anywhere=True)
@require_safe
def project_show(request, public_id):
    """One project with its steps."""
    rows = SpecialProject.objects.visible_to(request.user).select_related("alliance", "begun_by")
    project = get_object_or_404(with_milestones(rows), public_id=public_id)
    runs = _runs(request, project.alliance) and project.ended_on is None
    context = {"project": project, "may_edit": runs, "form": MilestoneForm() if runs else None}
    return render(request, "alliances/projects/show.html", {**context, "today": timezone.localdate()})


@requires(Permission.ALLIANCE_RUN, anywhere=True)
@GET_OR_POST
def project_begin(request):
    """Begin a project."""
    here = chosen(request)
    if here.alliance is None or not _runs(request, here.alliance):
        raise Http404
    form = ProjectForm(request.POST or None, initial={"from_on": timezone.localdate()})
    return _form(request, form, services.begin, _("Begin a special project"), alliance=here.alliance)


@requires(Permission.ALLIANCE_RUN, anywhere=True)
@GET_OR_POST
def project_edit(request, public_id):
    """Change a project that goes on."""
    project = _run(request, public_id)
    form = ProjectForm(request.POST or None, instance=project)
    return _form(request, form, services.change, _("Change the special project"), project=project)


@requires(Permission.ALLIANCE_RUN, anywhere=True)
@GET_OR_POST
def project_end(request, public_id):
    """End it with what came of it."""
    project = _run(request, public_id)
    form = ResultForm(request.POST or None)
    return _form(request, form, services.end, _("End the special project"), project=project)


@requires(Permission.ALLIANCE_RUN, anywhere=True)
@require_POST
def project_step(request, public_id):
    """Add a step with its day."""
    project, form = _run(request, public_id), MilestoneForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Name the step and its day."))
        return redirect(SHOW, project.public_id)
    done(request, in_words, services.add_milestone, project=project, said=_("Saved."), **form.cleaned_data)
    return redirect(SHOW, project.public_id)


@requires(Permission.ALLIANCE_RUN, anywhere=True)
@require_POST
def milestone_reach(request, public_id):
    """Say that a step is done."""
    rows = Milestone.objects.visible_to(request.user).run_by(request.user).select_related("project")
    step = get_object_or_404(rows, public_id=public_id)
    done(request, in_words, services.reach, milestone=step, said=_("Saved."))
    return redirect(SHOW, step.project.public_id)


def _run(request, public_id) -> SpecialProject:
    rows = SpecialProject.objects.visible_to(request.user).run_by(request.user)
    return get_object_or_404(rows, public_id=public_id)


def _runs(request, alliance) -> bool:
    return Alliance.objects.run_by(request.user).filter(pk=alliance.pk).exists()


def _form(request, form, service, title, **about):
    if made := saved(request, form, in_words, service, **about):
        return redirect(SHOW, made.public_id)
    context = {"form": form, "title": title, "project": about.get("project")}
    return render(request, "alliances/projects/form.html", context)
