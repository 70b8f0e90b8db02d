"""Entering a set of the own school, and matching two by their numbers."""

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.models import Alliance, Triple
from alliances.selectors.triples import Code
from registry.forms.parts import page_owned
from registry.models import Guardian


class TripleForm(forms.Form):
    """A pupil is chosen already; who of the family, which teacher, and what they wish for."""

    alliance = forms.ModelChoiceField(Alliance.objects.none(), label=_("Alliance"), empty_label=None)
    guardian = forms.ModelChoiceField(Guardian.objects.none(), label=_("Parent"), empty_label=None)
    teacher = forms.ModelChoiceField(User.objects.none(), label=_("Class teacher"), empty_label=None)
    wishes = forms.MultipleChoiceField(
        label=pgettext_lazy("mutual aid", "Wishes"), choices=Triple.Wish, widget=forms.CheckboxSelectMultiple,
        help_text=_("This, the grade and a number is all that other schools see."),
    )  # fmt: skip

    def __init__(self, *args, alliances, guardians, teachers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["alliance"].queryset = alliances
        self.fields["guardian"].queryset = guardians
        self.fields["guardian"].label_from_instance = lambda guardian: guardian.name
        self.fields["teacher"].queryset = teachers
        self.fields["teacher"].label_from_instance = lambda user: user.name
        self.helper = page_owned(self)


class MatchForm(forms.Form):
    """Two sets of two schools."""

    one = forms.ChoiceField(label=_("One set"))
    other = forms.ChoiceField(label=_("The other set"))

    def __init__(self, *args, codes: list[Code], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", "–"), *((str(code.public_id), code_words(code)) for code in codes)]
        self.fields["one"].choices = self.fields["other"].choices = choices
        self.by_id = {str(code.public_id): code for code in codes}
        self.helper = page_owned(self)

    def chosen(self) -> list[int]:
        return [self.by_id[self.cleaned_data[name]].pk for name in ("one", "other")]


def code_words(code: Code) -> str:
    """Say: School B · set 3 · grade 5 · reading."""
    grade = gettext("grade %(label)s") % {"label": code.grade} if code.grade else ""
    parts = [code.school, gettext("set %(number)s") % {"number": code.number}, grade, *code.wishes]
    return " · ".join(filter(None, parts))
