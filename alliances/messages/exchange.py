"""What is said about staff exchange, and to whom (N-09 too); no assessment and no rank stands in a message."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alliances.models import Alliance, Stint
from alliances.rules.exchange import Gap


def to_decide(stint: Stint) -> dict:
    """To the principal of the home school, then to the alliance's office."""
    subject = format_lazy(_("Staff exchange to decide: {name} to {host}"), name=stint.person.name, host=stint.host.name)
    return _about(stint, subject, f"to-decide-{stint.state}")


def decided(stint: Stint) -> dict:
    """To the person and to both schools."""
    subject = format_lazy(
        _("{state}: staff exchange of {name} to {host}"),
        state=Stint.State(stint.state).label,
        name=stint.person.name,
        host=stint.host.name,
    )
    return _about(stint, subject, stint.state) | {"body": stint.why_not}


def below(alliance: Alliance, gap: Gap) -> dict:
    """To the alliance's office on 1 September and 1 March, when fewer than asked are exchanged (N-09)."""
    subject = format_lazy(_("Staff exchange of {alliance} is below what is asked"), alliance=alliance.name)
    return {
        "subject": subject,
        "body": gap_words(gap),
        "url": reverse("alliances:exchange_board", args=[alliance.public_id]),
    }


def gap_words(gap: Gap):
    """Say what would close the gap."""
    if gap.is_hopeless:
        return _("All who are exchanged must be backbone teachers, and not all are.")
    if gap.is_closed:
        return _("Nothing is missing.")
    return format_lazy(
        _("{people} more, {backbone} of them backbone teachers, by {by}"),
        people=gap.people,
        backbone=gap.backbone,
        by=gap.by.isoformat(),
    )


def _about(stint: Stint, subject, matter: str) -> dict:
    return {
        "subject": subject,
        "url": reverse("alliances:stint_detail", args=[stint.public_id]),
        "dedupe": f"stint-{stint.public_id}-{matter}",
        "school": stint.home,
    }
