"""The request of the grid: changed cells as JSON."""

import json
from uuid import UUID

from core.refusals import Refused
from teaching_checks.services.cells import Change

MOST = 2000  # 80 teachers with 25 criteria
LONGEST = 2000  # characters of a value; what is too long for its cell is told at the cell


def read_changes(body: bytes) -> tuple[int, list[Change]]:
    """Give the revision up to which the page knows all changes, and its own.

    Raises Refused("unreadable") for anything that the page does not send, ("too-many").
    """
    try:
        data = json.loads(body)
        changes = [_change(each) for each in data["changes"]]
        since = int(data["since"])
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Refused("unreadable") from None
    if len(changes) > MOST:
        raise Refused("too-many")
    return since, changes


def _change(each: dict) -> Change:
    value = each["value"]
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError
    return Change(UUID(each["row"]), str(each["criterion"]), value[:LONGEST], int(each["seen"]))
