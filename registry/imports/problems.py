"""What can be wrong with a cell or a row of a register: level, reason and remedy of every code.

A problem holds no full ID number and no student number (L-04): make it with `problem()`, which masks.
"""

import re
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

REJECT, WARN = "reject", "warn"
_NO_PARAMS: dict[str, Any] = {}
_DIGIT, _LETTER = re.compile("[0-9]"), re.compile("[0-9A-Za-z]")
_LONG_RUN = re.compile(r"[0-9A-Za-z](?:[\s\-'’.]?[0-9A-Za-z]){13,}")


class Problem(NamedTuple):
    """One finding.

    row: 1-based row of the sheet; column: header text or letter; value: masked; level: reject or warn.
    """

    sheet: str
    row: int
    column: str
    value: str
    code: str
    level: str
    params: dict[str, Any]


class Kind(NamedTuple):
    """What a code means. reject: the row cannot be imported as it is; warn: it can, as the remedy says."""

    level: str
    reason: Any
    remedy: Any


KINDS: dict[str, Kind] = {
    # Rows
    "name-missing": Kind(REJECT, _("The name is missing."), _("Fill in the pupil's name.")),
    "duplicate-row": Kind(
        REJECT,
        _("The same pupil already stands in row %(first_row)s of sheet “%(first_sheet)s”."),
        _("Delete one of the two rows."),
    ),
    "duplicate-id": Kind(
        REJECT,
        _("Row %(first_row)s of sheet “%(first_sheet)s” gives another pupil the same ID number."),
        _("Check both numbers against the household register."),
    ),
    "duplicate-national-number": Kind(
        REJECT,
        _("Row %(first_row)s of sheet “%(first_sheet)s” gives another pupil the same student number."),
        _("Check both numbers in the national student register."),
    ),
    "duplicate-maybe": Kind(
        WARN,
        _("Row %(first_row)s of sheet “%(first_sheet)s” has the same name in the same class."),
        _("Check that these are two pupils; ID numbers or birth dates tell them apart."),
    ),
    "duplicate-school-number": Kind(
        WARN,
        _("Row %(first_row)s of sheet “%(first_sheet)s” gives the same number in the same class."),
        _("Give each pupil of a class a number of its own."),
    ),
    # Any cell
    "cell-error": Kind(
        WARN,
        _("The cell holds an error of the spreadsheet instead of a value."),
        _("Correct the formula or type the value; the cell was left out."),
    ),
    "number-rounded": Kind(
        WARN,
        _("Excel has rounded this long number, so its last digits are lost."),
        _("Set the column to text and type the number again; the cell was left out."),
    ),
    "value-unknown": Kind(
        WARN,
        _("This value is not one of the allowed ones."),
        _("Choose one of: %(allowed)s. The cell was left out."),
    ),
    "value-shape": Kind(
        WARN,
        _("This value does not have the shape that the column asks for."),
        _("Correct the cell; it was left out."),
    ),
    # Names
    "name-odd": Kind(
        WARN,
        _("The name contains digits or signs that are unusual in a name."),
        _("Check the name; it was kept as written."),
    ),
    "name-unreadable": Kind(
        WARN,
        _("A character of the name was lost when the file was saved (?, □ or �)."),
        _("Type the name again with its rare character."),
    ),
    "name-length": Kind(WARN, _("The name is unusually short or long."), _("Check the name; it was kept as written.")),
    "name-not-a-name": Kind(REJECT, _("This is not a name."), _("Fill in the pupil's name.")),
    # Dates
    "date-unreadable": Kind(WARN, _("The date cannot be read."), _("Write it like 20130512; the cell was left out.")),
    "date-impossible": Kind(
        REJECT, _("There is no such day in the calendar."), _("Correct the date; write it like 20130512.")
    ),
    "date-month-only": Kind(
        WARN,
        _("The date has no day, and no ID number supplies it."),
        _("Write the whole date like 20130512; the cell was left out."),
    ),
    "date-ambiguous": Kind(
        WARN,
        _("The date can be read in two ways, and no ID number decides."),
        _("Write the date like 20130512; the cell was left out."),
    ),
    "date-future": Kind(REJECT, _("The date lies in the future."), _("Correct the date.")),
    "born-implausible": Kind(
        REJECT,
        _("A person born on %(born_on)s would be %(age)s years old, which no pupil is."),
        _("Check whether the year is right and the data are the pupil's own."),
    ),
    "entered-implausible": Kind(
        WARN,
        _("The date of entering school does not fit the birth date or today's date."),
        _("Check the date; it was kept as written."),
    ),
    # Sex
    "sex-unknown": Kind(WARN, _("The sex cannot be read."), _("Write 男 or 女; the cell was left out.")),
    "sex-conflict": Kind(
        REJECT,
        _("The column says %(own)s, but the ID number says %(other)s."),
        _("Correct the sex or the ID number."),
    ),
    "born-conflict": Kind(
        REJECT,
        _("The column says %(own)s, but the ID number says %(other)s."),
        _("Correct the birth date or the ID number."),
    ),
    # ID numbers
    "id-rounded": Kind(
        REJECT,
        _("Excel has rounded this ID number: the digits after the 15th are lost and cannot be repaired."),
        _("Set the column to text and type the ID number again."),
    ),
    "id-maybe-rounded": Kind(
        WARN,
        _("The ID number ends in 000, as it does when Excel has rounded it."),
        _("Compare it with the household register."),
    ),
    "id-length": Kind(
        REJECT,
        _("An ID number has 18 characters; this one has %(length)s."),
        _("Correct the ID number, or fill in the type of the document."),
    ),
    "id-old": Kind(
        REJECT,
        _("ID numbers of 15 digits are no longer valid, and no child has one."),
        _("Write the 18-digit ID number."),
    ),
    "id-characters": Kind(
        REJECT,
        _("An ID number consists of 17 digits and a digit or X."),
        _("Correct the ID number, or fill in the type of the document."),
    ),
    "id-area": Kind(
        REJECT,
        _("The ID number begins with an area code that does not exist."),
        _("Compare the first six digits with the household register."),
    ),
    "id-date": Kind(
        REJECT,
        _("The ID number contains a birth date that does not exist."),
        _("Compare digits 7 to 14 with the household register."),
    ),
    "id-check-digit": Kind(
        REJECT,
        _("The last character of the ID number does not fit the others, so at least one digit is wrong."),
        _("Compare the ID number with the household register."),
    ),
    "id-document": Kind(
        REJECT,
        _("A document number of this type consists of letters and digits only."),
        _("Correct the number or the type of the document."),
    ),
    "id-pending": Kind(
        WARN,
        _("There is no ID number yet."),
        _("Add it when it has been issued; the row goes in without it."),
    ),
    "id-missing": Kind(
        WARN,
        _("The type of document is given, but not its number."),
        _("Add the number; the row goes in without it."),
    ),
    # Student numbers
    "national-number-rounded": Kind(
        REJECT,
        _("Excel has rounded this student number, so its last digits are lost."),
        _("Set the column to text and type the number again."),
    ),
    "national-number-odd": Kind(
        WARN,
        _("A national student number is G, J or L followed by 18 characters; this one differs."),
        _("Compare it with the national student register; it was kept as written."),
    ),
    # Phones
    "phone-wrong": Kind(
        WARN,
        _("This is not a phone number, or it has a digit too many or too few."),
        _("Correct the phone number; the wrong one was left out."),
    ),
    # Classes
    "class-missing": Kind(REJECT, _("The class is missing."), _("Fill in the class, such as 三年级2班.")),
    "class-unknown": Kind(
        REJECT,
        _("This class name cannot be read."),
        _("Write it like 三年级2班 or 2023级2班, or say once which class it means."),
    ),
    "class-grade-missing": Kind(
        REJECT,
        _("The class has a number but no grade."),
        _("Write it like 三年级2班, or add a grade column."),
    ),
    "class-ambiguous": Kind(
        REJECT, _("This class name can mean two classes."), _("Write it like 三年级10班, as text.")
    ),
    "class-other-stage": Kind(
        REJECT,
        _("The school has no such grade now."),
        _("Check the class; pupils who have left are not imported."),
    ),
    "class-grade-conflict": Kind(
        REJECT, _("The grade column and the class name contradict each other."), _("Correct one of the two.")
    ),
    "class-number-assumed": Kind(
        WARN,
        _("The class has no number; it was taken as class 1 of its grade."),
        _("Add the number if the grade has several classes."),
    ),
    # Villages
    "village-not-found": Kind(
        WARN,
        _("No village of the list was found in this address."),
        _("Add the village or another name of it to the list, or add a village column."),
    ),
    # Families
    "relation-unknown": Kind(
        WARN,
        _("This relation is not one of the known ones."),
        _("Write 父亲, 母亲, 爷爷 …; it was kept as a note."),
    ),
    "member-without-name": Kind(
        WARN,
        _("A family member has other data but no name."),
        _("Fill in the name; the member was left out."),
    ),
    "member-id-wrong": Kind(
        WARN,
        _("The ID number of the family member is wrong."),
        _("Compare it with the document; the number was left out."),
    ),
    "family-short": Kind(
        WARN,
        _("Two family members are expected, and fewer are given."),
        _("Add the second member where there is one."),
    ),
    "family-no-guardian": Kind(
        WARN, _("No family member is marked as guardian."), _("Write 是 for at least one of them.")
    ),
    "family-id-missing": Kind(
        WARN,
        _("The pupil has no ID number, so a family member's is expected."),
        _("Add the ID number of a guardian."),
    ),
    # Comparing with the register
    "pupil-question": Kind(
        REJECT,
        _("The register has a pupil of this name: %(candidate)s. It is not certain that they are the same."),
        _("Say whether they are the same pupil; the row waits for the answer."),
    ),
    "pupil-twice": Kind(
        REJECT,
        _("Another row of the file already means this pupil of the register: %(candidate)s."),
        _("Delete one of the two rows, or correct its numbers."),
    ),
    "pupil-numbers-disagree": Kind(
        REJECT,
        _("The student number and the ID number belong to two pupils of the register; one is %(candidate)s."),
        _("Compare both numbers with the household register."),
    ),
    "enrolment-later": Kind(
        REJECT,
        _("The register knows a class of this pupil after %(day)s, so the class on that day cannot be changed."),
        _("Choose a later effective date, or correct the classes on the pupil's page."),
    ),
    "enrolled-elsewhere": Kind(
        WARN,
        _("This pupil is enrolled in another school of the district."),
        _("Ask the family or the district's office whether the pupil has changed school."),
    ),
    "guardian-same-phone": Kind(
        WARN,
        _("%(other)s has the same phone number, but another name."),
        _("Say whether they are the same person; until then they are kept apart."),
    ),
    "guardian-same-name": Kind(
        WARN,
        _("Another family member at the same address has the same name, but another phone number: %(other)s."),
        _("Say whether they are the same person; until then they are kept apart."),
    ),
    # Columns that belong together
    "inclusive-disability": Kind(
        WARN,
        _("“%(inclusive)s” and “%(disability)s” do not fit together."),
        _("Correct the inclusive schooling or the kind of disability."),
    ),
    "household-code-missing": Kind(
        WARN,
        _("With a resident ID card the code of the household's area is expected."),
        _("Fill in the 12-digit area code."),
    ),
}


def problem(sheet: str, row: int, column: str, value: Any, code: str, **params: Any) -> Problem:
    """Make a problem; value and texts of the parameters are shortened, and long numbers in them masked."""
    safe = {name: safe_value(text) if isinstance(text, str) else text for name, text in params.items()}
    return Problem(sheet, row, column, safe_value(value), code, KINDS[code].level, safe or _NO_PARAMS)


def safe_value(value: Any) -> str:
    """Write a cell for people: at most 60 characters, ID-like numbers down to their first six digits."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    if len(text) > 12:
        text = _LONG_RUN.sub(_masked, text)
    return text if len(text) <= 60 else text[:59] + "…"


def hidden_number(value: Any) -> str:
    """Write a cell of a column of ID numbers: nothing but its first six digits, however the number is misspelt."""
    text = safe_value(value)
    kept = 7 if text[:1].isalpha() and text[:1].isascii() else 6
    return text[:kept] + _LETTER.sub("*", text[kept:])


def _masked(match):
    """Mask a run with a dozen digits in it; a letter O among them is a typing mistake."""
    text = match[0]
    return text if len(_DIGIT.findall(text)) < 12 else _cut(text)


def _cut(text):
    kept = 7 if text[0].isalpha() else 6
    return text[:kept] + "*" * (len(text) - kept)


def reason(problem: Problem) -> str:
    """Say in one sentence what is wrong."""
    return str(KINDS[problem.code].reason) % problem.params


def remedy(problem: Problem) -> str:
    """Say in one sentence what to do."""
    return str(KINDS[problem.code].remedy) % problem.params


def message(problem: Problem) -> str:
    """Say what is wrong and what to do, in two sentences."""
    return f"{reason(problem)} {remedy(problem)}"
