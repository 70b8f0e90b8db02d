"""Who hears of a round when it is opened. An unannounced one is told to nobody whom it looks at."""

from accounts.models import User
from notices.services import send
from teaching_checks.messages import rounds as words
from teaching_checks.models import Round


def tell_opened(round: Round, *, by: User) -> None:
    """Tell the inspectors their list, and those inspected that it was announced."""
    inspected = set(round.rows.filter(excused="").values_list("person", flat=True))
    inspecting = set(round.rows.exclude(inspector=None).values_list("inspector", flat=True)) - {by.pk}
    if not round.is_announced:
        inspecting -= inspected
    moment = f"{round.public_id}-{round.opened_at:%Y%m%d%H%M%S}"
    send(recipients=_people(inspecting), **words.to_inspector(round), dedupe=f"check-inspector-{moment}")
    if round.is_announced:
        send(recipients=_people(inspected), **words.to_inspected(round), dedupe=f"check-inspected-{moment}")


def _people(ids: set[int]) -> list[User]:
    return list(User.objects.filter(pk__in=ids).order_by("pk"))
