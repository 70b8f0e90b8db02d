"""What a reminder of an obligation says: what, of which article, by when; no scores, no conduct, no health."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext

from rulebook.reminders.matters import Matter, Stage
from rulebook.rules.frames import Frame
from rulebook.selectors.lines import Line

MOST_LINES = 8


def _lazily(make):
    """Let words with values wait until it is known in whose language they are read."""
    return lambda *args, **values: lazy(lambda: make(*args, **values), str)()


@_lazily
def subject(matters: Sequence[Matter], *, on: date) -> str:
    first = matters[0]
    name = {"name": str(first.line.requirement.name)}
    count = {"count": len(matters)}
    if first.stage is Stage.LATE:
        return ngettext("%(count)d matter is overdue", "%(count)d matters are overdue", len(matters)) % count
    if first.stage is Stage.WEEK:
        return gettext("Still open this week: %(name)s") % name
    if first.stage is Stage.BEHIND:
        return gettext("Behind the pace of the term: %(name)s") % name
    if first.stage is Stage.FINDING:
        return gettext("Please look: %(name)s") % name
    if first.stage is Stage.OPENED:
        return gettext("Now to be done: %(name)s") % name
    return gettext("Due on %(day)s: %(name)s") % {**name, "day": date_format(first.line.due_on, "MONTH_DAY_FORMAT")}


@_lazily
def body(matters: Sequence[Matter], *, frame: Frame) -> str:
    lines = [_about(matter, frame) for matter in _by_requirement(matters)[:MOST_LINES]]
    if len(_by_requirement(matters)) > MOST_LINES:
        lines.append("…")
    return "\n".join(lines)


def _by_requirement(matters: Sequence[Matter]) -> list[list[Matter]]:
    found: dict[tuple, list[Matter]] = {}
    for matter in matters:
        found.setdefault((matter.line.requirement.id, matter.line.period), []).append(matter)
    return list(found.values())


def _about(matters: Sequence[Matter], frame: Frame) -> str:
    """Say one requirement in a line: name, for whom, how far, by when, article."""
    line = matters[0].line
    parts = [str(line.requirement.name)]
    if len(matters) > 1:
        parts.append(ngettext("%(count)d open", "%(count)d open", len(matters)) % {"count": len(matters)})
    else:
        if line.subject_name:
            parts.append(line.subject_name)
        if line.standing.needed is not None:
            parts.append(_progress(matters[0]))
    parts.append(gettext("until %(day)s") % {"day": date_format(line.due_on, "MONTH_DAY_FORMAT")})
    return " · ".join([*parts, "、".join(line.requirement.articles)])


def _progress(matter: Matter) -> str:
    standing = matter.line.standing
    values = {"done": f"{standing.value.normalize():f}", "needed": f"{standing.needed.normalize():f}"}
    return gettext("%(done)s of %(needed)s done") % values


@_lazily
def leader_subject(late: Sequence[Line]) -> str:
    words = ngettext(
        "%(count)d obligation of the school is overdue", "%(count)d obligations of the school are overdue", len(late)
    )
    return words % {"count": len(late)}


@_lazily
def leader_body(late: Sequence[Line]) -> str:
    counted: dict[str, int] = {}
    for line in late:
        counted[line.requirement.id] = counted.get(line.requirement.id, 0) + 1
    names = {line.requirement.id: str(line.requirement.name) for line in late}
    lines = [f"{names[key]} · {count}" for key, count in sorted(counted.items(), key=lambda pair: -pair[1])]
    nobody = sum(line.has_nobody for line in late)
    if nobody:
        words = ngettext("%(count)d has nobody who holds the post", "%(count)d have nobody who holds the post", nobody)
        lines.append(words % {"count": nobody})
    return "\n".join(lines[:MOST_LINES])
