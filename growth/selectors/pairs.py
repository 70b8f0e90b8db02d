"""Reads about pairs."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from growth.models import Pair
from growth.settings import Setting
from registry.models import Teacher


def pairs(user: User, *, which: str, query: str = "") -> QuerySet[Pair]:
    """Give the visible pairs: `mine`, `running`, `asked`, `ended`, or all; those where a partner is so named."""
    rows = Pair.objects.visible_to(user)
    states = Pair.State
    if which == "mine":
        rows = rows.filter(Q(mentor=user) | Q(apprentice=user))
    elif which == "running":
        rows = rows.running()
    elif which == "asked":
        rows = rows.filter(state=states.PROPOSED)
    elif which == "ended":
        rows = rows.filter(state__in=(states.ENDED, states.DECLINED, states.WITHDRAWN))
    if query:
        rows = rows.filter(Q(mentor__name__icontains=query) | Q(apprentice__name__icontains=query))
    return rows.for_listing()


def candidates(setting: Setting) -> QuerySet[Teacher]:
    """Give who works today at a school of the setting: by school and name, nothing else of the person is shown."""
    rows = Teacher.objects.employed_on(timezone.localdate()).filter(school__in=setting.schools)
    return rows.select_related("school").order_by("school__name", "name_pinyin", "pk")
