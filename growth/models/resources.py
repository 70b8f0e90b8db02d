"""The library of teaching resources: versions, review, with whom shared, downloads (G3.2.6, G4.4.4c, G5.1.1.4)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from core.history import history
from core.models import Record
from growth.rules.finding import pairs_of
from growth.settings import overseen_by
from schools.models import School


class ResourceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the own ones, what the own school has published or was given, and what the user reviews."""
        schools = user.schools_where(Permission.GROWTH_VIEW)
        given = Share.objects.filter(version__resource=OuterRef("pk"), school__in=schools)
        published = Version.objects.published().filter(resource=OuterRef("pk"))
        reach = Q(author=user) | Q(school__in=user.schools_where(Permission.RESOURCE_REVIEW))
        reach |= Q(setting__in=overseen_by(user))
        reach |= Q(Exists(published), school__in=schools)
        return self.filter(reach | Q(Exists(given)))

    def found(self, text: str):
        """Keep those whose title, subject, unit or author contains every word, or whose pinyin or initials do.

        Three letters and more go by trigrams, two by the index of neighbouring letters: Chinese words have two.
        """
        rows = self
        for word in text.lower().split():
            is_pair = len(word) == 2
            rows = rows.filter(letter_pairs__contains=[word]) if is_pair else rows.filter(words__contains=word)
        return rows

    def with_newest(self, user):
        """Load as `newest_id` and `newest_state` the newest version that the user may open."""
        versions = Version.objects.visible_to(user).filter(resource=OuterRef("pk")).order_by("-number")
        return self.annotate(
            newest_id=Subquery(versions.values("pk")[:1]), newest_state=Subquery(versions.values("state")[:1])
        )


@history
class Resource(Record):
    """A lesson plan, courseware, paper or course of one author; what can be opened are its versions.

    `setting` says with whom it is to be shared when it is published: "" the own school. `subject` is a name and
    `grade` a number: subjects and grades are each school's own rows.
    """

    class Kind(models.TextChoices):
        LESSON_PLAN = "lesson_plan", pgettext_lazy("resource", "Lesson plan")
        COURSEWARE = "courseware", pgettext_lazy("resource", "Courseware")
        STUDY_PLAN = "study_plan", pgettext_lazy("resource", "Study plan")
        PAPER = "paper", pgettext_lazy("resource", "Paper or exercises")
        COURSE = "course", pgettext_lazy("resource", "School course")
        OTHER = "other", pgettext_lazy("resource", "Other")

    class Licence(models.TextChoices):
        OWN_SHARED = "own_shared", _("My own work; colleagues may use and change it")
        OWN_AS_IS = "own_as_is", _("My own work; colleagues may use it unchanged, with my name")
        OPEN = "open", _("Somebody else's, with an open licence")
        ALLOWED = "allowed", _("Somebody else's, with permission for teaching")

    # What the author may change later, in the order of the page.
    DETAILS = ("title", "kind", "subject", "grade", "unit", "summary", "licence", "source")

    school = models.ForeignKey(School, models.PROTECT, related_name="resources")
    author = models.ForeignKey(User, models.PROTECT, related_name="resources")
    title = models.CharField(_("title"), max_length=100)
    kind = models.CharField(pgettext_lazy("of a resource", "kind"), max_length=12, choices=Kind)
    subject = models.CharField(_("subject"), max_length=30)
    grade = models.PositiveSmallIntegerField(_("grade"), null=True, blank=True)
    unit = models.CharField(_("unit or topic"), max_length=60, blank=True)
    summary = models.CharField(_("in a few words"), max_length=300, blank=True)
    licence = models.CharField(_("whose work it is"), max_length=12, choices=Licence)
    source = models.CharField(_("from whom or where"), max_length=200, blank=True)
    setting = models.CharField(max_length=40, blank=True)
    words = models.TextField(editable=False, help_text="What is searched: title, subject, unit, author, pinyin.")
    letter_pairs = ArrayField(models.CharField(max_length=2), default=list, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            GinIndex(fields=["words"], name="resource_by_words", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["letter_pairs"], name="resource_by_letter_pairs"),
            models.Index(fields=["school", "kind"], name="resource_by_school"),
            models.Index(fields=["setting"], name="resource_by_setting", condition=~Q(setting="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(licence__in=["own_shared", "own_as_is"]) | ~Q(source=""), name="resource_names_its_source"
            ),
            models.CheckConstraint(condition=Q(grade=None) | Q(grade__range=(1, 12)), name="resource_grade_of_school"),
        ]

    def __str__(self):
        return self.title

    def searched_as(self, words: str) -> None:
        """Note what it is found by."""
        self.words, self.letter_pairs = words, pairs_of(words)


class VersionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=Version.State.PUBLISHED)

    def visible_to(self, user):
        """Keep what was given to a school of the user, the own, and what the user reviews."""
        schools = user.schools_where(Permission.GROWTH_VIEW)
        reviewed = user.schools_where(Permission.RESOURCE_REVIEW)
        given = Share.objects.filter(version=OuterRef("pk"), school__in=schools)
        reach = Q(resource__author=user) | Q(resource__school__in=reviewed)
        reach |= Q(resource__setting__in=overseen_by(user))
        reach |= Q(resource__school__in=schools, state=Version.State.PUBLISHED)
        return self.filter(reach | Q(Exists(given)))


@history
class Version(Record):
    """One file of a resource; a new one keeps the old. Published by somebody else than who uploaded it.

    `details` are changes of the resource's title, subject … that wait for the review together with the file.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("of a resource", "To review")
        PUBLISHED = "published", pgettext_lazy("of a resource", "Published")
        SENT_BACK = "sent_back", pgettext_lazy("of a resource", "Sent back")

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    file = models.FileField(_("file"), upload_to="resources/%Y/%m/")
    size = models.PositiveBigIntegerField()
    note = models.CharField(_("what is new"), max_length=200, blank=True)
    details = models.JSONField(default=dict, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING, editable=False)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    uploaded_at = models.DateTimeField(db_default=Now(), editable=False)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    reviewed_at = models.DateTimeField(null=True, editable=False)
    why_back = models.CharField(_("what to change"), max_length=300, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "number"], name="resource_version_once"),
            models.UniqueConstraint(
                fields=["resource"], condition=Q(state="waiting"), name="one_version_waits_for_review"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("uploaded_by")),
                name="resource_not_reviewed_by_oneself",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(reviewed_by__isnull=False), name="resource_published_by_a_reviewer"
            ),
            models.CheckConstraint(condition=~Q(state="sent_back") | ~Q(why_back=""), name="resource_back_with_reason"),
        ]

    def __str__(self):
        return f"{self.resource_id} v{self.number}"


class ShareQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep with whom the versions that the user sees were shared."""
        return self.filter(version__in=Version.objects.visible_to(user))


@history
class Share(Record):
    """A version was published to a school; a school that has left since keeps what it was given, and gets no more."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="shares")
    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    shared_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ShareQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "school"], name="version_shared_once_with_a_school")]
        indexes = [models.Index(fields=["school", "version"], name="share_by_school")]

    def __str__(self):
        return f"{self.version_id} {self.school_id}"


class DownloadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the own downloads and those of the own resources."""
        return self.filter(Q(user=user) | Q(resource__author=user))


class Download(models.Model):
    """Somebody fetched a resource: counted once for each person and day."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="downloads")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    on = models.DateField()

    objects = DownloadQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource", "user", "on"], name="download_counted_once_a_day")]

    def __str__(self):
        return f"{self.resource_id} {self.on}"
