"""A guardian by hand, and the link to a pupil."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.forms.parts import PhonesField, page_owned, plain_name, plain_phone, plain_text
from registry.models import Guardian, Guardianship, Student

ANSWERS = [("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))]


class AnswerField(forms.TypedChoiceField):
    """Yes, no or not known."""

    def __init__(self, **options):
        super().__init__(
            choices=ANSWERS, coerce=lambda answer: answer == "yes", empty_value=None, required=False, **options
        )

    def prepare_value(self, value):
        return {True: "yes", False: "no"}.get(value, value)


class GuardianForm(forms.ModelForm):
    """The adult; what is changed here changes for all of their children."""

    other_phones = PhonesField(label=_("Other phones"), required=False)

    class Meta:
        model = Guardian
        fields = ["name", "phone", "other_phones", "workplace"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)

    def clean_name(self):
        return plain_name(self.cleaned_data["name"])

    def clean_phone(self):
        return plain_phone(self.cleaned_data["phone"])

    def clean_workplace(self):
        return plain_text(self.cleaned_data["workplace"])


class LinkForm(forms.ModelForm):
    """How the adult belongs to this child."""

    is_guardian = AnswerField(label=_("Legal guardian"))
    may_collect = AnswerField(label=_("May collect the child"))

    class Meta:
        model = Guardianship
        fields = ["relation", "relation_note", "is_guardian", "may_collect", "is_barred"]
        help_texts = {"is_barred": _("A court or the office has forbidden contact; the whole portal keeps to it.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)
        self.helper.disable_csrf = True  # stands in one <form> with GuardianForm


class SplitForm(forms.Form):
    """Which children belong to the other person."""

    students = forms.ModelMultipleChoiceField(
        Student.objects.none(),
        label=_("Children of the other person"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They get a copy with the same name and phone numbers, which you can then correct."),
    )

    def __init__(self, *args, children, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["students"].queryset = children
        self.helper = page_owned(self)
