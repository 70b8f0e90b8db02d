"""Scenes for tests of duties: a community whose filed rota begins today."""

from datetime import date, timedelta
from threading import Barrier, Thread

from django.db import connection
from django.utils import timezone

from communities.models import Assignment, Community, Slot
from communities.tests.factories import (
    create_duty,
    create_full_community,
    create_president,
    create_rota,
    create_slot,
    parents_of,
)
from core.refusals import Refused


def day(number: int) -> date:
    """Give the day so many days from today."""
    return timezone.localdate() + timedelta(days=number)


class DutyScene:
    """An approved community with four parents (the first leads), a president, and a filed rota of four weeks."""

    def __init__(self, community: Community | None = None):
        self.community = community or create_full_community()
        self.leader, self.first, self.second, self.third = parents_of(self.community)
        self.president = create_president(society=self.community.society)
        self.rota = create_rota(community=self.community, from_on=day(-14), days=60, is_filed=True)

    def slot(self, *, on: int = 3, **fields) -> Slot:
        """A homework session so many days from today, 17:00–18:30."""
        return create_slot(rota=self.rota, on=day(on), **fields)

    def duty(self, guardian=None, *, on: int = 3, state="asked", seat=1, **fields) -> Assignment:
        """A duty of the first parent (or another) that far from today."""
        slot = fields.pop("slot", None) or self.slot(on=on, **fields)
        return create_duty(slot=slot, guardian=guardian or self.first, state=state, seat=seat)


def at_once(*acts) -> list[str]:
    """Do all acts in threads of their own, each with its own connection; give what came of each."""
    barrier, outcomes = Barrier(len(acts)), [""] * len(acts)

    def run(number, act):
        try:
            barrier.wait()
            act()
            outcomes[number] = "done"
        except Refused as refused:
            outcomes[number] = refused.reason
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
