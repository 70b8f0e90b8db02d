"""What people type about communities: a name, a reason, filters, the school's numbers."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.models import Community, Limits
from registry.models import Grade
from schools.models import School, Village

SELECT = {"class": "form-select"}


class NameForm(forms.Form):
    """The name of a community."""

    name = forms.CharField(
        label=pgettext_lazy("of a place, a group or a day", "name"),
        max_length=40,
        help_text=_("For example the name of a lane, a tree or a star. No child's name."),
    )


class ReasonForm(forms.Form):
    """Why a community is approved although something is outside the rules."""

    reason = forms.CharField(
        label=_("Reason for the exception"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept and shown beside the community. No health or family matters."),
    )


class CommunityFilter(forms.Form):
    """Every field may be left out; a value that means nothing is ignored."""

    STATES = [("", _("All")), *((s.value, s.label) for s in Community.State)]

    def __init__(self, data, *, school: School):
        super().__init__(data)
        villages = Village.objects.filter(societies__school=school).distinct()
        self.fields |= {
            "village": _choice(_("Village"), villages, by="public_id"),
            "grade": _choice(_("Grade"), Grade.objects.filter(school=school)),
            "state": forms.ChoiceField(
                label=_("State"), choices=self.STATES, required=False, widget=forms.Select(attrs=SELECT)
            ),
            "outside": forms.BooleanField(
                label=_("Outside the rules"),
                required=False,
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            ),
        }
        self.full_clean()

    @property
    def asked(self) -> dict:
        """The filters in force, by name."""
        return {name: value for name, value in self.cleaned_data.items() if value}


class MemberFilter(forms.Form):
    """The pupils in communities, by village and grade."""

    def __init__(self, data, *, school: School):
        super().__init__(data)
        self.fields |= {
            "village": _choice(
                _("Village"), Village.objects.filter(students__school=school).distinct(), by="public_id"
            ),
            "grade": _choice(_("Grade"), Grade.objects.filter(school=school)),
        }
        self.full_clean()

    @property
    def asked(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if value}


def _choice(label, queryset, by="pk"):
    return forms.ModelChoiceField(
        queryset,
        label=label,
        required=False,
        to_field_name=by,
        empty_label=_("All"),
        widget=forms.Select(attrs=SELECT),
    )


PAIRS = ("students", "parents", "advisers", "adviser_groups")


class LimitsForm(forms.ModelForm):
    """The numbers of a school; each pair in order. Those `settled` by an adopted document are not asked."""

    class Meta:
        model = Limits
        fields = [*(f"{pair}_{end}" for pair in PAIRS for end in ("min", "max")), "accompaniment", "tolerance_minutes"]
        widgets = {"accompaniment": forms.RadioSelect}

    def __init__(self, *args, settled=(), **kwargs):
        super().__init__(*args, **kwargs)
        for pair in PAIRS:
            for end in ("min", "max"):
                self.fields[f"{pair}_{end}"].widget.attrs |= {"min": 0, "max": 50}
        self.fields["accompaniment"].choices = Limits.Accompaniment.choices
        self.fields["tolerance_minutes"].widget.attrs |= {"min": 0, "max": 60}
        for name in settled:
            del self.fields[name]

    def clean(self):
        data = super().clean()
        for pair in PAIRS:
            least, most = data.get(f"{pair}_min"), data.get(f"{pair}_max")
            if least is not None and most is not None and least > most:
                words = _("The most must not be less than the least.")
                self.add_error(f"{pair}_max", forms.ValidationError(words, code="order"))
        return data
