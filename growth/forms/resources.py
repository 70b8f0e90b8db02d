"""What is entered about a resource, and the file itself."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from growth.models import Resource
from growth.rules.files import MOST, kind_of, too_large
from growth.settings import Setting
from registry.forms.parts import page_owned, plain_text

Licence = Resource.Licence
GRADES = [("", "–"), *((number, str(number)) for number in range(1, 13))]


class ResourceFileField(forms.FileField):
    """A file of the library, looked at by its content; gets a name that says nothing."""

    widget = forms.FileInput(attrs={"accept": ",".join(MOST)})

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file:
            return None
        kind = kind_of(file)
        if kind is None:
            raise forms.ValidationError(
                _(
                    "The content of this file is none that can be kept: Word, Excel or PowerPoint as .docx, .xlsx, "
                    ".pptx without macros, PDF, JPG, PNG, MP3 or MP4. Save an old .doc or .ppt anew as .docx or .pptx."
                ),
                code="kind",
            )
        most = too_large(kind, file.size)
        if most is not None:
            raise forms.ValidationError(_("The file is larger than %(most)s MB."), params={"most": most}, code="size")
        file.name = f"{uuid4().hex}{kind}"
        return file


class DetailsForm(forms.ModelForm):
    """What is said of a resource."""

    grade = forms.TypedChoiceField(label=_("Grade"), choices=GRADES, coerce=int, empty_value=None, required=False)

    class Meta:
        model = Resource
        fields = Resource.DETAILS

    def __init__(self, *args, subjects: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        subjects = list(dict.fromkeys([*subjects, *filter(None, [self.instance.subject])])) if subjects else []
        subject = forms.ChoiceField(label=_("Subject"), choices=[(name, name) for name in subjects])
        self.fields["subject"] = subject if subjects else self.fields["subject"]
        self.fields["source"].help_text = _("Only for somebody else's work.")
        self.helper = page_owned(self)

    def clean_title(self):
        return plain_text(self.cleaned_data["title"])

    def clean(self):
        data = super().clean()
        is_own = data.get("licence") in (Licence.OWN_SHARED, Licence.OWN_AS_IS)
        if data.get("licence") and not is_own and not data.get("source"):
            self.add_error("source", forms.ValidationError(_("Say from whom or where it comes."), code="source"))
        return data


class ResourceForm(DetailsForm):
    """A new resource with its first file. The own statement about the licence is required."""

    file = ResourceFileField(label=_("File"))
    setting = forms.ChoiceField(label=_("Who may see it"), required=False, widget=forms.RadioSelect)
    states_licence = forms.BooleanField(
        label=_("I have the right to share this, and no child can be recognised in it."),
        error_messages={"required": _("Without this statement it cannot be shared.")},
    )

    field_order = ["file", "title", "kind", "subject", "grade", "unit", "summary", "setting", "licence", "source"]

    def __init__(self, *args, settings: list[Setting], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["setting"].choices = [(each.key, each.name) for each in settings]
        self.fields["setting"].initial = settings[-1].key
        self.fields["licence"].initial = Licence.OWN_SHARED
        self.helper = page_owned(self)

    def contributed(self) -> dict:
        """Give what the service takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "states_licence"}


class VersionForm(forms.Form):
    """A newer file of the same resource."""

    file = ResourceFileField(label=_("File"))
    note = forms.CharField(label=_("What is new"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)


class BackForm(forms.Form):
    """What the author shall change."""

    why = forms.CharField(label=pgettext_lazy("of a resource", "What to change"), max_length=300)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)
