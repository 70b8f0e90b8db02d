"""Forms in which a person corrects how a file was understood: columns, class names, places."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.imports.fields import FIELDS, MEMBER_PARTS
from registry.imports.overview import Group
from registry.models import SchoolClass
from schools.models import Village, VillageAlias

MEMBERS = {"member1": "成员1", "member2": "成员2", "father": "父亲", "mother": "母亲", "guardian": "监护人"}


def field_choices() -> list[tuple[str, str]]:
    """Give every field that a column can be mapped to, with the national register's words."""
    choices = [(field.code, field.header) for field in FIELDS if field.kind != "ignored"]
    for member, word in MEMBERS.items():
        choices += [(f"{member}_{part.code}", word + part.words[0]) for part in MEMBER_PARTS]
    return choices


def field_words(code: str) -> str:
    """Name a field as the choices do; the code itself for one that no choice offers."""
    return dict(field_choices()).get(code, code)


class MappingForm(forms.Form):
    """One choice per different column of all tables; the keys are header keys of the layout."""

    def __init__(self, *args, tables: list[dict], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", _("– leave out –")), *field_choices()]
        known = dict(choices)
        for table in tables:
            for column in table["columns"]:
                code = column["field"] or ""
                own = choices if code in known else [*choices, (code, column["header"])]
                self.fields.setdefault(column["key"], _choice(column_words(column), own, code))

    def corrections(self) -> dict[str, str | None]:
        """Give only what the person has changed."""
        return {key: self.cleaned_data[key] or None for key in self.changed_data}

    def clean(self):
        seen: dict[str, str] = {}
        for key in self.changed_data:
            code = self.cleaned_data.get(key)
            if code and code in seen:
                message = _("This field is already chosen for the column “%(other)s”.")
                self.add_error(key, forms.ValidationError(message, code="twice", params={"other": seen[code]}))
            seen[code] = self.fields[key].label
        return super().clean()


def column_words(column: dict) -> str:
    """Name a column as the sheet does: letter, header above it, header."""
    return " · ".join(part for part in (column["letter"], column["group"], column["header"]) if part)


def _choice(label, choices, initial) -> forms.ChoiceField:
    widget = forms.Select(attrs={"class": "form-select"})
    return forms.ChoiceField(label=label, choices=choices, initial=initial, required=False, widget=widget)


class ClassLabelsForm(forms.Form):
    """For each class name that nobody could read: the class of the school that it means."""

    def __init__(self, *args, labels: list[Group], classes, **kwargs):
        super().__init__(*args, **kwargs)
        for label in labels:
            widget = forms.Select(attrs={"class": "form-select"})
            self.fields[label.words] = forms.ModelChoiceField(
                classes, label=label.words, required=False, widget=widget, empty_label=_("– choose –")
            )

    def clean(self):
        cleaned, seen = super().clean(), set()
        for label, school_class in list(cleaned.items()):
            if school_class in seen:
                self.add_error(label, forms.ValidationError(_("This class is chosen twice."), code="twice"))
            seen |= {school_class} - {None}
        return cleaned

    def chosen(self) -> dict[str, SchoolClass]:
        """Give the class of each label that was answered."""
        return {label: school_class for label, school_class in self.cleaned_data.items() if school_class}


class PlacesForm(forms.Form):
    """For each place that is no known village: the village it means, or that it is one itself."""

    def __init__(self, *args, places: list[Group], district, **kwargs):
        super().__init__(*args, **kwargs)
        self._district = district
        for place in places:
            box = forms.TextInput(attrs={"class": "form-control", "list": "villages", "autocomplete": "off"})
            self.fields[f"as {place.words}"] = forms.CharField(
                label=_("Village that is meant"), required=False, max_length=60, widget=box
            )
            tick = forms.CheckboxInput(attrs={"class": "form-check-input"})
            self.fields[f"new {place.words}"] = forms.BooleanField(
                label=_("A village of its own"), required=False, widget=tick
            )

    def clean(self):
        cleaned = super().clean()
        typed = {key: name.strip() for key, name in cleaned.items() if key.startswith("as ") and name.strip()}
        self._villages = self._find(set(typed.values()))
        for key, name in list(typed.items()):
            if name not in self._villages:
                message = _("There is no village “%(name)s” yet. Choose one of the list.")
                self.add_error(key, forms.ValidationError(message, code="unknown", params={"name": name}))
            elif cleaned.get(key.replace("as ", "new ", 1)):
                message = _("Name a village or tick the box, not both.")
                self.add_error(key, forms.ValidationError(message, code="both"))
        return cleaned

    def _find(self, names: set[str]) -> dict[str, Village]:
        aliases = VillageAlias.objects.filter(district=self._district, name__in=names).select_related("village")
        villages = Village.objects.filter(district=self._district, name__in=names)
        return {each.name: each.village for each in aliases} | {each.name: each for each in villages}

    def aliases(self) -> dict[str, Village]:
        """Give the village of each place that was answered with one."""
        given = {key.removeprefix("as "): name.strip() for key, name in self.cleaned_data.items() if key[:3] == "as "}
        return {place: self._villages[name] for place, name in given.items() if name}

    def new(self) -> list[str]:
        """Give the places that are villages of their own."""
        return [key.removeprefix("new ") for key, is_new in self.cleaned_data.items() if is_new is True]
