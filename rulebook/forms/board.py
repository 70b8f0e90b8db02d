"""What of the board is wanted: the filter in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rulebook import words
from rulebook.selectors.board import Filter
from rulebook.selectors.board_pages import Choices

NOBODY = "nobody"
NAMES = ("document", "role", "group", "person", "period", "state")


class BoardFilter(forms.Form):
    """Every choice empty means all; a word that is none of the choices counts as empty."""

    document = forms.ChoiceField(label=pgettext_lazy("of rules", "Document"), required=False)
    role = forms.ChoiceField(label=_("Whom it asks"), required=False)
    group = forms.ChoiceField(label=_("Group of teachers"), required=False)
    person = forms.ChoiceField(label=_("Person"), required=False)
    period = forms.ChoiceField(label=_("Period"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args, choices: Choices, **kwargs):
        super().__init__(*args, **kwargs)
        states = [(look.state, look.words) for look in words.STATES.values()]
        every = {
            "document": choices.documents,
            "role": choices.roles,
            "group": choices.groups,
            "person": choices.people,
            "period": choices.periods,
            "state": [*states, (NOBODY, _("Nobody holds the post"))],
        }
        for name, field in self.fields.items():
            field.choices = [("", pgettext_lazy("no filter", "All")), *every[name]]
            field.widget.attrs["class"] = "form-select"

    @property
    def wanted(self) -> Filter:
        """Give the filter that the address asks for."""
        self.is_valid()
        data = self.cleaned_data
        state = data.get("state", "")
        return Filter(
            document=data.get("document", ""),
            period=data.get("period", ""),
            role=data.get("role", ""),
            group=int(data["group"]) if data.get("group") else None,
            person=int(data["person"]) if data.get("person") else None,
            state="" if state == NOBODY else state,
            nobody=state == NOBODY,
        )

    @property
    def in_use(self) -> dict[str, str]:
        """Give the words of the address that narrow the board."""
        self.is_valid()
        return {name: self.cleaned_data[name] for name in NAMES if self.cleaned_data.get(name)}
