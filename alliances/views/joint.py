"""Lessons observed by several schools (G5.1.1.3, L-13): read by who was invited, without notes and photos."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from alliances.forms.lessons import ReportForm, ShareForm
from alliances.models import Activity, JointObservation
from alliances.refusals.activities import in_words
from alliances.selectors import lessons as selectors
from alliances.selectors.activities import staff_of
from alliances.services import lessons as services
from core.access import requires
from core.saving import saved
from core.uploads import send_upload
from observations.selectors.reading import grade_name, scored

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
SHOW = "alliances:joint_show"


@requires(Permission.ALLIANCE_SCHOOL, anywhere=True)
@GET_OR_POST
def activity_share(request, public_id):
    """Put an observation of the own school forward and invite observers of the others."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), public_id=public_id)
    observations = selectors.sharable(activity, request.user)
    mine = activity.participations.of_schools_of(request.user).values("pk")
    others = activity.participations.exclude(pk__in=mine).values_list("membership__school", flat=True)
    form = ShareForm(request.POST or None, observations=observations, staff=staff_of(list(others), activity.on))
    made = saved(request, form, in_words, services.share, activity=activity)
    return redirect(SHOW, made.public_id) if made else _form(request, form, _("Share an observed lesson"), activity)


@requires(Permission.ALLIANCE_VIEW, anywhere=True)
@require_safe
def joint_show(request, public_id):
    """The lesson, what was concluded; judgement and scores only for the two of the lesson, the home school's leaders
    and heads, and the invited observers (L-13)."""
    rows = selectors.for_reading(JointObservation.objects.visible_to(request.user))
    joint = get_object_or_404(rows, public_id=public_id)
    reads = JointObservation.objects.read_by(request.user).filter(pk=joint.pk).exists()
    context = {
        "joint": joint,
        "observation": joint.observation,
        "reads": reads,
        "criteria": [line for line in scored(joint.observation) if line.most] if reads else [],
        "grade": grade_name(joint.observation) if reads else "",
        "may_report": JointObservation.objects.of_home_of(request.user).filter(pk=joint.pk).exists(),
    }
    return render(request, "alliances/lessons/joint.html", context)


@requires(Permission.ALLIANCE_SCHOOL, anywhere=True)
@GET_OR_POST
def joint_report(request, public_id):
    """Attach what the schools conclude: the home school."""
    rows = JointObservation.objects.visible_to(request.user).of_home_of(request.user).select_related("activity")
    joint = get_object_or_404(rows, public_id=public_id)
    form = ReportForm(request.POST or None, request.FILES or None, initial={"report": joint.report})
    if saved(request, form, in_words, services.report, joint=joint):
        return redirect(SHOW, joint.public_id)
    return _form(request, form, _("Report on the reform of the lesson"), joint.activity)


@requires(Permission.ALLIANCE_VIEW, anywhere=True)
@require_safe
def joint_file(request, public_id):
    """Send the report to be saved."""
    joint = get_object_or_404(JointObservation.objects.visible_to(request.user), public_id=public_id)
    return send_upload(joint.file, name=_("Report"))


def _form(request, form, title, activity):
    return render(request, "alliances/activities/form.html", {"form": form, "title": title, "activity": activity})
