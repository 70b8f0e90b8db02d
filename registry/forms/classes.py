"""Who leads a class, and for what its list is taken away."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.forms.parts import date_input, page_owned
from registry.models import Teacher


class ClassTeacherForm(forms.Form):
    """The teacher who leads the class from a day on; nobody is a choice too."""

    teacher = forms.ModelChoiceField(
        Teacher.objects.none(), label=_("Class teacher"), required=False, empty_label=_("Nobody")
    )
    from_on = forms.DateField(label=_("From"), widget=date_input())

    def __init__(self, *args, school, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["teacher"].queryset = Teacher.objects.filter(school=school).employed_on(today)
        self.fields["from_on"].initial = today
        self.helper = page_owned(self)
