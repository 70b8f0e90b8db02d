"""A pupil by hand: master data, change of class, leaving."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import sealing
from registry import id_numbers
from registry.forms.parts import date_input, page_owned, plain_name, plain_phone, plain_text
from registry.imports.cleaning.enumerations import ENUMERATIONS
from registry.imports.cleaning.ethnic_groups import ETHNIC_GROUPS
from registry.models import Enrolment, SchoolClass, Student
from registry.selectors.pupils import class_order
from registry.services.students import hash_of
from schools.models import Village

RESIDENT = "1"
ID_TYPES = [
    ("", "—"),
    (RESIDENT, _("Resident identity card")),
    ("2", _("Household register")),
    ("6", _("Hong Kong document")),
    ("7", _("Macao document")),
    ("8", _("Taiwan travel permit")),
    ("9", _("Permanent residence abroad")),
    ("A", _("Passport")),
    ("Z", _("Other")),
]
GROUPS = [("", "—"), *ETHNIC_GROUPS.items()]
COUNTRIES = [("", "—"), *((code, words[0]) for code, words in ENUMERATIONS["nationality"].items())]
FAULTS = {
    "length": _("An ID number has 18 characters."),
    "old": _("This is an old number of 15 digits; the present one has 18."),
    "characters": _("An ID number has digits only; the last character may be X."),
    "area": _("The first six digits are no area of the country."),
    "date": _("The digits 7 to 14 are no date."),
    "check-digit": _("The last character does not fit the others: a digit is wrong or two are swapped."),
}


def open_classes(school):
    """Give the school's open classes in the order people expect."""
    return SchoolClass.objects.filter(school=school).open().with_grade().order_by(class_order())


class StudentForm(forms.ModelForm):
    """Master data of a pupil. The ID number is never shown in the form: empty keeps it, a new one replaces it."""

    id_type = forms.ChoiceField(label=_("Kind of ID document"), choices=ID_TYPES, required=False)
    id_number = forms.CharField(label=_("ID number"), max_length=30, required=False)
    ethnic_group = forms.ChoiceField(label=_("Ethnic group"), choices=GROUPS, required=False)
    nationality = forms.ChoiceField(label=_("Nationality or region"), choices=COUNTRIES, required=False)
    removes_id_number = forms.BooleanField(label=_("Remove the ID number"), required=False)

    class Meta:
        model = Student
        fields = [
            "name", "former_name", "sex", "born_on", "id_type", "ethnic_group", "nationality", "phone",
            "address", "village", "boarding", "left_behind", "entered_on",
        ]  # fmt: skip
        widgets = {"born_on": date_input(), "entered_on": date_input()}

    field_order = ["name", "sex", "born_on", "id_type", "id_number", "removes_id_number", "phone", "village"]

    def __init__(self, *args, school, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.school = school
        self.fields["village"].queryset = school_villages(school)
        self.fields["sex"].required = True
        self.fields["id_number"].widget.attrs["autocomplete"] = "off"
        if self.instance.id_number_sealed:
            self.fields["id_number"].help_text = _(
                "Now %(masked)s. Leave it empty to keep it; write a new one to replace it."
            ) % {"masked": self.instance.id_number_masked}
        else:
            del self.fields["removes_id_number"]
        self.helper = page_owned(self)

    def clean_name(self):
        return plain_name(self.cleaned_data["name"])

    def clean_former_name(self):
        return plain_name(self.cleaned_data["former_name"])

    def clean_phone(self):
        return plain_phone(self.cleaned_data["phone"])

    def clean_id_number(self):
        return plain_text(self.cleaned_data["id_number"]).replace(" ", "").upper()

    def clean(self):
        cleaned = super().clean()
        number = cleaned.get("id_number", "")
        if number and cleaned.get("removes_id_number"):
            self.add_error("removes_id_number", forms.ValidationError(_("Write a new number or remove it."), "both"))
        if number:
            self._check_free(number)
        self._check_against_columns(number or self._kept_number(cleaned), cleaned)
        return cleaned

    def _kept_number(self, cleaned):
        sealed = self.instance.id_number_sealed
        return sealing.unseal(sealed) if sealed and not cleaned.get("removes_id_number") else ""

    def _check_against_columns(self, number, cleaned):
        """Check a resident's number by itself and against birth date and sex; fill in a birth date that is missing."""
        if not number or cleaned.get("id_type") not in ("", RESIDENT):
            return
        checked = id_numbers.check(number)
        if checked.fault:
            self.add_error("id_number", forms.ValidationError(FAULTS[checked.fault], checked.fault))
            return
        cleaned["born_on"] = cleaned.get("born_on") or checked.born_on
        if cleaned["born_on"] != checked.born_on:
            self._say("born_on", "date-differs", _("The ID number says another date of birth."))
        if cleaned.get("sex") not in (None, "", checked.sex):
            self._say("sex", "sex-differs", _("The ID number says another sex."))

    def _check_free(self, number):
        others = Student.objects.filter(
            school=self.instance.school, id_number_hash=hash_of(number, self.instance.school)
        )
        if others.exclude(pk=self.instance.pk).exists():
            self._say("id_number", "taken", _("Another pupil of the school has this ID number."))

    def _say(self, field, code, words):
        if field in self.fields:
            self.add_error(field, forms.ValidationError(words, code))

    def new_id_number(self) -> str | None:
        """Give what the services expect: the new number, "" to remove it, None to leave it."""
        if self.cleaned_data.get("removes_id_number"):
            return ""
        return self.cleaned_data["id_number"] or None

    def columns(self) -> dict:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


def school_villages(school):
    """Give the villages a pupil of the school may live in: the school's own, else all of the district."""
    own = school.villages.all()
    return own if own.exists() else Village.objects.filter(district=school.district_id)


class EntryForm(forms.Form):
    """The class in which a pupil is, and from when."""

    school_class = forms.ModelChoiceField(SchoolClass.objects.none(), label=_("Class"))
    on = forms.DateField(label=_("From"), widget=date_input())

    def __init__(self, *args, school, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school_class"].queryset = open_classes(school)
        self.fields["on"].initial = timezone.localdate()
        self.helper = page_owned(self)


class LeaveForm(forms.Form):
    """When and why a pupil leaves; the day is the first one on which they are no longer here."""

    LEAVING = (Enrolment.Ended.TRANSFERRED, Enrolment.Ended.GRADUATED, Enrolment.Ended.LEFT)

    on = forms.DateField(
        label=_("No longer here from"),
        widget=date_input(),
        help_text=_("The first day on which the pupil is in no class."),
    )
    ended = forms.ChoiceField(label=_("Reason"), choices=[(each.value, each.label) for each in LEAVING])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
        self.helper = page_owned(self)
