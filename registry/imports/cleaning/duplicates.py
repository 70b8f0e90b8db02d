"""Pupils that stand twice in a file."""

from registry.imports.problems import REJECT, hidden_number, problem

from .results import CleanTable

_HEADERS = {"id_number": "身份证件号", "national_number": "学籍号", "name": "姓名", "school_number": "学号"}


def find_duplicates(clean: CleanTable) -> None:
    """Report rows with the same ID number or student number, or the same pupil without a number.

    One number and one name: the later row is rejected. One number and two names: both are, for one of them is
    wrong. Without a number, name, birth date and class together count as the same pupil; name and class alone
    only raise a question, as two pupils of a class may share a name.
    """
    doubles: set[int] = set()
    _same_number(clean, "id_number", "duplicate-id", doubles)
    _same_number(clean, "national_number", "duplicate-national-number", doubles)
    _same_person(clean, doubles)
    _same_school_number(clean, doubles)


def _same_number(clean, field, code, doubles):
    names = clean.columns["name"]
    first: dict = {}
    for index, number in enumerate(clean.columns[field]):
        if number is None or (earlier := first.setdefault(number, index)) == index:
            continue
        if names[index] == names[earlier]:
            if index not in doubles:
                _report(clean, index, earlier, field, number, "duplicate-row")
            doubles.add(index)
        else:
            _report(clean, index, earlier, field, number, code)
            _report(clean, earlier, index, field, number, code)


def _same_person(clean, doubles):
    numbers, born = clean.columns["id_number"], clean.columns["born_on"]
    first: dict = {}
    for index, person in enumerate(zip(clean.columns["name"], clean.class_keys, strict=True)):
        earlier = first.setdefault(person, index)
        if None in person or earlier == index or index in doubles:
            continue
        if (numbers[index] and numbers[earlier]) or (born[index] and born[earlier] and born[index] != born[earlier]):
            continue
        is_same = not numbers[index] and born[index] and born[index] == born[earlier]
        code = "duplicate-row" if is_same and not numbers[earlier] else "duplicate-maybe"
        _report(clean, index, earlier, "name", person[0], code)


def _same_school_number(clean, doubles):
    first: dict = {}
    for index, place in enumerate(zip(clean.columns["school_number"], clean.class_keys, strict=True)):
        if None in place or index in doubles:
            continue
        earlier = first.setdefault(place, index)
        if earlier != index:
            _report(clean, index, earlier, "school_number", place[0], "duplicate-school-number")


def _report(clean, index, earlier, field, value, code):
    shown = hidden_number(value) if field in ("id_number", "national_number") else value
    params = {"first_sheet": clean.sheets[earlier], "first_row": clean.rows[earlier]}
    header = clean.headers.get((clean.sheets[index], field)) or _HEADERS[field]
    found = problem(clean.sheets[index], clean.rows[index], header, shown, code, **params)
    clean.problems.append(found)
    if found.level == REJECT:
        clean.rejected.add(index)
