"""What one types about a training of leaders and backbone teachers."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.models import Membership, Training
from alliances.selectors.activities import staff_of
from rulebook.forms.adoptions import NearDayField


class TrainingForm(forms.ModelForm):
    """One training of several people of the own school."""

    on = NearDayField(label=_("Day"))
    hours = forms.DecimalField(
        label=_("Hours of each person"), min_value=Decimal("0.5"), max_digits=5, decimal_places=1
    )
    people = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Who was trained"), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Training
        fields = ["theme", "on", "hours", "place"]

    def __init__(self, *args, membership: Membership, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["people"].queryset = staff_of([membership.school_id], today)
        self.fields["people"].label_from_instance = lambda user: user.name
        self.fields["on"].initial = today
        self.fields["hours"].widget.attrs |= {"step": "0.5", "inputmode": "decimal"}
