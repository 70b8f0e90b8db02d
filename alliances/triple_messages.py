"""What the members of a set are told. No message names anybody: the page shows first names while both agree."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliances.models import Triple, TripleMatch


def asked(triple: Triple) -> dict:
    """To the guardian: a question, voluntary."""
    told = _about(
        f"triple-{triple.public_id}-asked", _("The school asks you: mutual aid with a family of another school")
    )
    return told | {
        "body": _("It is voluntary. Without your consent nobody outside learns a name."),
        "school": triple.school,
    }


def opened(made: TripleMatch) -> dict:
    """To all members: both families have agreed."""
    return _about(f"triples-{made.public_id}-open", _("Mutual aid: both families have agreed, you see the first names"))


def ended(made: TripleMatch) -> dict:
    """To all members; why is nobody's business."""
    return _about(f"triples-{made.public_id}-ended", _("Mutual aid with the other set has ended"))


def _about(matter, subject) -> dict:
    return {"subject": subject, "url": reverse("alliances:triple_mine"), "dedupe": matter}
