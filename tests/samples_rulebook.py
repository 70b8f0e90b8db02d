"""Records of the rulebook for the walk over every address: one function for each area that has some."""

from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from rulebook.models import Adoption, Attestation, CountedThing, Obligation, RoleHolder
from rulebook.services.waiving import waive
from rulebook.tests.factories import create_adoption
from schools.models import School, Term

# The noun of an address where its name does not begin with it.
NOUN_OF = {
    "rulebook:attestation_add": "obligation",
    "rulebook:attestation_several": "obligation",
}


def document_samples(school: School, *, person: User, on: date) -> dict:
    """Give a document in force, somebody named for a role, and a thing that a document counts."""
    return {
        "adoption": create_adoption(school=school, from_on=on),
        "holder": RoleHolder.objects.create(school=school, role="central_group_head", user=person, from_on=on),
        "thing": CountedThing.objects.create(school=school, kind="hazard_area", name="Pond", from_on=on),
    }


def owed_samples(adoption: Adoption, term: Term, *, reader: User, group_id: int) -> dict:
    """Give an obligation of the group, borne by nobody, with a record that has a file, and a waiver."""
    obligation = create_owed(adoption, term, group_id=group_id)
    proof = ContentFile(b"%PDF-1.7", name="sample.pdf")
    attestation = Attestation.objects.create(
        school=adoption.school, kind="check", on=timezone.localdate(), recorded_by=reader, file=proof
    )
    waiver = waive(obligation=obligation, reason="sick leave", by=reader)
    return {"obligation": obligation, "attestation": attestation, "waiver": waiver}


def create_owed(adoption: Adoption, term: Term, **fields) -> Obligation:
    """Give an obligation by C3-K02 as the expansion would make it."""
    first, last = date(2026, 11, 1), date(2026, 12, 1)
    days = {"counts_from": first, "counts_to": last, "opens_on": first, "due_on": date(2026, 11, 20)}
    return Obligation.objects.create(
        school=adoption.school,
        adoption=adoption,
        version=adoption.versions.get(),
        term=term,
        period=term.code,
        subject_name="王老师",
        **{**days, "requirement": "C3-K02", "key": f"C3-K02|{term.code}|sample", **fields},
    )
