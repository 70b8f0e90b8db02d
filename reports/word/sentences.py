"""What is wrong with a template, and how it is mended, in words."""

from difflib import get_close_matches

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from reports.word.checks import Problem
from reports.word.package import MAX_FILE_BYTES
from reports.word.places import FOOTER, HEADER, Place

UNUSABLE = {
    "empty": gettext_lazy("The file is empty. Choose the Word file again."),
    "old-word": gettext_lazy(
        "This is a file of an old Word (.doc), whatever its name says. Open it and save it as “Word document (.docx)”."
    ),
    "password": gettext_lazy("The file is protected by a password. Save it without one."),
    "not-word": gettext_lazy("This is not a Word file (.docx). Download the present template, edit it and upload it."),
    "damaged": gettext_lazy("The file is damaged. Open it in Word or WPS, save it under a new name and upload that."),
    "too-large": gettext_lazy(
        "The file is too large for a template (at most %(limit)s MB, unpacked too). Use smaller pictures."
    ),
    "macros": gettext_lazy("The file holds macros. Save it as “Word document (.docx)” without them."),
    "linked": gettext_lazy(
        "The file fetches a picture or a style from elsewhere when it is opened. Insert the picture into the file."
    ),
    "entities": gettext_lazy("The file holds markup that Word does not write. Save it anew in Word or WPS."),
}
SENTENCES = {
    "unknown": gettext_lazy("There is no field “%(name)s”."),
    "not-so-many": gettext_lazy("“%(name)s” is more than there are; they are counted from 0."),
    "not-closed": gettext_lazy(
        "A field begins with {{ and ends with }}, a loop or condition with {%% and %%}; here “%(name)s” is alone. "
        "Write the whole field in one paragraph."
    ),
    "full-width": gettext_lazy("The braces are full-width. Type { } and %% with the English keyboard."),
    "not-understood": gettext_lazy("This cannot be understood. Write a field as {{ school }}, a name between braces."),
    "not-allowed": gettext_lazy(
        "“%(name)s” cannot be used in a template: only fields, for, if and the filters default, first, join, last "
        "and length."
    ),
    "a-list": gettext_lazy("This is a list. Go through it: {%% for … in … %%} … {%% endfor %%}."),
    "no-list": gettext_lazy("“%(name)s” is a single word, not a list to go through."),
    "loop-over-all": gettext_lazy(
        "A loop inside another goes through a part of what the outer one is at, such as table.rows inside table; "
        "“%(name)s” is not."
    ),
    "not-ended": gettext_lazy("This has no end. Write {%% end%(name)s %%} where it ends."),
    "nothing-open": gettext_lazy("Nothing is open here that “%(name)s” belongs to. Look at the order, or delete it."),
    "other-prefix": gettext_lazy("It began as “%(name)s”; its end needs the same letters p, tr or tc after {%%."),
    "prefix": gettext_lazy("A field has no letters p, tr, tc or r before its name. Write {{ and the name."),
    "not-in-table": gettext_lazy("tr and tc repeat the rows and columns of a table; this is not in one. Use {%%p."),
    "not-alone": gettext_lazy("{%%p takes the whole paragraph away. Give it a paragraph of its own."),
    "too-deep": gettext_lazy("Too many loops and conditions stand inside each other."),
    "too-many": gettext_lazy("The template has more than %(name)s fields, loops and conditions."),
    "cannot-fill": gettext_lazy("Filling it with an invented report failed: %(name)s."),
    "torn": gettext_lazy(
        "The loops and conditions cut through paragraphs or table rows. Use {%%p for whole paragraphs and {%%tr for "
        "rows, with the end in the same cell or table."
    ),
}


def unusable(code: str) -> str:
    """Say why a file cannot be a template at all."""
    return str(UNUSABLE[code]) % {"limit": MAX_FILE_BYTES // 1024 // 1024}


def sentence(problem: Problem) -> str:
    """Say what is wrong, where, and how it is mended."""
    said = str(SENTENCES[problem.code]) % {"name": problem.name}
    if hint := _near(problem):
        said = f"{said} {hint}"
    if problem.place is None:
        return said
    return _("%(where)s, “%(tag)s”: %(what)s") % {
        "where": _where(problem.place),
        "tag": problem.tag or problem.place.quote,
        "what": said,
    }


def _near(problem: Problem) -> str:
    """Name the field that was meant, or all that there are."""
    if not problem.near:
        return ""
    last = problem.name.rsplit(".", 1)[-1]
    if meant := get_close_matches(last, problem.near, n=1):
        return _("Did you mean “%(field)s”?") % {"field": meant[0]}
    separator = pgettext("between the items of a list", ", ")
    return _("Known here: %(fields)s.") % {"fields": separator.join(problem.near)}


def _where(place: Place) -> str:
    words = {HEADER: _("Page header, paragraph %(number)s"), FOOTER: _("Page footer, paragraph %(number)s")}
    return words.get(place.part, _("Paragraph %(number)s")) % {"number": place.number}
