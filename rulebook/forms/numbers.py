"""A form over the numbers of a document: every question and every number, its value, and the reason of a change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rulebook.amounts import plain, shown
from rulebook.documents import loading
from rulebook.documents.schema import Document, Item, Parameter, Value
from rulebook.rules import phases
from rulebook.rules.numbers import Numbers, faults, store
from schools.forms.fields import DayField

NO_NUMBER = "-"  # the explicit choice where the text is silent


@dataclass(frozen=True)
class Row:
    """One number as the page shows it: what the text says, the fields, and the readings of an unclear text."""

    parameter: Parameter
    text: str
    value: forms.BoundField
    reason: forms.BoundField | None
    none: forms.BoundField | None

    @property
    def readings(self) -> list[str]:
        return [f"{code} · {words}" for code, words in self.parameter.readings.items()]

    @property
    def bounds(self) -> str:
        return bounds(self.parameter)

    @property
    def unit(self) -> str:
        return "" if self.parameter.choices else str(loading.words("units").get(self.parameter.unit, ""))

    @property
    def faulty(self) -> list[forms.BoundField]:
        return [field for field in (self.value, self.none, self.reason) if field is not None and field.errors]


@dataclass(frozen=True)
class PhaseRow:
    """One phase as the page shows it."""

    item: Item
    fields: list[forms.BoundField]


class NumbersForm(forms.Form):
    """The numbers of a document. `cleaned_values` are those that differ from the text or answer a question;
    `cleaned_reasons` go with them. Where the text gives a number, another one needs a reason.
    """

    def __init__(self, *args, document: Document, numbers: Numbers | None = None, with_reasons=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.document, self.with_reasons = document, with_reasons
        self.numbers = numbers or Numbers(document, accepts_suggestions=True)
        for parameter in document.parameters.values():
            self._add(parameter)
        for item in document.items_of("phase"):
            self._add_phase(item)
        for field in self.fields.values():
            dress(field)

    def _add(self, parameter: Parameter) -> None:
        present = self.numbers.get(parameter.key)
        self.fields[_value(parameter.key)] = _field(parameter, present)
        if parameter.default is None and not parameter.choices:
            self.fields[_none(parameter.key)] = forms.BooleanField(
                label=gettext_lazy("No number"), required=False, initial=present is None
            )
        if parameter.default is not None and self.with_reasons:
            self.fields[_reason(parameter.key)] = forms.CharField(
                label=_("%(name)s: reason of the change") % {"name": parameter.name},
                max_length=200,
                required=False,
                initial=self.numbers.reason(parameter.key),
            )

    def _add_phase(self, item: Item) -> None:
        span = phases.spans(self.numbers.values).get(item.id)
        label = {"phase": item.name}
        self.fields[f"first-{item.id}"] = DayField(
            label=_("%(phase)s: first day") % label, required=False, initial=span and span.from_on
        )
        self.fields[f"last-{item.id}"] = DayField(
            label=_("%(phase)s: last day") % label, required=False, initial=span and span.last_on
        )

    def clean(self):
        data = super().clean()
        self.cleaned_values: dict[str, Value] = {}
        self.cleaned_reasons: dict[str, str] = {}
        for parameter in self.document.parameters.values():
            if _value(parameter.key) not in self.errors:
                self._clean_one(parameter, data)
        for item in self.document.items_of("phase"):
            self._clean_phase(item, data)
        return data

    def _clean_one(self, parameter: Parameter, data: dict) -> None:
        key = parameter.key
        value = _read(parameter, data.get(_value(key)))
        if data.get(_none(key)):
            value = None
        elif value is None and not parameter.choices:
            words = _("Write a number, or tick “No number”.") if parameter.default is None else _("Write a number.")
            self.add_error(_value(key), forms.ValidationError(words, code="needed"))
            return
        if fault := faults(parameter, value):
            self.add_error(_value(key), forms.ValidationError(fault_words(fault, parameter), code=fault))
            return
        if parameter.default is None:
            self.cleaned_values[key] = value
        elif value != parameter.default or value != self.numbers.get(key):
            self._clean_change(parameter, value, data)

    def _clean_change(self, parameter: Parameter, value: Value, data: dict) -> None:
        reason = data.get(_reason(parameter.key), "").strip()
        if self.with_reasons and value != parameter.default and not reason:
            words = _("The text says %(value)s. Write why the school changes it.")
            text = shown(parameter, parameter.default)
            self.add_error(_reason(parameter.key), forms.ValidationError(words % {"value": text}, code="no_reason"))
            return
        self.cleaned_values[parameter.key] = value
        self.cleaned_reasons[parameter.key] = reason

    def _clean_phase(self, item: Item, data: dict) -> None:
        first, last = data.get(f"first-{item.id}"), data.get(f"last-{item.id}")
        had = item.id in phases.spans(self.numbers.values)
        if first and last:
            if last < first:
                words = _("This phase would end on %(last)s, before it begins on %(first)s. Write a later last day.")
                self.add_error(
                    f"last-{item.id}", forms.ValidationError(words % data_of(first, last), code="ends_first")
                )
                return
            self.cleaned_values[phases.key_of(item.id)] = phases.days_of(first, last)
        elif first or last:
            name = f"last-{item.id}" if first else f"first-{item.id}"
            self.add_error(name, forms.ValidationError(_("Write both days, or neither."), code="one_day"))
        elif had:
            self.cleaned_values[phases.key_of(item.id)] = None

    def changes(self) -> dict[str, Value]:
        """Give of the cleaned values those that differ from the numbers the form began with."""
        return {key: value for key, value in self.cleaned_values.items() if value != self._before(key)}

    @property
    def typed(self) -> Numbers:
        """Give the document's numbers as they were typed: what an adoption would store."""
        reasons = self.cleaned_reasons
        return Numbers(
            self.document,
            {
                key: {"value": store(value), "reason": reasons.get(key, "")}
                for key, value in self.cleaned_values.items()
            },
        )

    def _before(self, key: str) -> Value:
        if phases.is_phase(key):
            return self.numbers.values.get(key, {}).get("value")
        return self.numbers.get(key)

    # What the page shows

    @property
    def question_rows(self) -> list[Row]:
        return [self._row(parameter) for parameter in self.document.questions]

    @property
    def article_groups(self) -> list[tuple[str, list[Row], bool]]:
        """Give the other numbers by the article that sets them, what every document has last, under "".

        A group with a fault is open.
        """
        found: dict[str, list[Row]] = {}
        for parameter in self.document.parameters.values():
            if not parameter.is_question:
                article = parameter.articles[0] if parameter.articles else ""
                found.setdefault(article, []).append(self._row(parameter))
        order = [*self.document.articles, ""]
        groups = sorted(found.items(), key=lambda pair: order.index(pair[0]))
        return [(article, rows, any(row.faulty for row in rows)) for article, rows in groups]

    @property
    def phase_rows(self) -> list[PhaseRow]:
        phases_here = self.document.items_of("phase")
        return [PhaseRow(item, [self[f"first-{item.id}"], self[f"last-{item.id}"]]) for item in phases_here]

    @property
    def faulty(self) -> list[forms.BoundField]:
        """Give the fields with an error, for the summary above the form."""
        return [self[name] for name in self.errors if name in self.fields]

    def _row(self, parameter: Parameter) -> Row:
        text = shown(parameter, parameter.default) if parameter.default is not None else ""
        bound = [self[name] if name in self.fields else None for name in _names(parameter.key)]
        return Row(parameter, text, *bound)


def _names(key: str) -> tuple[str, str, str]:
    return _value(key), _reason(key), _none(key)


def proposed(document: Document, asked: Mapping[str, str]) -> dict[str, Decimal | bool]:
    """Give what a form begins with where its address proposes a number, ?value-<key>=0.35; nonsense is left aside."""
    found: dict[str, Decimal | bool] = {}
    for key, parameter in document.parameters.items():
        try:
            value = Decimal(asked.get(_value(key), ""))
        except InvalidOperation:
            continue
        if not parameter.choices and value.is_finite() and not faults(parameter, value):
            found |= {_value(key): value, _none(key): False}
    return found


def dress(field: forms.Field) -> None:
    """Give a field the look of the portal's forms, where a page draws it by itself."""
    looks = {forms.Select: "form-select", forms.CheckboxInput: "form-check-input"}
    if not isinstance(field.widget, forms.CheckboxSelectMultiple):
        field.widget.attrs["class"] = looks.get(type(field.widget), "form-control")


def data_of(first: date, last: date) -> dict[str, str]:
    return {"first": first.isoformat(), "last": last.isoformat()}


def fault_words(fault: str, parameter: Parameter) -> str:
    """Give what is wrong with a value, with the bounds in it."""
    if fault == "not_a_choice":
        return _("Choose one of the answers.")
    if parameter.min is None or parameter.max is None:
        return _("This is not a number that can be used here.")
    return _("Write a number between %(min)s and %(max)s.") % _ends(parameter)


def bounds(parameter: Parameter) -> str:
    """Give the bounds of a number in words; "" without them."""
    if parameter.min is None or parameter.max is None:
        return ""
    return _("between %(min)s and %(max)s") % _ends(parameter)


def _ends(parameter: Parameter) -> dict[str, str]:
    return {"min": plain(parameter.min), "max": plain(parameter.max)}


def _value(key: str) -> str:
    return f"value-{key}"


def _reason(key: str) -> str:
    return f"reason-{key}"


def _none(key: str) -> str:
    return f"none-{key}"


def _field(parameter: Parameter, present: Value) -> forms.Field:
    label = str(parameter.name)
    if parameter.choices and isinstance(parameter.default, list):
        return forms.MultipleChoiceField(
            label=label, choices=_choices(parameter), initial=present, widget=forms.CheckboxSelectMultiple
        )
    if parameter.choices:
        choices = _choices(parameter)
        if parameter.default is None:
            choices.append((NO_NUMBER, _("The school does not decide this now")))
        return forms.ChoiceField(label=label, choices=choices, initial=NO_NUMBER if present is None else present)
    if isinstance(parameter.default, list):
        joined = ", ".join(plain(each) for each in present or ())
        return forms.CharField(label=label, initial=joined, required=False, max_length=60)
    initial = plain(present) if isinstance(present, Decimal) else present
    return forms.DecimalField(
        label=label,
        initial=initial,
        required=False,
        max_digits=12,
        decimal_places=4,
        widget=forms.TextInput(ATTRS),
    )


ATTRS = {"inputmode": "decimal", "autocomplete": "off"}


def _choices(parameter: Parameter) -> list[tuple[str, str]]:
    return [(code, str(words)) for code, words in parameter.choices.items()]


def _read(parameter: Parameter, typed) -> Value:
    if typed in (None, "", NO_NUMBER):
        return None
    if isinstance(parameter.default, list) and not parameter.choices:
        words = str(typed).replace("，", ",").replace("、", ",").split(",")
        return [_decimal(word.strip()) for word in words if word.strip()]
    return typed


def _decimal(word: str) -> Decimal | str:
    return Decimal(word) if word.isdecimal() else word
