"""The first school runs two documents, rule set 3 and scheme 1; some of it is done, some late."""

import random
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from demo.loading.observed import observe_lessons
from rulebook import kinds
from rulebook.documents import loading
from rulebook.models import Attestation, Obligation
from rulebook.services.adopting import adopt
from rulebook.services.attesting import attest
from rulebook.services.expanding import expand_term
from rulebook.services.waiving import waive
from schools.models import School, Term

DOCUMENTS = ("C3", "G1")
DILIGENT = 0.7  # of what is over, so much was done


def adopt_documents(school: School, year: int, *, principal: User) -> None:
    """Put the documents in force from the term's first day, and record what was done so far in the autumn term."""
    term = Term.objects.get(school=school, school_year=year, number=Term.Number.AUTUMN)
    today = min(timezone.localdate(), term.ends_on)
    for name in DOCUMENTS:
        adopt(
            school=school,
            document=loading.document(name),
            from_on=term.starts_on,
            values={"C3-Q04.min": Decimal(8)} if name == "C3" else {},
            reasons={"C3-Q04.min": "本学期青年教师外出培训多，互听改为8节"} if name == "C3" else {},
            by=principal,
        )
    expand_term(school=school, term=term, as_of=today)
    _do_checks(school, today)
    observe_lessons(school, term, today)
    _waive_one(school, principal)


def _do_checks(school: School, today: date) -> None:
    """Let the bearers do most of what has been due, each thing in its window."""
    rng = random.Random(f"documents of {school.code}")
    rows = Obligation.objects.filter(school=school, adoption__document="C3", opens_on__lt=today, due_on__lt=today)
    for row in rows.exclude(bearers=[]).order_by("pk"):
        if rng.random() < DILIGENT:
            requirement = loading.document("C3").requirements[row.requirement]
            day = row.opens_on + timedelta(days=rng.randrange(1 + (row.due_on - row.opens_on).days))
            for part in requirement.parts or requirement.objects[:1]:
                if not kinds.is_attested(requirement.evidence):
                    continue  # its area has records of its own
                _record(row, requirement.evidence, day, part)


def _record(row: Obligation, kind: str, day: date, part: str) -> Attestation:
    actor = User.objects.get(pk=row.bearers[0])
    about = "" if row.subject == f"person:{actor.pk}" else row.subject
    return attest(
        school=row.school,
        kind=kind,
        actor=actor,
        subject=about,
        subject_name=row.subject_name if about else "",
        part=part if about else "",
        on=day,
        by=actor,
        today=day,
    )


def _waive_one(school: School, principal: User) -> None:
    """Free one teacher, who was away ill, from this term's observations; none whose account people try."""
    quota = Obligation.objects.filter(school=school, requirement="C3-Q04").order_by("-pk")
    tried = set(User.objects.filter(username__startswith=f"{school.code}-").values_list("pk", flat=True))
    away = next(row for row in quota if not tried.intersection(row.bearers))
    waive(obligation=away, reason="病假，本学期后半段不到校", by=principal)
