"""Birth date and sex: from their columns, checked against the ID number and derived from it."""

from datetime import date

from .codes import read_code
from .dates import Partial, read_date
from .draft import Draft

_AGES = range(3, 26)
_WORDS = {"M": "男", "F": "女"}


def clean_birth(draft: Draft, born_by_id: list, sex_by_id: list) -> None:
    """Fill the columns born_on and sex."""
    today = draft.context.effective_on
    draft.columns["born_on"] = _births(draft, draft.read("born_on", lambda cell: read_date(cell, today)), born_by_id)
    _check_ages(draft, today)
    draft.columns["sex"] = _sexes(draft, draft.read("sex", _read_sex), sex_by_id)


def _read_sex(cell):
    found = read_code(cell, "sex")
    return found._replace(code="sex-unknown", params={}) if isinstance(found, tuple) else found


def _births(draft, own, by_id):
    if own == by_id:
        return own
    return [
        day if day == other else _birth(draft, index, day, other)
        for index, (day, other) in enumerate(zip(own, by_id, strict=True))
    ]


def _birth(draft, index, own, by_id):
    """Decide between the column and the ID number; a month alone takes its day from the ID number."""
    if own is None or by_id is None:
        return _without_day(draft, index, own) if own else by_id
    if isinstance(own, Partial):
        if own.fits(by_id):
            return by_id
        own = draft.cell("born_on", index)
    draft.report(index, "born_on", "born-conflict", own=str(own)[:20], other=by_id.isoformat())
    return by_id


def _without_day(draft, index, own):
    if not isinstance(own, Partial):
        return own
    draft.report(index, "born_on", own.code)
    return None


def _check_ages(draft, today):
    """Refuse birth dates that no pupil has: in the future, or of a parent."""
    born = draft.columns["born_on"]
    wrong = {day for day in set(born) if day and (day > today or _age(day, today) not in _AGES)}
    for index, day in enumerate(born) if wrong else ():
        if day in wrong:
            field = "born_on" if draft.cell("born_on", index) is not None else "id_number"
            if day > today:
                draft.report(index, field, "date-future")
            else:
                draft.report(index, field, "born-implausible", born_on=day.isoformat(), age=_age(day, today))


def _age(born_on: date, today: date) -> int:
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def _sexes(draft, own, by_id):
    if own == by_id:
        return own
    found = []
    for index, (sex, other) in enumerate(zip(own, by_id, strict=True)):
        if sex and other and sex != other:
            draft.report(index, "sex", "sex-conflict", own=_WORDS[sex], other=_WORDS[other])
        found.append(other or sex)
    return found
