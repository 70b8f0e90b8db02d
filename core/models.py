"""No tables: the two columns that every record of the portal begins with."""

import uuid

from django.contrib.postgres.functions import RandomUUID
from django.db import models


class Record(models.Model):
    """A row with a bigint key inside and a random public id for URLs, feeds and drafts."""

    public_id = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False)

    class Meta:
        abstract = True
