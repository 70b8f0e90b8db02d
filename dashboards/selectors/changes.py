"""What changed lately in a school's registers, from the history that the database keeps."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count

from accounts.models import User
from registry.models import Enrolment, Guardian, Student

LOOKED_AT = 400  # newest events of each table, among which the latest acts are found; their rows are then counted
SHOWN = 8
KINDS = {"student": Student, "enrolment": Enrolment, "guardian": Guardian}


@dataclass(frozen=True)
class Part:
    """Rows of one table that were added, changed or removed: code is "student-insert" and the like."""

    code: str
    count: int


@dataclass
class Act:
    """What one person did at once: one request, one import."""

    at: datetime
    user_id: int | None
    counts: Counter = field(default_factory=Counter)
    who: str = ""

    @property
    def parts(self) -> list[Part]:
        return [Part(code, count) for code, count in self.counts.items()]


def latest_acts(user, school) -> list[Act]:
    """Give the latest acts on pupils, classes and families, newest first; seven statements."""
    acts: dict = {}
    for kind, model in KINDS.items():
        for context, metadata, action, at in _events(model, user, school):
            # Written without a context, by a command: what falls into one minute counts as one act.
            key = context or at.replace(second=0, microsecond=0)
            act = acts.setdefault(key, Act(at, (metadata or {}).get("user")))
            act.counts[f"{kind}-{action}"] += 1
    newest = dict(sorted(acts.items(), key=lambda item: item[1].at, reverse=True)[:SHOWN])
    _count_whole(newest, user, school)
    newest = list(newest.values())
    names = dict(User.objects.filter(pk__in={act.user_id for act in newest} - {None}).values_list("pk", "name"))
    for act in newest:
        act.who = names.get(act.user_id, "")
    return newest


def _count_whole(acts: dict, user, school) -> None:
    """Count all rows of the acts that have a context: a large import has more than were looked at."""
    contexts = [key for key in acts if not isinstance(key, datetime)]
    for key in contexts:
        acts[key].counts.clear()
    for kind, model in KINDS.items():
        events = _of_school(model, user, school).filter(pgh_context__in=contexts)
        counted = events.order_by().values_list("pgh_context_id", "pgh_label").annotate(count=Count("*"))
        for context, action, count in counted:
            acts[context].counts[f"{kind}-{action}"] = count


def _of_school(model, user, school):
    return model.pgh_event_model.objects.filter(school=school, school__in=user.school_ids())


def _events(model, user, school):
    """Give the newest events of one table in a school that the user belongs to."""
    events = _of_school(model, user, school)
    columns = "pgh_context_id", "pgh_context__metadata", "pgh_label", "pgh_created_at"
    return events.order_by("-pgh_id").values_list(*columns)[:LOOKED_AT]
