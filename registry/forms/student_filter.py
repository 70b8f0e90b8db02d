"""What a person asks of the list of pupils: every filter stands in the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from registry.models import Grade, SchoolClass, Student
from registry.quality import QUALITY
from registry.selectors.names import named
from registry.selectors.pupils import class_order, contacts_open_to, gone, in_class, present
from schools.models import Village

ABOUT_FAMILIES = ("village", "missing", "duplicates")


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the address without it."""

    label: str
    query: str


class StudentFilter(forms.Form):
    """Every field may be left out; a value that means nothing is ignored.

    Filters that tell something of a family are offered, and reach, only where its contacts are open.
    """

    def __init__(self, data, *, user, school):
        super().__init__(data)
        self.user = user
        classes = SchoolClass.objects.visible_to(user).filter(school=school).open().with_grade()
        gaps = [(key, quality.label) for key, quality in QUALITY.items() if key != "duplicates"]
        self.fields |= {
            "q": forms.CharField(label=_("Name or initials"), required=False, max_length=60),
            "grade": _choice(_("Grade"), Grade.objects.filter(school=school)),
            "class": _choice(_("Class"), classes.order_by(class_order()), by="public_id"),
            "village": _choice(_("Village"), villages_of_pupils(school), by="public_id"),
            "missing": forms.ChoiceField(label=_("Missing"), choices=[("", _("Anything")), *gaps], required=False),
            "duplicates": forms.BooleanField(label=_("Possible duplicates"), required=False),
            "left": forms.BooleanField(label=_("Have left the school"), required=False),
        }
        if not user.has_permission(Permission.GUARDIAN_VIEW, school=school):
            for name in ABOUT_FAMILIES:
                del self.fields[name]
        for field in self.fields.values():
            field.widget.attrs["class"] = _css(field)
        self.full_clean()

    def apply(self, pupils: QuerySet[Student]) -> QuerySet[Student]:
        """Keep the pupils that all filters in force mean."""
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        pupils = gone(pupils) if asked.get("left") else present(pupils)
        if "q" in asked:
            pupils = named(pupils, asked["q"])
        if "grade" in asked:
            pupils = in_class(pupils, SchoolClass.objects.in_grades([asked["grade"].pk]))
        if "class" in asked:
            pupils = in_class(pupils, SchoolClass.objects.filter(pk=asked["class"].pk))
        return self._apply_about_families(pupils, asked)

    def _apply_about_families(self, pupils, asked):
        if any(name in asked for name in ABOUT_FAMILIES):
            pupils = pupils.filter(pk__in=contacts_open_to(self.user).values("pk"))
        if "village" in asked:
            pupils = pupils.filter(village=asked["village"])
        gaps = [asked["missing"]] if "missing" in asked else []
        for key in [*gaps, *(["duplicates"] if "duplicates" in asked else [])]:
            pupils = QUALITY[key].keep(pupils)
        return pupils

    def chips(self) -> list[Chip]:
        """Give the filters in force, each with the address that lacks it."""
        return [
            Chip(self._words(name, value), self._query_without(name))
            for name, value in self.cleaned_data.items()
            if value
        ]

    def _words(self, name, value):
        field = self.fields[name]
        if isinstance(field, forms.BooleanField):
            return str(field.label)
        value = dict(field.choices)[value] if name == "missing" else value
        return str(value) if name == "missing" else f"{field.label}: {value}"

    def _query_without(self, name):
        kept = {key: value for key, value in self.data.items() if value and key not in (name, "page")}
        return f"?{urlencode(kept)}"


def villages_of_pupils(school) -> QuerySet[Village]:
    """Give the school's villages and those in which any of its pupils live."""
    lived_in = Student.objects.filter(school=school).order_by().values("village")
    return Village.objects.filter(pk__in=lived_in) | Village.objects.filter(pk__in=school.villages.values("pk"))


def _css(field):
    if isinstance(field, forms.BooleanField):
        return "form-check-input"
    return "form-select" if isinstance(field, forms.ChoiceField) else "form-control"


def _choice(label, queryset, by="pk"):
    return forms.ModelChoiceField(queryset, label=label, required=False, to_field_name=by, empty_label=_("All"))
