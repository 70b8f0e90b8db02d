"""What a patroller found, why somebody was missing, and the norms of a school."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.photos import MOST_BYTES, written_anew
from core.refusals import Refused
from patrols.models import Norm, PatrolEntry, ReasonKind
from patrols.rules.patrol import MOST_MINUTES
from patrols.services.walking import AS_PLANNED
from registry.forms.parts import page_owned, plain_text


class PhotoField(forms.FileField):
    """A photo, written anew: what the camera noted beside it (place, device) is not kept."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "capture": "environment"})
    WORDS = {
        "photo-too-large": _("The photo is too large: 10 MB and 50 million pixels at most."),
        "not-a-photo": _("This is no photo. JPG, PNG and WebP can be kept."),
    }

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            if file.size > MOST_BYTES:  # 50 MB are not even read
                raise Refused("photo-too-large")
            return written_anew(file.read()).file
        except Refused as refused:
            raise forms.ValidationError(self.WORDS[refused.reason], code=refused.reason) from None


def _minutes(label):
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=1, max_value=MOST_MINUTES, required=False, widget=widget)


class FoundForm(forms.Form):
    """What was not as planned in one lesson; nothing filled in means all as planned."""

    late = _minutes(_("Late, minutes"))
    left = _minutes(_("Left early, minutes"))
    is_absent = forms.BooleanField(label=_("Absent"), required=False)
    is_swapped = forms.BooleanField(label=_("Swapped without approval"), required=False)
    really = forms.CharField(label=_("What is really taught, by whom"), max_length=60, required=False)
    norms = forms.TypedMultipleChoiceField(
        label=_("Norms not kept"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(label=_("Note: a fact with its time"), max_length=300, required=False)
    handled = forms.CharField(label=_("Dealt with at once"), max_length=300, required=False)
    highlight = forms.CharField(label=_("Highlight"), max_length=300, required=False)
    photo = PhotoField(label=_("Photo"), required=False)

    def __init__(self, *args, entry: PatrolEntry | None, norms: list[Norm], **kwargs):
        initial = {name: getattr(entry, name) for name in AS_PLANNED} if entry else {}
        super().__init__(*args, initial=initial, **kwargs)
        kept = entry.norms if entry else []
        self.fields["norms"].choices = [(norm.pk, norm.name) for norm in norms if norm.is_used or norm.pk in kept]
        self.helper = page_owned(self)

    def clean(self):
        data = super().clean()
        for name in ("really", "note", "handled", "highlight"):
            data[name] = plain_text(data.get(name, ""))
        return data

    def found(self) -> dict:
        """Give the fields as the service takes them; a photo only when there is a new one."""
        found = {name: self.cleaned_data[name] for name in AS_PLANNED}
        return found | ({"photo": self.cleaned_data["photo"]} if self.cleaned_data.get("photo") else {})


class ReasonForm(forms.Form):
    """Why the teacher was missing."""

    kind = forms.ChoiceField(label=_("Reason"), choices=ReasonKind)
    text = forms.CharField(label=_("What was found out"), max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)

    def clean_text(self):
        return plain_text(self.cleaned_data["text"])


class NormForm(forms.Form):
    """A norm of teaching, as it is ticked when it is not kept."""

    name = forms.CharField(label=_("What was not kept"), max_length=60)
    is_used = forms.BooleanField(label=_("Shown on the patrol"), required=False, initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)

    def clean_name(self):
        return plain_text(self.cleaned_data["name"])
