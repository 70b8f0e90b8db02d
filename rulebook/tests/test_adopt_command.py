"""The command that adopts: what it prints, and its exit codes 0, 1 and 2."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from rulebook.models import Adoption
from rulebook.tests.factories import create_small

pytestmark = pytest.mark.django_db


def run(school, document="C3", *words) -> tuple[int, str]:
    """Give the exit code and what was printed."""
    out = StringIO()
    try:
        call_command("adopt", document, "--school", school.code, "--from", "2026-09-01", *words, stdout=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    except CommandError as wrong:
        return wrong.returncode, str(wrong)
    return 0, out.getvalue()


def test_adopting_prints_json_and_says_by_its_exit_code_that_somebody_is_missing():
    small = create_small()
    code, printed = run(small.school, "C3", "--set", "C3-Q04.min=8", "--reason", "small school", "--json")
    report = json.loads(printed)
    adoption = Adoption.objects.get()
    assert (code, report["from"]) == (1, "2026-09-01")
    assert "No one holds the post of other administrator: it is asked of nobody." in report["findings"]
    assert adoption.from_on == date(2026, 9, 1)
    assert adoption.versions.get().values["C3-Q04.min"] == {"value": "8", "reason": "small school"}


@pytest.mark.parametrize(
    ("document", "words", "said"),
    [
        ("C9", (), "There is no document C9."),
        ("C3", ("--set", "C3-Q04.min=900", "--reason", "x"), "This number is too large."),
        ("C3", ("--set", "C3-Q04.min=8"), "Write why"),
        ("C3", ("--set", "C3-Q99.min=8"), "C3 has no number C3-Q99.min."),
        ("C3", ("--set", "C3-Q04.min"), "write KEY=VALUE"),
        ("C3", ("--from", "soon"), "soon is no day"),
    ],
)
def test_wrong_use_writes_nothing(document, words, said):
    small = create_small()
    code, printed = run(small.school, document, *words)
    assert code == 2
    assert said in printed
    assert not Adoption.objects.exists()


def test_a_document_in_force_is_not_adopted_again():
    small = create_small()
    run(small.school)
    code, printed = run(small.school)
    assert code == 2
    assert "in force already" in printed


def test_an_unknown_school_is_wrong_use():
    with pytest.raises(CommandError, match="No school has the code"):
        call_command("adopt", "C3", "--school", "nowhere")
