"""The fields that a template of a kind can use, with what each gives in an invented report."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.kinds import ReportKind
from reports.word.context import full_and_bare, joined


@dataclass(frozen=True)
class Field:
    """One field as it is written, what it means, and an example."""

    written: str
    meaning: str
    example: str = ""


def fields_of(kind: ReportKind) -> list[Field]:
    """Give the single fields, then the lists with what each of their entries has."""
    context, _bare = full_and_bare(kind.sample())
    meanings = {
        "title": _("Title of the report"),
        "school": _("School"),
        "period": _("Term"),
        "state_on": _("The day whose state it shows"),
        "as_of": _("When the data were read"),
        "made_by": _("Who made it"),
        "made_on": _("When it was made"),
        "fingerprint": _("Version of the data"),
        "articles": _("Articles answered"),
    }
    single = [Field(f"{{{{ {name} }}}}", meaning, context[name]) for name, meaning in meanings.items()]
    labels = {figure.key: figure.label for figure in kind.sample().figures}
    figures = [Field(f"{{{{ figure.{key} }}}}", labels[key], value) for key, value in context["figure"].items()]
    return single + figures + _lists(context)


def _lists(context: dict) -> list[Field]:
    """Give how lists are gone through; the first table stands for all."""
    tables = [
        Field(f"{{{{ tables[{number}].title }}}}", _("Title of a table"), table["title"])
        for number, table in enumerate(context["tables"])
    ]
    first = context["tables"][0]
    return [
        *tables,
        Field(
            "{%tr for row in tables[0].rows %} … {{ row[1] }} … {%tr endfor %}",
            _("In a Word table: a row for each row; cells count from 0, each tag stands in a row of its own"),
            first["rows"][0][1],
        ),
        Field(
            "{%tc for column in tables[0].columns %} … {{ column }} … {%tc endfor %}",
            _("In a Word table: a cell for each column"),
            joined(first["columns"]),
        ),
        Field(
            "{%p for place in signatures %} … {{ place }} … {%p endfor %}",
            _("A paragraph for each person who signs"),
            joined(context["signatures"]),
        ),
        Field("{%p if articles %} … {%p endif %}", _("Paragraphs that stand only where there is something")),
    ]
