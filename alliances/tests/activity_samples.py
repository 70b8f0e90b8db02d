"""One record of every noun of activities, for the walk over every address."""

from datetime import date

from django.core.files.base import ContentFile

from alliances.models import (
    Activity,
    ActivityFile,
    Alliance,
    JointObservation,
    LessonCycle,
    Membership,
    Milestone,
    Need,
    Participation,
    SpecialProject,
)

DAY = date(2026, 10, 14)


def activity_samples(alliance: Alliance, membership: Membership, *, observation, by) -> dict:
    """Give records of the alliance at the school of the membership."""
    pdf = ContentFile(b"%PDF-1.7", name="sample.pdf")
    given = {"title": "Lesson study", "kind": "joint_research", "on": DAY, "planned_by": by}
    activity = Activity.objects.create(alliance=alliance, host=membership, **given)
    project = SpecialProject.objects.create(
        alliance=alliance, title="Boarders", problem="Far", plan="Talk", members="Li", from_on=DAY, begun_by=by
    )
    cycle = {"teacher": by, "lesson": "Spring", "subject": "Chinese", "begun_on": DAY, "begun_by": by}
    raised = {"title": "English staff", "raised_on": DAY, "raised_by": by}
    return {
        "activity": activity,
        "participation": Participation.objects.create(activity=activity, membership=membership),
        "activityfile": ActivityFile.objects.create(activity=activity, name="Photo", file=pdf, added_by=by),
        "need": Need.objects.create(alliance=alliance, membership=membership, **raised),
        "project": project,
        "milestone": Milestone.objects.create(project=project, name="Survey", due_on=DAY),
        "cycle": LessonCycle.objects.create(membership=membership, **cycle),
        "joint": JointObservation.objects.create(activity=activity, observation=observation, file=pdf, added_by=by),
    }
