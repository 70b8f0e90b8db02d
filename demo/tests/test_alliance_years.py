"""Schools that live as an alliance: what the portal says agrees with what a clerk reckons from the chronicle alone."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from alliances.models import AssessmentStatement, SelfReport
from alliances.selectors import exchange, matrix, needs, self_reports, summaries
from core.dates import Span
from demo.alliance_years import telling
from demo.alliance_years.clock import travelling
from demo.alliance_years.living import live
from demo.alliance_years.living.stage import Stage
from demo.loading.accounts import PASSWORD
from demo.tests.by_hand import Clerk, last_of_month, read, rounded
from demo.tests.by_hand_board import OWN, Board, owed_in
from rulebook.selectors.board import board
from schools.models import Term

pytestmark = pytest.mark.django_db

STORIES = {
    "G5 for two years": {"document": "G5", "seed": 1, "years": 2, "founded_on": date(2024, 5, 6)},
    "G5 until November": {"document": "G5", "seed": 2, "founded_on": date(2024, 8, 20), "until": date(2024, 11, 20)},
    "G4 for a year": {"document": "G4", "seed": 4, "founded_on": date(2024, 9, 1), "years": 1},
}


@dataclass
class Lived:
    """What a story left: the portal's rows, and a clerk who has read only the chronicle as JSON."""

    stage: Stage
    clerk: Clerk

    @property
    def today(self) -> date:
        return self.clerk.today

    @property
    def is_core(self) -> bool:
        return self.stage.alliance.has_core

    @property
    def years(self) -> list[int]:
        founded = self.clerk.chronicle["founded_on"]
        return sorted({term["school_year"] for term in self.terms if date(term["school_year"] + 1, 9, 1) > founded})

    @property
    def terms(self) -> list[dict]:
        chronicle = self.clerk.chronicle
        first = chronicle["founded_on"] - timedelta(days=60)  # the vacation belongs to the term before
        return [t for t in chronicle["terms"] if t["last_on"] >= first and t["first_on"] <= self.today]

    def name(self, code: str) -> str:
        return self.stage.schools[code].name


@pytest.fixture(scope="module", params=STORIES.values(), ids=STORIES.keys())
def once(request, django_db_setup, django_db_blocker):
    """Tell a story and live it once for all tests; its rows are taken back, its last day is today meanwhile."""
    story = {"years": 1, "first_year": 2024, **request.param}
    story.setdefault("until", telling.end_of(story["first_year"], story["years"]))
    chronicle = telling.tell(**story)
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        stage = live(chronicle, password=PASSWORD)
        with travelling(chronicle.until):
            yield Lived(stage, Clerk(read(chronicle.to_json()), chronicle.until))
        transaction.set_rollback(True)


@pytest.fixture
def lived(once):
    """Read English, as the story was written."""
    with translation.override("en"):
        yield once


def test_boards_show_what_is_done_late_and_to_come(lived):
    for code, school in lived.stage.schools.items():
        for term in lived.terms:
            row = Term.objects.get(school=school, school_year=term["school_year"], number=term["number"])
            found = Counter(
                (line.requirement.id, str(line.state), line.standing.value, _whole(line.standing.needed))
                for cell in board(school, row, today=lived.today).cells
                for line in cell.lines
            )
            wanted = Board(lived.clerk, code, term).lines()
            assert not _differing(found, wanted), "\n".join([code, str(term["first_on"]), *_differing(found, wanted)])


def _whole(needed):
    return needed if needed is None or needed == int(needed) else None


def _differing(found: Counter, wanted: Counter) -> list[str]:
    """Say what is shown and should not be, and what should be shown."""
    return [f"shown {line} × {n}" for line, n in (found - wanted).items()] + [
        f"wanted {line} × {n}" for line, n in (wanted - found).items()
    ]


def test_months_without_a_meeting_are_those_that_nobody_held(lived):
    if lived.is_core:
        seat = lived.stage.alliance.seat
        late = {
            (line.due_on.year, line.due_on.month)
            for term in Term.objects.filter(school=seat)
            for cell in board(seat, term, today=lived.today).cells
            for line in cell.lines
            if line.requirement.id == "G5-R03" and line.state == "late"
        }
        assert sorted(late) == lived.clerk.months_without_meeting()


def test_exchange_is_required_planned_under_way_completed_and_missing_as_counted(lived):
    for year in lived.years if lived.is_core else ():
        found = exchange.board(lived.stage.alliance, year, lived.today)
        lines = {line.member.school.code: line for line in found.schools}
        for code, line in {**lines, "": found.total}.items():
            wanted = lived.clerk.exchange(year, [code] if code else None)
            assert {name: getattr(line, name) for name in wanted} == wanted, (year, code)


def test_five_ones_and_categories_of_each_term_are_as_counted(lived):
    alliance = lived.stage.alliance
    for term in (term for term in lived.terms if term["last_on"] >= alliance.from_on):
        span = Span(term["first_on"], date.fromordinal(term["last_on"].toordinal() + 1))
        wanted = lived.clerk.matrix(span.from_on, span.to_on)
        shown = {row.membership.school.code: {**row.counts, "all": row.all} for row in matrix.matrix(alliance, span)}
        assert {code: +Counter(row) for code, row in shown.items()} == wanted
        if lived.is_core:
            ones = {member.school.code: sheet for member, sheet in matrix.five_ones_sheet(alliance, span)}
            for code, sheet in ones.items():
                kinds = lived.clerk.five_ones(code, span.from_on, span.to_on)
                assert (sheet.counts, sheet.done) == (kinds, sum(n > 0 for n in kinds.values()))


def test_the_yearly_summary_counts_every_category(lived):
    for year in lived.years:
        table = summaries.five_five(lived.stage.alliance, year)
        rows = [[cell.text for cell in row] for row in table.rows]
        counted = lived.clerk.matrix(date(year, 9, 1), date(year + 1, 9, 1))
        for code, counts in counted.items():
            row = next(row for row in rows if row[0] == lived.name(code))
            assert row[-1] == str(counts["all"])
            assert sum(map(int, row[1:-1])) == sum(counts.values()) - counts["all"]


def test_the_share_of_needs_that_were_answered_is_as_counted(lived):
    found = needs.answered(lived.stage.alliance, lived.today)
    assert (found.answered, found.raised) == lived.clerk.needs()


def test_self_reports_say_what_was_so_when_they_were_handed_in(lived):
    events = lived.clerk.chronicle["events"]
    for report in SelfReport.objects.handed_in().filter(alliance=lived.stage.alliance).select_related("membership"):
        code = report.membership.school.code
        place = max(n for n, e in enumerate(events) if e["what"] == "report_handed_in" and e["school"] == code
                    and (e["year"], e["month"]) == (report.year, report.month))  # fmt: skip
        then = Clerk(lived.clerk.chronicle, events[place]["on"], events[: place + 1])
        first = date(report.year, 1 if report.month == 6 else 7, 1)
        last = min(last_of_month(report.year, report.month), then.today)
        end = date.fromordinal(last.toordinal() + 1)
        wanted = then.sections(code, first, end)
        assert {name: [row[1] for row in report.figures[name]] for name in wanted} == wanted, report
        before = Clerk(lived.clerk.chronicle, last, events[:place])  # the report itself was not handed in yet
        assert Counter(row[1] for row in report.figures["scheme"]) == owed_in(before, code, first, end), report


def test_self_reports_that_are_late_or_missing_are_said_to_be(lived):
    members = list(lived.stage.alliance.memberships.select_related("school", "alliance"))
    asked = self_reports.asked_of(members, lived.today)
    if lived.is_core:
        key = {id(each): (each.membership.school.code, each.year, each.month) for each in asked}
        assert sorted(key.values()) == sorted(lived.clerk.asked_reports())
        assert {key[id(each)] for each in asked if each.is_overdue} == lived.clerk.overdue_reports()


def test_the_joint_assessment_is_own_alliance_and_final_as_reckoned(lived):
    events = lived.clerk.chronicle["events"]
    statements = AssessmentStatement.objects.filter(alliance=lived.stage.alliance)
    places = [n for n, event in enumerate(events) if event["what"] == "statement"]
    for statement, place in zip(statements.order_by("pk"), places, strict=True):
        then = Clerk(lived.clerk.chronicle, events[place]["on"], events[: place + 1])
        met = {code: _met(then, code, statement.school_year) for code in then.codes}
        reckoned = {"obligations_met": met, "satisfaction": _satisfied(then)}
        wanted = then.assessment(statement.school_year, reckoned)
        for row in statement.rows:
            code = next(code for code in then.codes if lived.name(code) == row["school"])
            assert (row["own"], row["alliance"], row["final"]) == tuple(map(rounded, wanted[code])), code


def _satisfied(then: Clerk) -> dict[str, Fraction]:
    """Give the points for what parents said last."""
    newest = {event["school"]: event for event in then.of("satisfaction")}
    return {code: Fraction(100 * e["satisfied"], e["asked"]) for code, e in newest.items()}


def _met(then: Clerk, code: str, year: int) -> Fraction:
    """Give the points for what a school fulfilled of what was due in the year."""
    states: Counter = Counter()
    for term in then.chronicle["terms"]:
        if term["school_year"] == year:
            for (requirement, state, *_rest), number in Board(then, code, term).lines().items():
                states[state] += number if requirement in OWN else 0
    return Fraction(100 * states["done"], states["done"] + states["late"])


def test_its_people_sign_in_with_the_password_that_is_printed(lived, client):
    username = f"{lived.clerk.core}-vice"
    assert client.login(username=username, password=PASSWORD)
    page = client.get(reverse("alliances:alliance_detail", args=[lived.stage.alliance.public_id]))
    assert page.status_code == 200
    assert lived.stage.alliance.name in page.content.decode()


def test_the_same_schools_do_not_live_twice(lived, tmp_path):
    file, document = tmp_path / "told.json", lived.clerk.chronicle["document"]
    with pytest.raises(CommandError, match="in the portal already"):
        call_command("simulate_alliance", document=document, seed=9, from_year=2021, years=1, chronicle=file)
    assert read(file.read_text(encoding="utf-8"))["document"] == document


def test_the_same_seed_tells_the_same_story():
    story = {
        "document": "G4",
        "first_year": 2024,
        "years": 1,
        "founded_on": date(2024, 9, 1),
        "until": date(2025, 1, 1),
    }
    told = [telling.tell(**story, seed=seed).to_json() for seed in (7, 7, 8)]
    assert (told[0] == told[1], told[0] == told[2]) == (True, False)
