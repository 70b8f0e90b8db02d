"""What the schools of an alliance do together, and who took part (G4.3, G4.4.3–G4.4.4, G5.3.1–G5.3.4).

Numbers of pupils and names of staff only: no row here names a pupil.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from alliances.models.alliances import Alliance, Membership, OfAllianceQuerySet
from core.history import history
from core.models import Record


class FiveOne(models.TextChoices):
    """The five ones, by the codes of G5-L01."""

    THEME_CLASS_MEETING = "theme_class_meeting", _("Theme class meeting observed")
    OUTWARD_EXPERIENCE = "outward_experience", _("Outward experience")
    FELLOWSHIP = "fellowship", pgettext_lazy("one of the five ones", "Fellowship")
    MUTUAL_AID = "mutual_aid", _("Mutual aid")
    SHOWCASE = "showcase", _("Show of pupils' qualities")


class Level(models.TextChoices):
    """The three levels of interaction, by the codes of G4-L04."""

    MIDDLE_MANAGERS = "middle_managers", _("Middle managers")
    RESEARCH_GROUPS = "research_groups", _("Research and project groups")
    TEACHERS = "teachers", _("Teachers")


@history
class EducationSystem(Record):
    """The name of one of the education systems on which the five ones rest; the text does not name them (X-12)."""

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="education_systems")
    number = models.PositiveSmallIntegerField(_("No."))
    name = models.CharField(pgettext_lazy("of a place, a group or a day", "name"), max_length=60)

    objects = OfAllianceQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "number"]
        constraints = [models.UniqueConstraint(fields=["alliance", "number"], name="education_system_numbered_once")]

    def __str__(self):
        return f"{self.number} {self.name}"


class ActivityQuerySet(OfAllianceQuerySet):
    day = "on"

    def edited_by(self, user):
        """Keep those of the schools the user acts for as host, and all of the alliances the user runs."""
        return self.filter(
            Q(host__in=Membership.objects.spoken_for_by(user)) | Q(alliance__in=Alliance.objects.run_by(user))
        )

    def approved_by_post(self, user):
        """Keep those hosted by the schools whose principal the user is: who approves a way out of school (L-15)."""
        return self.filter(host__in=Membership.objects.decided_by(user))

    def dated_for(self, user):
        """Keep those for the user's calendar: named for it, acting for a school that takes part, running the alliance.

        A large event is for all staff of the schools that take part.
        """
        parts = Participation.objects.filter(activity=OuterRef("pk"))
        named = Attendee.objects.filter(participation__activity=OuterRef("pk"), person=user)
        own = parts.filter(membership__in=Membership.objects.spoken_for_by(user))
        of_staff = parts.filter(membership__school__in=user.schools_where(Permission.ALLIANCE_VIEW))
        large = Q(Exists(of_staff), kind=Activity.Kind.LARGE_EVENT)
        runs = Q(alliance__in=Alliance.objects.run_by(user))
        return self.visible_to(user).filter(Q(Exists(named)) | Q(Exists(own)) | large | runs)

    def counting(self):
        """Keep those that were held."""
        return self.filter(state__in=(Activity.State.HELD, Activity.State.WRITTEN_UP))


@history
class Activity(Record):
    """Something of several schools on one day or some days, hosted by one of them: planned, held, written up.

    `commons` and `links` are codes of G4-L01 and G4-L02. With `is_off_campus` pupils leave their school: then
    approval, safety plan, guardians' consent, leaders and head counts are asked for (L-15).
    """

    class Kind(models.TextChoices):
        JOINT_RESEARCH = "joint_research", _("Joint research")
        LARGE_EVENT = "large_event", _("Large training and research event")
        THEME_CLASS_MEETING = FiveOne.THEME_CLASS_MEETING.value, FiveOne.THEME_CLASS_MEETING.label
        OUTWARD_EXPERIENCE = FiveOne.OUTWARD_EXPERIENCE.value, FiveOne.OUTWARD_EXPERIENCE.label
        FELLOWSHIP = FiveOne.FELLOWSHIP.value, FiveOne.FELLOWSHIP.label
        MUTUAL_AID = FiveOne.MUTUAL_AID.value, FiveOne.MUTUAL_AID.label
        SHOWCASE = FiveOne.SHOWCASE.value, FiveOne.SHOWCASE.label
        OUTREACH = "outreach", _("Visit to explain the alliance")
        PUBLICITY = "publicity", _("Publicity on boards and websites")
        STUDY_TRIP = "study_trip", _("Study trip")
        REMOTE = "remote_session", _("Remote session")
        FORUM = "forum", _("Forum: the community and I talk about growth")
        OTHER = "other", pgettext_lazy("kind of joint activity", "Other")

    class Fellowship(models.TextChoices):
        SUBJECT_CONTEST = "subject_contest", _("Subject contest")
        HANDBALL = "handball", _("Handball match")
        BASKETBALL = "basketball", _("Basketball match")
        ARTS_SPORTS = "arts_sports", _("Exchange in arts or sports")
        OTHER = "other", pgettext_lazy("kind of joint activity", "Other")

    class Occasion(models.TextChoices):
        PARENTS_MEETING = "parents_meeting", _("Parents' meeting")
        GRADUATION = "graduation", _("Graduation ceremony")
        OTHER = "other", pgettext_lazy("kind of joint activity", "Other")

    class Direction(models.TextChoices):
        INVITE_IN = "invite_in", _("Invite in")
        GO_OUT = "go_out", _("Go out")
        ONLINE = "online", pgettext_lazy("how schools meet", "Online")

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("a joint activity", "Planned")
        HELD = "held", pgettext_lazy("a joint activity", "Held")
        WRITTEN_UP = "written_up", pgettext_lazy("a joint activity", "Written up")
        CANCELLED = "cancelled", pgettext_lazy("a joint activity", "Cancelled")

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="activities")
    host = models.ForeignKey(
        Membership, models.PROTECT, related_name="hosted", verbose_name=pgettext_lazy("of an activity", "host school")
    )
    title = models.CharField(_("title"), max_length=80)
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    fellowship = models.CharField(_("kind of fellowship"), max_length=20, choices=Fellowship, blank=True)
    occasion = models.CharField(_("occasion of the visit"), max_length=20, choices=Occasion, blank=True)
    system = models.ForeignKey(
        EducationSystem, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("education system")
    )
    on = models.DateField(_("day"))
    to_on = models.DateField(_("last day"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    link = models.URLField(_("address of the remote session"), max_length=300, blank=True)
    direction = models.CharField(_("direction"), max_length=12, choices=Direction, default=Direction.INVITE_IN)
    level = models.CharField(_("level"), max_length=16, choices=Level, default=Level.TEACHERS)
    commons = ArrayField(models.CharField(max_length=20), verbose_name=_("five commons"), default=list, blank=True)
    links = ArrayField(models.CharField(max_length=20), verbose_name=_("five links"), default=list, blank=True)
    about = models.TextField(_("what is planned"), max_length=2000, blank=True)
    is_off_campus = models.BooleanField(_("pupils leave their school for it"), default=False)
    safety_plan = models.TextField(_("safety plan"), max_length=3000, blank=True)
    has_consent = models.BooleanField(_("guardians have agreed in writing"), default=False)
    leaders = models.CharField(_("responsible leaders (staff)"), max_length=200, blank=True)
    counted_out = models.PositiveSmallIntegerField(_("pupils counted on leaving"), null=True, blank=True)
    counted_back = models.PositiveSmallIntegerField(_("pupils counted on return"), null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    summary = models.TextField(_("summary"), max_length=5000, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PLANNED)
    cancelled_why = models.CharField(_("why it is cancelled"), max_length=200, blank=True)
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    planned_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["alliance", "on"], name="alliance_activity_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(to_on=None) | Q(on__lte=F("to_on")), name="joint_activity_in_order"),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="joint_activity_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_why=""), name="joint_activity_cancelled_with_a_reason"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it may still be changed."""
        return self.state in (self.State.PLANNED, self.State.HELD)

    @property
    def was_held(self) -> bool:
        return self.state in (self.State.HELD, self.State.WRITTEN_UP)


class ParticipationQuerySet(OfAllianceQuerySet):
    alliance, day = "activity__alliance", "activity__on"

    def of_schools_of(self, user):
        """Keep those of the schools the user acts for: a school alone says whether it took part."""
        return self.filter(membership__in=Membership.objects.spoken_for_by(user))

    def counting(self):
        """Keep what a school has confirmed of activities that were held."""
        held = (Activity.State.HELD, Activity.State.WRITTEN_UP)
        return self.filter(confirmed_at__isnull=False, activity__state__in=held)


@history
class Participation(Record):
    """One school at one activity: asked, then confirmed by itself. It counts as one of the five ones only (F-15)."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="participations")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="participations")
    five_one = models.CharField(_("counts as"), max_length=24, choices=FiveOne, blank=True)
    staff_count = models.PositiveSmallIntegerField(_("number of staff"), default=0)
    pupil_count = models.PositiveSmallIntegerField(_("number of pupils"), default=0)
    parent_count = models.PositiveSmallIntegerField(_("number of parents"), default=0)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["activity", "membership"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "membership"], name="school_once_at_a_joint_activity"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="participation_confirmed_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.activity_id} {self.membership_id}"


class AttendeeQuerySet(OfAllianceQuerySet):
    alliance, day = "participation__activity__alliance", "participation__activity__on"


@history
class Attendee(Record):
    """A member of staff who took part for a school."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="attendees")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = AttendeeQuerySet.as_manager()

    class Meta:
        ordering = ["participation", "pk"]
        constraints = [models.UniqueConstraint(fields=["participation", "person"], name="attendee_named_once")]

    def __str__(self):
        return f"{self.participation_id} {self.person_id}"


class ActivityFileQuerySet(OfAllianceQuerySet):
    alliance, day = "activity__alliance", "activity__on"


@history
class ActivityFile(Record):
    """A photo or file of an activity; sent only to who sees the activity."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="files")
    name = models.CharField(_("what it shows"), max_length=80)
    file = models.FileField(_("file"), upload_to="alliances/activities/%Y/%m")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    added_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ActivityFileQuerySet.as_manager()

    class Meta:
        ordering = ["activity", "pk"]

    def __str__(self):
        return self.name
