"""R-31: tutoring and talks of a term by teacher (C4.4.4, C4.3c).

Counts only: no pupil's name and nothing of what was done leaves the portal by this report; the records themselves
are read on their page, by the teacher and the office, and each look is logged.
"""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from accounts.roles import Role
from reports.kinds import Column, Figure, Gathered, ReportKind, Table, register
from schools.models import School, Term
from teaching_checks.selectors.pupils import tutoring_counts

COUNTS = ("tutorings", "talks", "pupils", "last")


def gather(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """Count the records of the term, in one statement."""
    return written(list(tutoring_counts(school, term.span)), school=str(school), period=str(term), on=on)


def written(rows: Sequence[dict], *, school: str, period: str, on: date) -> Gathered:
    """Put the counts into words, in the language of the moment."""
    columns = [
        Column(_("Teacher"), 14),
        Column(_("Tutorings"), 10),
        Column(_("Talks"), 10),
        Column(_("Pupils"), 10),
        Column(_("Last on"), 12),
    ]
    tutored = [row for row in rows if row["tutorings"]]
    return Gathered(
        title=_("Tutoring of the term"),
        school=school,
        period=period,
        on=on,
        as_of=timezone.now(),
        figures=[
            Figure("teachers", _("Teachers who recorded tutoring"), len(tutored), ["C4.4.4"]),
            Figure("tutorings", _("Tutorings"), sum(row["tutorings"] for row in rows), ["C4.4.4"]),
            Figure("talks", _("Talks before the final exam"), sum(row["talks"] for row in rows), ["C4.3"]),
        ],
        tables=[
            Table(
                _("Tutoring by teacher"),
                columns,
                [[row["teacher__name"], *(row[name] for name in COUNTS)] for row in rows],
                notes=[_("No pupil is named here: the records are read on their page in the portal.")],
            )
        ],
        signatures=[_("Made by"), _("Checked by"), Role.PRINCIPAL.label],
    )


def sample() -> Gathered:
    """Give an invented count: what a template is tried with."""
    row = {"teacher__name": "李老师", "tutorings": 6, "talks": 2, "pupils": 4, "last": date(2026, 12, 1)}
    return written([row], school="示范小学", period="2026–2027 · 1", on=date(2026, 9, 1))


register(
    ReportKind(
        code="R-31",
        label=gettext_lazy("Tutoring records"),
        about=gettext_lazy("How often each teacher tutored and talked with pupils; no pupil is named."),
        permission=Permission.CHECK_MANAGE,
        gather=gather,
        sample=sample,
    )
)
