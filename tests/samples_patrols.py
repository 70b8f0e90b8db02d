"""Records of the patrol and lesson changes for the walk over every address."""

from datetime import date

from django.core.files.base import ContentFile

from patrols.models import LessonChange, Norm, PatrolEntry, Reason

# The noun of an address where its name does not begin with it.
NOUN_OF: dict[str, str] = {
    f"patrols:{name}": "patrol_entry" for name in ("entry_detail", "entry_undo", "entry_photo", "entry_reason")
}
DAY = date(2026, 10, 15)


def samples(of: dict, *, reader) -> dict:
    """Give one record of each noun; `of` holds the school's others."""
    school, slot = of["school"], of["lesson"]
    entry = PatrolEntry.objects.create(
        school=school, slot=slot, on=DAY, period=1, own_on=DAY, school_class=of["class"], subject=of["subject"],
        teacher=of["teacher"], late=4, photo=ContentFile(b"\xff\xd8\xff", name="sample.jpg"), walked_by=reader,
    )  # fmt: skip
    return {
        "patrol_entry": entry,
        "reason": Reason.objects.create(entry=entry, school=school, kind="forgot", entered_by=reader),
        "norm": Norm.objects.create(school=school, name="Norm"),
        "change": LessonChange.objects.create(
            school=school, kind="move", slot=slot, on=DAY, teacher=of["teacher"], to_on=DAY, to_period=3,
            reason="outing", state="agreed", asked_by=of["teacher"].user,
        ),
    }  # fmt: skip
