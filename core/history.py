"""History of every domain record: database triggers write an event for each insert, update and delete."""

import pghistory
from django.db import models


def history(model=None, *, newest_by: str = "", inserts: bool = True, **options):
    """Track every change of a model's rows with the acting user as context.

    `newest_by` names a column (the school) by which the newest events must be found quickly; the newest
    event is also how an import knows that nothing has changed since its preview. Without `inserts` only changes
    and deletions are kept: for rows that are made in bulk from other rows, which have their history.
    """
    if model is None:
        return lambda model: history(model, newest_by=newest_by, inserts=inserts, **options)
    if newest_by:
        newest = models.Index(fields=[newest_by, "-pgh_id"], name=f"{model.__name__.lower()}_newest_event")
        options["meta"] = {"indexes": [newest]}
    # Made afresh for each model: pghistory's own setting for defaults copies them and loses their operation.
    trackers = [pghistory.InsertEvent()] if inserts else []
    trackers += [pghistory.UpdateEvent(), pghistory.DeleteEvent()]
    return pghistory.track(*trackers, **options)(model)
