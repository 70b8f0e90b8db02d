"""The class of each pupil: from a class column, a grade column, or the title of the sheet."""

from collections import Counter
from collections.abc import Iterable

from registry.class_name_reading import read_class_name, read_grade
from registry.class_names import ClassKey, ClassName, NoSuchClass, combine, find_class, school_year_of

from .draft import Draft
from .text import BLANK_WORDS, plain, read_text


def class_label(class_cell, grade_cell=None) -> str:
    """Write what a row says of its class, grade first: the spelling that a school can teach (`三年级 启明班`)."""
    return " ".join(filter(None, (_words(grade_cell), _words(class_cell))))


def clean_classes(draft: Draft) -> list[ClassKey | None]:
    """Give the class of each row; a row without a class is rejected."""
    size = len(draft)
    names = _blank_without_value(draft.cells("class_name")) or [None] * size
    grades = _blank_without_value(draft.cells("grade")) or [None] * size
    has_class_column = any(cell is not None for cell in names)
    pairs = list(zip(names, grades, strict=True))
    doubtful = _rounded_labels(draft.cells("class_name") or ())
    known = {pair: _resolve(draft, *pair, doubtful, has_class_column) for pair in set(pairs)}
    keys = []
    assumed = set()
    for index, pair in enumerate(pairs):
        key, code = known[pair]
        if code and (code != "class-number-assumed" or pair not in assumed):
            assumed.add(pair)
            _report(draft, index, code, pair)
        keys.append(key)
    return keys


def _report(draft, index, code, pair):
    label = class_label(*pair) or draft.default_class or ""
    field = "class_name" if draft.cells("class_name") or not draft.cells("grade") else "grade"
    draft.report(index, field, code, value=label, label=label)


def _resolve(draft, class_cell, grade_cell, doubtful, has_class_column) -> tuple[ClassKey | None, str | None]:
    """Give the class that one class cell and one grade cell mean, and the code of a problem."""
    for label in (class_label(class_cell, grade_cell), class_label(class_cell)):
        if label in draft.context.class_labels:
            return draft.context.class_labels[label], None
    if class_cell is None and draft.default_class:
        return _default(draft, grade_cell)
    if class_cell is None and (grade_cell is None or has_class_column):
        return None, "class-missing"
    if _words(class_cell) in doubtful:
        return None, "class-ambiguous"
    name = read_class_name(_words(class_cell)) if class_cell is not None else None
    grade = read_grade(_words(grade_cell)) if grade_cell is not None else None
    if class_cell is not None and name is None and not (grade and _is_same(class_cell, grade_cell)):
        return None, "class-unknown"
    return _find(draft, name, grade)


def _default(draft, grade_cell):
    """Give the class that the title or the sheet names."""
    label = draft.default_class
    if label in draft.context.class_labels:
        return draft.context.class_labels[label], None
    return _find(draft, read_class_name(plain(label)), read_grade(_words(grade_cell)) if grade_cell else None)


def _find(draft, name: ClassName | None, grade: ClassName | None):
    try:
        both = combine(name, grade)
        key = find_class(both, draft.context.stages, school_year_of(draft.context.effective_on))
    except NoSuchClass as refusal:
        code = refusal.code if name or grade else "unknown"
        return None, {"conflict": "class-grade-conflict"}.get(code, f"class-{code}")
    return key, None if both.number else "class-number-assumed"


def _is_same(class_cell, grade_cell):
    return _words(class_cell) == _words(grade_cell)


def _rounded_labels(cells: Iterable) -> set[str]:
    """Find labels such as 3.1 that stand for class 1 and class 10 of a grade, because a number drops the zero.

    That is so where the grade has a class 11, or a class 9 and far more pupils in 3.1 than in its other classes;
    never where 3.10 stands in the column as text.
    """
    sizes = Counter(_words(cell) for cell in cells if cell is not None)
    found = set()
    for label, size in sizes.items():
        grade, dot, number = label.partition(".")
        if not (dot and number == "1" and grade.isdecimal()) or f"{grade}.10" in sizes:
            continue
        others = [sizes[f"{grade}.{other}"] for other in range(2, 10) if f"{grade}.{other}" in sizes]
        is_double = f"{grade}.9" in sizes and size > 1.6 * sum(others) / len(others)
        if f"{grade}.11" in sizes or is_double:
            found.add(label)
    return found


def _words(cell) -> str:
    """Write a cell as a label; Excel turns 3-2 into the second of March."""
    if cell is None:
        return ""
    if hasattr(cell, "month"):
        return f"{cell.month}-{cell.day}"
    text = read_text(cell)
    return text if isinstance(text, str) else ""


def _blank_without_value(cells):
    if cells is None:
        return None
    blanks = {cell for cell in set(cells) if isinstance(cell, str) and (not plain(cell) or plain(cell) in BLANK_WORDS)}
    return [None if cell in blanks else cell for cell in cells] if blanks else cells
