"""Lessons on their way through the six steps (G5.3.3.4)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from alliances.forms.lessons import CycleForm, StepForm
from alliances.models import LessonCycle, Membership
from alliances.refusals.activities import in_words
from alliances.rules.steps import next_step
from alliances.selectors import lessons as selectors
from alliances.selectors.activities import staff_of
from alliances.services import lessons as services
from alliances.views.chosen import chosen
from core.access import requires
from core.listing import paged
from core.saving import done

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
SHOW = "alliances:cycle_show"


@requires(Permission.ALLIANCE_VIEW, anywhere=True)
@require_safe
def cycle_list(request):
    """The lessons of the alliance with the steps taken."""
    here = chosen(request)
    rows = LessonCycle.objects.visible_to(request.user).filter(membership__alliance=here.alliance)
    page = paged(request, selectors.for_listing(rows), per_page=20)
    page.object_list = [(cycle, selectors.lines_of(cycle)) for cycle in page.object_list]
    may_begin = here.alliance is not None and _own(request, here.alliance).exists()
    return render(request, "alliances/lessons/list.html", {"here": here, "page": page, "may_begin": may_begin})


@requires(Permission.ALLIANCE_VIEW, anywhere=True)
@require_safe
def cycle_show(request, public_id):
    """One lesson, step by step."""
    rows = selectors.for_listing(LessonCycle.objects.visible_to(request.user))
    cycle = get_object_or_404(rows, public_id=public_id)
    works = LessonCycle.objects.worked_on_by(request.user).filter(pk=cycle.pk).exists()
    form = StepForm(initial={"on": timezone.localdate()}) if works else None
    context = {"cycle": cycle, "lines": selectors.lines_of(cycle), "form": form}
    return render(request, "alliances/lessons/show.html", context)


@requires(Permission.ALLIANCE_SCHOOL, anywhere=True)
@GET_OR_POST
def cycle_begin(request):
    """Begin with a lesson of the own school."""
    here = chosen(request)
    member = _own(request, here.alliance).first() if here.alliance else None
    if member is None:
        raise Http404
    staff = staff_of([member.school_id], timezone.localdate())
    form = CycleForm(request.POST or None, staff=staff)
    if form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("subject", "lesson", "platform")}
        teacher = form.cleaned_data["teacher"]
        cycle = services.begin_cycle(membership=member, teacher=teacher, fields=fields, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(SHOW, cycle.public_id)
    return render(request, "alliances/lessons/form.html", {"form": form, "title": _("Begin a lesson in six steps")})


@requires(Permission.ALLIANCE_VIEW, anywhere=True)
@require_POST
def cycle_step(request, public_id):
    """Take the step that comes now: the teacher, or who acts for the school."""
    rows = LessonCycle.objects.visible_to(request.user).worked_on_by(request.user)
    cycle = get_object_or_404(rows, public_id=public_id)
    form = StepForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say on which day."))
        return redirect(SHOW, public_id)
    code = request.POST.get("code") or next_step(set(cycle.steps.values_list("code", flat=True))) or ""
    done(request, in_words, services.take_step, cycle=cycle, code=code, said=_("Saved."), **form.cleaned_data)
    return redirect(SHOW, public_id)


def _own(request, alliance):
    mine = Membership.objects.spoken_for_by(request.user).filter(alliance=alliance)
    return mine.current(timezone.localdate())
