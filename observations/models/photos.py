"""Photos taken in an observed lesson: outside the web root, sent only to who may read the observation."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.history import history
from core.models import Record
from observations.models.observations import Observation
from schools.models import School

MOST_PHOTOS = 6  # of one observation: a lesson's blackboard, books and seats


class PhotoQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the photos of the observations that the user may read."""
        return self.filter(observation__in=Observation.objects.visible_to(user))


@history
class Photo(Record):
    """One photo, written anew on arrival: a JPEG of at most 1600 px without what the camera noted in it.

    `draft_id` is made in the observer's browser, so that one photo arrives once.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    observation = models.ForeignKey(Observation, models.CASCADE, related_name="photos")
    draft_id = models.UUIDField(editable=False)
    minute = models.PositiveSmallIntegerField(_("minute of the lesson"), null=True, blank=True)
    file = models.FileField(_("file"), upload_to="observations/photos/%Y/%m/")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["observation", "draft_id"], name="photo_of_an_observation_once"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="photo_has_a_size"),
        ]

    def __str__(self):
        return f"{self.observation_id} {self.minute}"
