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
from alliances.refusals.activities import WORDS
from alliances.selectors.needs import with_milestones
from alliances.services import needs as services
from alliances.views.chosen import chosen
from core.access import requires
from core.listing import paged
from core.refusals import Refused

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
    save = lambda: services.begin(alliance=here.alliance, fields=form.cleaned_data, by=request.user)  # noqa: E731
    return _form(request, form, save, _("Begin a special project"))


@requires(Permission.ALLIANCE_RUN, anywhere=True)
@GET_OR_POST
def project_edit(request, public_id):
    """Change a project that goes on."""
    project = _run(request, public_id)
    form = ProjectForm(request.POST or None, instance=project)
    save = lambda: services.change(project=project, fields=form.cleaned_data, by=request.user)  # noqa: E731
    return _form(request, form, save, _("Change the special project"), project)


@requires(Permission.ALLIANCE_RUN, anywhere=True)
@GET_OR_POST
def project_end(request, public_id):
    """End it with what came of it."""
    project = _run(request, public_id)
    form = ResultForm(request.POST or None)
    save = lambda: services.end(project=project, by=request.user, **form.cleaned_data)  # noqa: E731
    return _form(request, form, save, _("End the special project"), project)


@requires(Permission.ALLIANCE_RUN, anywhere=True)
@require_POST
def project_step(request, public_id):
    """Add a step with its day."""
    project, form = _run(request, public_id), MilestoneForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Name the step and its day."))
        return redirect(SHOW, project.public_id)
    act = lambda: services.add_milestone(project=project, by=request.user, **form.cleaned_data)  # noqa: E731
    return _done(request, project, act)


@requires(Permission.ALLIANCE_RUN, anywhere=True)
@require_POST
def milestone_reach(request, public_id):
    """Say that a step is done."""
    rows = Milestone.objects.visible_to(request.user).run_by(request.user).select_related("project")
    step = get_object_or_404(rows, public_id=public_id)
    return _done(request, step.project, lambda: services.reach(milestone=step, by=request.user))


def _run(request, public_id) -> SpecialProject:
    rows = SpecialProject.objects.visible_to(request.user).run_by(request.user)
    return get_object_or_404(rows, public_id=public_id)


def _runs(request, alliance) -> bool:
    return Alliance.objects.run_by(request.user).filter(pk=alliance.pk).exists()


def _done(request, project, act):
    try:
        act()
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, _("Saved."))
    return redirect(SHOW, project.public_id)


def _form(request, form, save, title, project=None):
    if form.is_valid():
        try:
            saved = save()
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Saved."))
            return redirect(SHOW, saved.public_id)
    return render(request, "alliances/projects/form.html", {"form": form, "title": title, "project": project})
