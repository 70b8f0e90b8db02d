"""Reads the tables of expected/ and compares them with what the engine makes of a document.

Who owes it: "h1 > a1, a2" is h1 about a1 and about a2; "h1+clerk > school" both about the school; "each: a1, b1" each
alone; "nobody > …" where the post is empty; several joined by ";"; "-" where the text has no number, so that nobody is
asked until the school sets one. Number: "-" where the text has none. Days are
month-day of the term's school year, or whole dates. Records: kind, parts joined by "+" where asked, day or "weekly" or
"daily", "x20" for twenty, "5" or "7/8" for an amount; several joined by ","; "right" for what its own app judges;
"nothing" where nothing may happen.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module

import pytest

from rulebook import kinds
from rulebook.documents.schema import Measure
from rulebook.models import Obligation
from rulebook.rules.judging import Evidence, Owed, Records, State, judge
from rulebook.selectors.in_force import frame
from rulebook.selectors.lines import Line, lines_of, look
from rulebook.services.expanding import expand_term
from rulebook.tests.factories import AUTUMN, Small, create_adoption
from rulebook.tests.scenes import create_school_of

LOOK = date(2026, 12, 1)
DAY = timedelta(days=1)
ALIASES = {
    "TEACHERS": "h1, a1, a2, a3, h2, b1, b2, director, h3, c1",
    "COLLEAGUES": "h1, a1, a2, a3, h2, b1, b2, h3, c1",  # the teachers without the director
    "HEADS": "h1, h2, h3",
    "CLASSES": "7-1, 7-2, 8-1",
    "GRADES": "grade 7, grade 8, grade 9",
    "GROUPS": "语文组, 数学组, 英语组",
    "SUBJECTS": "语文, 数学, 英语",
    "OFFICE": "clerk+director",
}
OF_THE_REGISTERS = ("class", "grade", "subject", "research_group", "prep_group", "village", "teacher")


@dataclass(frozen=True)
class Case:
    """One line of a table."""

    requirement: str
    article: str
    owed: tuple[tuple[str, str], ...]
    least: str
    days: str
    state: str
    proof: str

    @property
    def rows(self) -> list[str]:
        """Give one readable row for each obligation."""
        return [_row(bearers, subject, self.least, self.days, self.state) for bearers, subject in self.owed]


def cases(table: str) -> list[Case]:
    found = []
    for line in filter(None, map(str.strip, table.splitlines())):
        for alias, names in ALIASES.items():
            line = line.replace(alias, names)
        requirement, article, owed, least, days, state, proof = (cell.strip() for cell in line.split("|"))
        found.append(Case(requirement, article, tuple(_owed(owed)), least, days, state, proof))
    return found


def _owed(text: str) -> Iterable[tuple[str, str]]:
    if text == "-":
        return
    for part in text.split(";"):
        if part.strip().startswith("each:"):
            yield from ((name.strip(), name.strip()) for name in part.split(":")[1].split(","))
            continue
        bearers, subjects = part.split(">")
        for subject in subjects.split(","):
            yield "+".join(sorted(bearers.strip().split("+"))), subject.strip()


def _row(bearers: str, subject: str, least: str, days: str, state: str) -> str:
    return f"{bearers} > {subject} | {least} | {days} | {state}"


@pytest.fixture
def only_registers(monkeypatch):
    """Let the registers alone say what there is: what the apps above keep is for their own tests.

    Then every kind of evidence is attested, as it is until its area is built.
    """
    kept = {kind: kinds.subject_source(kind) for kind in OF_THE_REGISTERS}
    monkeypatch.setattr(kinds, "_subjects", kept)
    monkeypatch.setattr(kinds, "_evidence", {})
    monkeypatch.setattr(kinds, "_roles", {})


def table_of(document: str):
    """Give the module of a document's table."""
    return import_module(f"rulebook.tests.expected.{document.lower()}")


def school_of(document: str) -> Small:
    """Build the small school with what the document's table needs."""
    module = table_of(document)
    names = ("stages", "named", "counted", "taught", "site", "villages", "prep")
    wanted = {name: getattr(module, name.upper()) for name in names if hasattr(module, name.upper())}
    return create_school_of(**wanted)


def lines_owed(small: Small, document: str, *, today: date = LOOK) -> list[Line]:
    """Adopt, expand and look."""
    values = {key: Decimal(value) for key, value in getattr(table_of(document), "VALUES", {}).items()}
    create_adoption(school=small.school, document=document, **values)
    expand_term(school=small.school, term=small.term, as_of=AUTUMN)
    owed = Obligation.objects.live().filter(school=small.school)
    return lines_of(small.school, owed, frame(small.school, small.term), today=today)


def differences(small: Small, lines: Iterable[Line], table: str) -> tuple[list[str], list[str]]:
    """Give what the text asks and the engine does not, and what the engine asks and the text does not."""
    names = labels(small)
    found = Counter(f"{line.requirement.id}: {row_of(line, names)}" for line in lines)
    asked = Counter(f"{case.requirement}: {row}" for case in cases(table) for row in case.rows)
    return sorted((asked - found).elements()), sorted((found - asked).elements())


def labels(small: Small) -> dict[str, str]:
    """Give names that depend neither on the reader's language nor on today's school year."""
    people = {f"person:{user.pk}": name for name, user in small.people.items()}
    classes = {f"class:{each.pk}": f"{each.grade_on(LOOK)}-{each.number}" for each in small.classes}
    grades = {f"grade:{each.pk}": f"grade {each.number}" for each in small.school.grades.all()}
    return people | classes | grades | {"": "school"}


def row_of(line: Line, names: dict[str, str]) -> str:
    bearers = "+".join(sorted(names[f"person:{pk}"] for pk in line.bearers)) or "nobody"
    least = "-" if line.owed.least is None else f"{line.owed.least.normalize():f}"
    days = f"{_day(line.opens_on)}..{_day(line.due_on)}"
    parts = zip(line.subject.split("+"), line.subject_name.split(" · "), strict=False)
    subject = "·".join(names.get(key, name) for key, name in parts)
    return _row(bearers, subject, least, days, line.state)


def _day(on: date) -> str:
    in_the_year = date(2026, 8, 1) <= on < date(2027, 8, 1)
    return f"{on:%m-%d}" if in_the_year else on.isoformat()


def day(text: str) -> date:
    if len(text) > 5:
        return date.fromisoformat(text)
    month, number = map(int, text.split("-"))
    return date(2026 if month >= 8 else 2027, month, number)


def unproved(small: Small, lines: list[Line], table: str) -> list[str]:
    """Give the lines that their records do not make done, and those that one record less leaves done all the same."""
    proofs = {(c.requirement, row): c.proof for c in cases(table) for row in c.rows}
    term = frame(small.school, small.term)
    names, wrong = labels(small), []
    for line in lines:
        row = row_of(line, names)
        if (line.requirement.id, row) not in proofs:
            continue  # the first comparison has told
        proof = proofs[line.requirement.id, row]
        on = look(max(line.due_on + DAY, LOOK), term, line.numbers)
        whole, short = records_of(proof, line.owed, term)
        if judge(line.owed, Records.of(whole), on).state is not State.DONE:
            wrong.append(f"not done: {line.requirement.id} {row} by {proof}")
        if judge(line.owed, Records.of(short), on).state is State.DONE:
            wrong.append(f"done with too little: {line.requirement.id} {row}")
    return wrong


def records_of(proof: str, owed: Owed, term) -> tuple[list[Evidence], list[Evidence]]:
    """Give the records of a proof, and the same with one missing or one wrong."""
    if proof.startswith("nothing"):
        happened = Evidence(owed.requirement.evidence, owed.counts.from_on, None, owed.subject)
        return [], [happened]
    rows = [row for text in proof.split(",") for row in _records(text.split(), owed, term)]
    last = rows[-1]
    if owed.requirement.measure is Measure.JUDGED:
        return rows, [*rows[:-1], last._replace(is_right=False)]
    if owed.requirement.measure is Measure.SHARE:
        return rows, [*rows[:-1], last._replace(amount=last.amount - 1)]
    return rows, rows[:-1]


def _records(words: list[str], owed: Owed, term) -> list[Evidence]:
    kind, *rest = words
    times, parts, days, amount, whole = 1, [""], [], Decimal(1), None
    for word in rest:
        if word in ("weekly", "daily"):
            days = _every(word, owed, term)
        elif word[0] == "x":
            times = int(word[1:])
        elif word[0].isdigit() and "-" in word:
            days = [day(word)]
        elif word[0].isdigit():
            amount, _, of = word.partition("/")
            amount, whole = Decimal(amount), Decimal(of) if of else None
        elif word != "right":
            parts = word.split("+")
    actor = owed.bearers[0] if owed.bearers else None
    subjects = owed.targets or ("" if owed.requirement.bears_each else owed.subject,)
    return [
        Evidence(kind, on, actor, subject, part, amount, whole)
        for on in days
        for subject in subjects
        for part in parts
        for _ in range(times)
    ]


def _every(word: str, owed: Owed, term) -> list[date]:
    if word == "daily":
        return [on for on in term.school_days if on in owed.counts]
    return [week.span.last_on for week in term.weeks if week.span.last_on in owed.counts]
