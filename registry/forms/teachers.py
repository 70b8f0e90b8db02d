"""A teacher by hand, what a teacher teaches, and the upload of a staff list."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.forms.parts import date_input, page_owned, plain_name, plain_phone, plain_text
from registry.forms.students import open_classes
from registry.models import SchoolClass, Subject, Teacher, TeacherGroup

LARGEST_UPLOAD = 5 * 1024 * 1024


class TeacherForm(forms.ModelForm):
    """One employment, with the groups the teacher belongs to."""

    groups = forms.ModelMultipleChoiceField(
        TeacherGroup.objects.none(), label=_("Groups"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Teacher
        fields = [
            "name", "sex", "staff_number", "phone", "professional_title", "employed_from", "employed_to",
        ]  # fmt: skip
        widgets = {"employed_from": date_input(), "employed_to": date_input()}
        help_texts = {
            "employed_to": _("The first day no longer here. Posts, lessons and groups in this school end with it.")
        }

    def __init__(self, *args, school, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.school = school
        self.fields["groups"].queryset = TeacherGroup.objects.filter(school=school)
        if self.instance.pk:
            held = self.instance.group_memberships.filter(to_on=None)
            self.fields["groups"].initial = list(held.values_list("group", flat=True))
        self.helper = page_owned(self)

    def clean_name(self):
        return plain_name(self.cleaned_data["name"])

    def clean_phone(self):
        return plain_phone(self.cleaned_data["phone"])

    def clean_professional_title(self):
        return plain_text(self.cleaned_data["professional_title"])

    def clean_staff_number(self):
        number = plain_text(self.cleaned_data["staff_number"])
        others = Teacher.objects.filter(school=self.instance.school, staff_number=number)
        if number and others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another teacher of the school has this staff number."), code="taken")
        return number

    def clean(self):
        data = super().clean()
        begins, ends = data.get("employed_from"), data.get("employed_to")
        if begins and ends and ends < begins:
            words = _("The day of leaving must not come before the first day.")
            self.add_error("employed_to", forms.ValidationError(words, code="order"))
        return data

    def columns(self) -> dict:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class AssignmentForm(forms.Form):
    """Which subject in which class, from when."""

    subject = forms.ModelChoiceField(Subject.objects.none(), label=_("Subject"))
    school_class = forms.ModelChoiceField(SchoolClass.objects.none(), label=_("Class"))
    from_on = forms.DateField(label=_("From"), widget=date_input())

    def __init__(self, *args, school, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subject"].queryset = Subject.objects.filter(school=school)
        self.fields["school_class"].queryset = open_classes(school)
        self.fields["from_on"].initial = timezone.localdate()
        self.helper = page_owned(self)


class StaffListForm(forms.Form):
    """The school's own list of teachers as a file."""

    file = forms.FileField(
        label=_("List of teachers"), help_text=_("Excel, OpenDocument or CSV, at most 5 MB. Nothing is written yet.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UPLOAD:
            raise forms.ValidationError(_("The file is larger than 5 MB."), code="too-large")
        return file
