"""Records of deductions for the walk over every address."""

from django.core.files.base import ContentFile
from django.utils import timezone

from deductions.models import Closing, Entry, EntryFile, PriceList
from deductions.models.prices import Unit

# The noun of an address where its name does not begin with it.
NOUN_OF: dict[str, str] = {
    "deductions:entry_file": "entry_file",
    "deductions:statement_read": "closing",
    "deductions:statement_show": "teacher",
}


def samples(of: dict, *, reader) -> dict:
    """Give one record of each noun; `of` holds the school's others. The entry is told to the sample's teacher."""
    school, term, teacher = of["school"], of["term"], of["teacher"]
    entry = Entry.objects.create(
        school=school,
        term=term,
        teacher=teacher,
        person=teacher.user,
        unit=Unit.POINTS,
        item="C4-D09",
        event="lesson_late",
        source="C4",
        happened_on=term.starts_on,
        amount=2,
        counted=2,
        reported_by=reader,
    )
    proof = ContentFile(b"%PDF-1.7", name="sample.pdf")
    file = EntryFile.objects.create(school=school, entry=entry, kind="proof", file=proof, by=reader)
    days = {"from_on": term.starts_on, "to_on": term.ends_on}
    return {
        "entry": entry,
        "entry_file": file,
        "price": PriceList.objects.create(school=school, from_on=timezone.localdate(), made_by=reader),
        "closing": Closing.objects.create(school=school, term=term, month=1, closed_by=reader, **days),
    }
