"""What narrows the list of rounds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from schools.models import Term
from teaching_checks.models import CheckObject, Round


class RoundFilter(forms.Form):
    """Term, object, state and a part of the name; what makes no sense narrows nothing."""

    q = forms.CharField(required=False)
    term = forms.ModelChoiceField(
        None, label=_("Term"), required=False, empty_label=_("All terms"), to_field_name="public_id"
    )
    object = forms.ChoiceField(
        label=_("What is inspected"), required=False, choices=[("", _("Everything")), *CheckObject.choices]
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All states")), *Round.State.choices])

    def __init__(self, *args, user, school, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["term"].queryset = Term.objects.visible_to(user).filter(school=school)
        for name in ("term", "object", "state"):
            self.fields[name].widget.attrs |= {"class": "form-select", "data-submit-on-change": ""}
        self.is_valid()

    def narrow(self, rounds):
        """Keep the rounds that fit."""
        data = self.cleaned_data
        if data.get("q"):
            rounds = rounds.filter(name__icontains=data["q"].strip())
        return rounds.filter(**{name: data[name] for name in ("term", "object", "state") if data.get(name)})

    @property
    def is_narrowing(self) -> bool:
        return any(self.cleaned_data.values())
