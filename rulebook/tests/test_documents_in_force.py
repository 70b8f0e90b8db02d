"""Each of the twelve can be put into force, and nothing it asks is lost without a word."""

from decimal import Decimal

import pytest

from rulebook.documents.loading import IDS, document
from rulebook.selectors.in_force import frame
from rulebook.services.adopting import adopt
from rulebook.services.expanding import draft_term
from rulebook.tests.factories import AUTUMN, create_small
from schools.models import Stage

pytestmark = pytest.mark.django_db


def asked_in_autumn(name):
    """Give what a document in force owes in an autumn term, and the findings, by requirement."""
    small = create_small(stages=[Stage.PRIMARY, Stage.JUNIOR])
    text = document(name)
    values = {"programme.start_year": Decimal(2026)} if "programme.start_year" in text.parameters else {}
    adopt(school=small.school, document=text, from_on=AUTUMN, values=values, by=small.principal)
    drafts, findings = draft_term(small.school, frame(small.school, small.term), as_of=AUTUMN)
    return {draft.requirement.id for draft in drafts}, {finding.requirement for finding in findings}


def covered_by_another(requirement, text, owed):
    """Tell whether everybody who would owe it owes a higher number of the same family (X-07)."""
    return any(r.family and r.family == requirement.family and r.id in owed for r in text.requirements.values())


@pytest.mark.parametrize("name", IDS)
def test_every_requirement_is_owed_allowed_or_explained(name):
    owed, explained = asked_in_autumn(name)
    text = document(name)
    silent = {
        requirement.id
        for requirement in text.requirements.values()
        if not requirement.is_permission and not covered_by_another(requirement, text, owed)
        if "phase" not in requirement.due
    }
    assert silent <= owed | explained


def test_a_phase_of_the_term_is_owed_and_one_that_is_over_is_not():
    owed, _ = asked_in_autumn("G3")
    assert "G3-R06" in owed
    assert "G3-R15" not in owed
