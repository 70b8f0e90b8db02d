"""Takes a filled-in template over, by the way that the grid goes too: all of what was shown, or nothing."""

from collections.abc import Collection

from django.db import transaction
from django.utils import translation

from accounts.models import User
from core.refusals import Refused
from teaching_checks.models import Inspected, Round
from teaching_checks.services.cells import Change, save
from teaching_checks.workbooks.columns import with_cells
from teaching_checks.workbooks.plan import Plan, compare
from teaching_checks.workbooks.reading import Filled


def rows_to_fill(round: Round, by: User) -> list[Inspected]:
    """Give the rows of a round that the person may write, with their cells; three statements."""
    mine = Inspected.objects.enterable_by(by).filter(round=round).order_by("position", "pk")
    return with_cells(mine)


def plan_of(*, round: Round, filled: Filled, by: User) -> Plan:
    """Give what the file would change. Raises Refused("other-round")."""
    if filled.round != str(round.public_id):
        raise Refused("other-round")
    with translation.override(filled.language or None):
        return compare(filled, round.sheet.sheet, rows_to_fill(round, by))


@transaction.atomic
def apply(*, round: Round, filled: Filled, fingerprint: str, mine: Collection[str], good_only: bool, by: User) -> int:
    """Write what the preview showed, and of the conflicts those whose keys are in `mine`; give the number of cells.

    Raises Refused("not-good") while there are problems and not `good_only`, ("changed-since") where something is no
    more as it was shown, and what services.cells.save refuses.
    """
    round = Round.objects.select_for_update(of=("self",)).select_related("sheet").get(pk=round.pk)
    plan = plan_of(round=round, filled=filled, by=by)
    if plan.fingerprint != fingerprint:
        raise Refused("changed-since")
    if plan.problems and not good_only:
        raise Refused("not-good")
    entries = [*plan.writes, *(entry for entry in plan.conflicts if entry.key in mine)]
    changes = [Change(entry.row.public_id, entry.item.code, entry.value, entry.seen) for entry in entries]
    saved = save(round=round, changes=changes, by=by)
    if saved.faults or saved.conflicts:
        raise Refused("changed-since")
    return len(changes)
