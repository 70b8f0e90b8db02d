"""What a template can say: the report as plain words in dictionaries and lists."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.kinds import Gathered, Table, Value, Version

# What XML cannot hold; the tabulator and the line break stay.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def context_of(gathered: Gathered, *, made_by: str, made_at: datetime) -> dict:
    """Give the fields of a template; template_list shows people what each of them is."""
    return {
        "school": in_words(gathered.school),
        "title": in_words(gathered.title),
        "period": in_words(gathered.period),
        "state_on": formats.date_format(gathered.on, "DATE_FORMAT"),
        "as_of": formats.date_format(timezone.localtime(gathered.as_of), "DATETIME_FORMAT"),
        "made_by": in_words(made_by),
        "made_on": formats.date_format(timezone.localtime(made_at), "DATE_FORMAT"),
        "fingerprint": gathered.fingerprint,
        "articles": joined(gathered.articles),
        "figure": {figure.key: in_words(figure.value) for figure in gathered.figures},
        "figures": [
            {"label": in_words(f.label), "value": in_words(f.value), "articles": joined(f.articles)}
            for f in gathered.figures
        ],
        "tables": [_table(table) for table in gathered.tables],
        "versions": [{"name": in_words(v.name), "version": in_words(v.version)} for v in gathered.versions],
        "signatures": [in_words(place) for place in gathered.signatures],
        "words": _words(),
    }


def _table(table: Table) -> dict:
    return {
        "title": in_words(table.title),
        "columns": [in_words(column.label) for column in table.columns],
        "rows": [[in_words(value) for value in row] for row in table.rows],
        "notes": [in_words(note) for note in table.notes],
        "count": in_words(len(table.rows)),
    }


def _words() -> dict[str, str]:
    """The fixed words of the portal's own template, in the language of the report."""
    return {
        "state_on": _("As on"),
        "as_of": _("Data read at"),
        "made_by": _("Made by"),
        "articles": _("Articles answered"),
        "versions": _("According to"),
        "figures": _("Figures"),
        "figure": _("Figure"),
        "value": pgettext("of a figure", "Value"),
        "article": _("Article"),
        "signature": _("Signature"),
        "date": _("Date"),
        "data_version": _("Data version"),
    }


def in_words(value: Value) -> str:
    """Give a value as a template prints it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return CONTROL.sub("", str(value))


def joined(words: Iterable[str]) -> str:
    return pgettext("between the items of a list", ", ").join(words)


def full_and_bare(sample: Gathered) -> tuple[dict, dict]:
    """Give two contexts to try a template with: one that has something of everything, one that found nothing."""
    moment = sample.as_of
    tables = [replace(table, notes=table.notes or ["…"]) for table in sample.tables]
    full = replace(sample, tables=tables, versions=sample.versions or [Version("…", "1")])
    bare = replace(
        sample,
        tables=[replace(table, rows=[], notes=[]) for table in sample.tables],
        versions=[],
        signatures=[],
    )
    return context_of(full, made_by="…", made_at=moment), context_of(bare, made_by="", made_at=moment)
