"""What the office types about a society: its village, and whom the members chose."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Society, SocietyPost
from communities.selectors.societies import electable, villages_without_society
from registry.models import Guardian
from schools.forms.fields import DayField
from schools.models import School, Village


class SocietyForm(forms.Form):
    """A new society of a village that has none."""

    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("Village"), to_field_name="public_id", empty_label=_("Choose a village")
    )
    founded_on = DayField(label=_("Founded on"))

    def __init__(self, *args, school: School, **kwargs):
        super().__init__(*args, initial={"founded_on": timezone.localdate()}, **kwargs)
        self.fields["village"].queryset = villages_without_society(school)


class MemberField(forms.ModelChoiceField):
    def label_from_instance(self, guardian: Guardian) -> str:
        children = ", ".join(link.student.name for link in guardian.children_here)
        return f"{guardian.name} ({children})" if children else guardian.name


class PresidentForm(forms.Form):
    """Whom the members of a society chose, when and how (G1.3.2.3)."""

    guardian = MemberField(
        Guardian.objects.none(),
        label=_("President"),
        to_field_name="public_id",
        empty_label=_("Choose a member"),
        help_text=_("Members are the parents with an account whose child lives in the village."),
    )
    chosen_on = DayField(label=_("Chosen on"))
    method = forms.ChoiceField(label=_("How the members chose"), choices=SocietyPost.Method, widget=forms.RadioSelect)
    votes = forms.IntegerField(label=_("Votes for"), min_value=0, max_value=9999, required=False)

    def __init__(self, *args, society: Society, **kwargs):
        super().__init__(*args, initial={"chosen_on": timezone.localdate(), "method": "vote"}, **kwargs)
        self.fields["guardian"].queryset = electable(society, with_children=True)

    def clean(self):
        data = super().clean()
        if data.get("method") == SocietyPost.Method.VOTE and data.get("votes") is None and "votes" not in self.errors:
            self.add_error("votes", forms.ValidationError(_("Write how many voted for this person."), code="needed"))
        return data
