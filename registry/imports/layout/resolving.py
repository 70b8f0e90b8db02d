"""From the headers of a table, read together, to the field of each column."""

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple


class Header(NamedTuple):
    """The words above a column, and the words of the merged cell above them ("电话" under "父亲")."""

    text: str
    group: str = ""


Resolve = Callable[[Header], str | None]

NAME_WORDS = ("姓名", "名字", "名称")
PHONE = Header("联系电话")
HINT = re.compile("[(（【]?(?:如|例|必填|选填|格式|请|填|说明|注|与|只|精确|\\d|YYYY|yyyy)")
# A phone right after one of these belongs to somebody who is no family member.
STRANGERS = frozenset({"class_teacher"})


def by_fields(header: Header) -> str | None:
    """Resolve with the catalogue of registry.imports.fields."""
    from registry.imports.fields import find_field, find_member_field

    if not header.group:
        return find_field(header.text)
    return (
        find_member_field(header.group, header.text)
        or find_field(header.group + header.text)
        or find_field(header.text)
    )


def without_hint(resolve: Resolve) -> Resolve:
    """Give a resolver that also understands a header followed by its hint: "民族 如：汉族"."""

    def ask(header):
        field = resolve(header)
        word, _, hint = header.text.partition(" ")
        return resolve(header._replace(text=word)) if field is None and HINT.match(hint) else field

    return ask


def resolve_columns(headers: list[Header], resolve: Resolve) -> list[str | None]:
    """Give the field of each column; every field at most once, the first column that means it wins.

    A repeated general header belongs to the person named before it: 联系电话 · 父亲姓名 · 联系电话 gives the pupil's
    phone, the father's name and the father's phone.
    """
    headers = _numbered_groups(headers, resolve)
    fields = [resolve(header) if header.text else None for header in headers]
    runs = _runs(headers, fields, resolve)
    _give_to_members(headers, fields, runs, resolve)
    for index in range(1, len(fields)):
        if fields[index - 1] in STRANGERS and fields[index] == resolve(PHONE):
            fields[index] = None
    return _first_only(fields)


def _numbered_groups(headers, resolve):
    """Tell the second 监护人 over 姓名｜电话 from the first: 监护人2."""
    numbered, seen = [], Counter()
    for header in headers:
        seen[header] += 1
        if header.group and header.text and seen[header] > 1:
            header = header._replace(group=_numbered(header.group, seen[header], resolve))
        numbered.append(header)
    return numbered


class _Run(NamedTuple):
    """A member's name column and the general columns right after it."""

    name: int
    word: str  # "父亲"
    columns: range


def _runs(headers, fields, resolve):
    runs, words = [], Counter()
    for index, header in enumerate(headers):
        word = _member_word(header, fields[index], resolve)
        if word is None:
            continue
        words[word] += 1
        if words[word] > 1:
            word = _numbered(word, words[word], resolve)
            fields[index] = resolve(Header(NAME_WORDS[0], word))
        runs.append(_Run(index, word, _following(index, word, headers, fields, resolve)))
    return runs


def _member_word(header, field, resolve):
    """Give "父亲" for 父亲姓名 and 父亲, None for a column that names no family member."""
    if field is None or header.group:
        return None
    word = header.text
    for name_word in NAME_WORDS:
        word = word.replace(name_word, "")
    if not word or field != resolve(Header(NAME_WORDS[0], word)):
        return None
    return word if resolve(Header(PHONE.text, word)) not in (None, resolve(PHONE)) else None


def _numbered(word, number, resolve):
    """Give "家长2" for the second 家长, when such a slot exists."""
    candidate = f"{word.rstrip('123456')}{number}"
    field = resolve(Header(NAME_WORDS[0], candidate))
    return candidate if field not in (None, resolve(Header(NAME_WORDS[0]))) else word


def _following(index, word, headers, fields, resolve):
    end = index + 1
    while end < len(headers) and not headers[end].group and headers[end].text:
        if _member_word(headers[end], fields[end], resolve) or _of(word, headers[end], resolve) is None:
            break
        end += 1
    return range(index + 1, end)


def _of(word, header, resolve):
    """Give the member's field that a header means after this member's name; None when it means none."""
    text = header.text.removeprefix(word.rstrip("123456"))
    field = resolve(Header(text, word))
    return field if field != resolve(Header(text)) or _is_members_own(text, resolve) else None


def _is_members_own(text, resolve):
    """Tell whether a header such as 关系 is a member's even without a member before it."""
    return resolve(Header(text)) == resolve(Header(text, "家长"))


def _give_to_members(headers, fields, runs, resolve):
    inside = {column for run in runs for column in run.columns}
    outside = {field for index, field in enumerate(fields) if index not in inside}
    in_runs = Counter(fields[column] for run in runs for column in run.columns)
    for run in runs:
        for column in run.columns:
            field = fields[column]
            only_hint = field == resolve(PHONE) and (run is not runs[-1] or len(runs) == 1)
            pupils_own = field is not None and not _is_members_own(headers[column].text, resolve)
            if pupils_own and field not in outside and in_runs[field] < 2 and not only_hint:
                continue
            fields[column] = _of(run.word, headers[column], resolve)


def _first_only(fields):
    seen, unique = set(), []
    for field in fields:
        unique.append(None if field in seen else field)
        seen.add(field)
    return unique
