"""Does a pupil stay in the class, move on the effective date, or enter? History is never overwritten."""

from datetime import date

from registry.imports.plan.existing import KnownStudent


def decide_enrolment(known: KnownStudent, school_class: int | None, effective_on: date) -> tuple[str, str | None]:
    """Give (what to do, code of a fault or None).

    "" stays, "new" enters, "move" ends the old class on the effective date, "correct" replaces a class that began
    on that very day. A later enrolment cannot be moved round: fault "enrolment-later". `school_class` is None for a
    class that does not exist yet.
    """
    enrolment = known.enrolment
    if enrolment is None:
        return ("", "enrolment-later") if known.is_enrolled_later else ("new", None)
    if enrolment.school_class == school_class:
        return "", None
    if not enrolment.is_last or known.is_enrolled_later:
        return "", "enrolment-later"
    return ("correct" if enrolment.from_on == effective_on else "move"), None
