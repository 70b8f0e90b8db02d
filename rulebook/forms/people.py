"""Whom and what the school names for its documents."""

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from rulebook.forms.adoptions import NearDayField
from rulebook.forms.numbers import dress
from rulebook.nouns import thing


class HolderForm(forms.Form):
    """A person for a role, from when, and over what."""

    user = forms.ModelChoiceField(
        User.objects.none(), label=_("Person"), to_field_name="public_id", widget=forms.RadioSelect, empty_label=None
    )
    from_on = NearDayField(label=_("From"))
    subject = forms.ChoiceField(label=_("Over"), required=False)

    def __init__(self, *args, people: QuerySet[User], over: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people
        self.fields["from_on"].initial = timezone.localdate()
        self.fields["subject"].choices = [("", _("The whole school")), *over.items()]
        if not over:
            del self.fields["subject"]
        for name in ("from_on", "subject"):
            if name in self.fields:
                dress(self.fields[name])


class EndingForm(forms.Form):
    """From which day on something is no more."""

    on = NearDayField(label=_("Ends on"), help_text=_("This day does not count any more."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class ThingForm(forms.Form):
    """A thing that a document counts."""

    kind = forms.ChoiceField(label=_("Kind of thing"))
    name = forms.CharField(label=_("Name"), max_length=80)
    from_on = NearDayField(label=_("There from"))

    def __init__(self, *args, kinds: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, thing(kind)) for kind in kinds]
        self.fields["from_on"].initial = timezone.localdate()
