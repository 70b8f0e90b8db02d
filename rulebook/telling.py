"""Changes and numbers of a version in words: “20 lessons → 15 lessons”, “changed by the school on 2026-09-01”."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rulebook.amounts import shown
from rulebook.documents.schema import Item, Value
from rulebook.models import Adoption
from rulebook.selectors.changes import Change, Source


def told(change: Change) -> dict:
    """Give what a page shows of a change."""
    return {
        "name": change.named.name,
        "before": _value(change, change.before),
        "after": _value(change, change.after),
        "reason": change.reason,
        "is_answer": change.is_answer,
    }


def _value(change: Change, value: Value) -> str:
    if not isinstance(change.named, Item):
        return shown(change.named, value)
    return " – ".join(value) if value else _("the months of the text")


def source_told(source: Source, adoption: Adoption) -> dict:
    """Give a number in force with where it comes from."""
    return {
        "name": source.parameter.name,
        "value": shown(source.parameter, source.value),
        "words": _where_from(source, adoption),
    }


def _where_from(source: Source, adoption: Adoption) -> str:
    if source.version is None or source.value == source.parameter.default is not None:
        return _("default of %(document)s") % {"document": adoption.document}
    day = {"day": date_format(source.version.from_on, "Y-m-d")}
    if source.parameter.default is None:
        return _("answered by the school on %(day)s; the text is silent") % day
    return _("changed by the school on %(day)s") % day + (f" · {source.reason}" if source.reason else "")
