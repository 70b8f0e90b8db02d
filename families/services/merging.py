"""Two rows of one guardian become one: what was decided under either name stays decided."""

from families.models import Consent
from registry.models import Guardian


def take_over_consents(*, keep: Guardian, drop: Guardian) -> None:
    """Move the consents; where both have decided for a child and purpose, a no under either name stays a no."""
    mine = {(consent.student_id, consent.purpose): consent for consent in keep.consents.all()}
    for consent in drop.consents.all():
        known = mine.get((consent.student_id, consent.purpose))
        if known is None:
            consent.guardian = keep
            consent.save(update_fields=["guardian"])
        elif known.state == Consent.State.GIVEN:
            known.state, known.decided_at = consent.state, consent.decided_at
            known.save(update_fields=["state", "decided_at"])
