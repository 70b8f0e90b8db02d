"""`manage.py compliance`: the board for the command line."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from rulebook.tests.factories import create_attestation, create_obligations, create_small

pytestmark = pytest.mark.django_db


def run(small, **options):
    """Give what was printed and the exit code."""
    printed = StringIO()
    try:
        call_command("compliance", school=small.school.code, term="2026-1", stdout=printed, **options)
    except SystemExit as ended:
        return printed.getvalue(), ended.code
    return printed.getvalue(), 0


def test_it_prints_every_obligation_and_finds_nothing_before_anything_is_due():
    small = create_small()
    owed = create_obligations(small)
    printed, code = run(small, on=date(2026, 9, 1), json=True)
    report = json.loads(printed)
    assert code == 0
    assert len(report["obligations"]) == len(owed)
    assert report["sums"]["late"] == 0
    assert report["obligations"][0].keys() >= {"needed", "done", "state", "articles"}


def test_what_is_late_is_a_finding():
    small = create_small()
    create_obligations(small)
    create_attestation(school=small.school, actor=small.clerk, kind="school_analysis", on=date(2026, 11, 20))
    printed, code = run(small, on=date(2026, 12, 1), document="C3")
    assert code == 1
    assert "late" in printed.splitlines()[-1]


@pytest.mark.parametrize(
    "wrong", [{"school": "nowhere"}, {"term": "1999-1"}, {"document": "C9"}], ids=["school", "term", "document"]
)
def test_wrong_use_says_what_to_give(wrong):
    small = create_small()
    with pytest.raises(CommandError) as refused:
        call_command("compliance", **{"school": small.school.code, "term": "2026-1", **wrong})
    assert refused.value.returncode == 2
