"""The five schemes ask what their texts say, and records as the texts want them make it done."""

import pytest

from rulebook.documents import loading
from rulebook.tests.acceptance import cases, differences, lines_owed, school_of, table_of, unproved
from rulebook.tests.acceptance import only_registers as only_registers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_registers")]
SCHEMES = ("G1", "G2", "G3", "G4", "G5")


@pytest.mark.parametrize("document", SCHEMES)
def test_the_scheme_asks_what_its_text_says(document):
    small = school_of(document)
    assert differences(small, lines_owed(small, document), table_of(document).TABLE) == ([], [])


@pytest.mark.parametrize("document", SCHEMES)
def test_the_right_records_make_it_done_and_one_less_does_not(document):
    small = school_of(document)
    assert unproved(small, lines_owed(small, document), table_of(document).TABLE) == []


@pytest.mark.parametrize("document", SCHEMES)
def test_every_requirement_has_a_case_that_cites_its_article(document):
    requirements = loading.document(document).requirements
    told = {(case.requirement, case.article) for case in cases(table_of(document).TABLE)}
    assert {name for name, _article in told} == {r.id for r in requirements.values() if not r.is_permission}
    assert [name for name, article in told if article not in requirements[name].articles] == []
