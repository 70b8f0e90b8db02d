"""What is typed about families: a slip, a password, answers on consent, which slips to print, whom to ask."""

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.forms import password_help
from families.models import Consent, PrivacyContact
from families.selectors import slips as selectors
from registry.forms.parts import page_owned, plain_phone, plain_text
from registry.models import Student
from registry.selectors.classes import classes_of
from schools.models import Village


class EnterSlipForm(forms.Form):
    """User name and code, as they stand on the slip."""

    username = forms.CharField(
        label=_("User name"),
        max_length=40,
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    code = forms.CharField(
        label=_("Code on the slip"),
        max_length=40,
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )


class PasswordForm(forms.Form):
    """A password chosen for the first time, or after a lost one."""

    username = forms.CharField(required=False, widget=forms.HiddenInput({"autocomplete": "username"}))
    password1 = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=password_help(),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("New password once more"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs, initial={"username": user.username})
        self.user = user

    def clean_password1(self) -> str:
        password_validation.validate_password(self.cleaned_data["password1"], self.user)
        return self.cleaned_data["password1"]

    def clean(self):
        cleaned = super().clean()
        password, again = cleaned.get("password1"), cleaned.get("password2")
        if password and again and password != again:
            self.add_error("password2", forms.ValidationError(_("The two passwords differ."), code="differs"))
        return cleaned


class ConsentForm(forms.Form):
    """Agree or not, for each child and purpose asked about; nothing is chosen beforehand."""

    ANSWERS = [("yes", _("I agree")), ("no", _("I do not agree"))]

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            for purpose in question.purposes:
                self.fields[answer_name(question, purpose)] = forms.ChoiceField(
                    label=Consent.Purpose(purpose).label,
                    choices=self.ANSWERS,
                    widget=forms.RadioSelect,
                    error_messages={"required": _("Please choose one of the two.")},
                )

    def by_child(self):
        """Give (question, its bound fields) for the page."""
        return [(each, [self[answer_name(each, purpose)] for purpose in each.purposes]) for each in self.questions]

    def answers(self):
        """Give (question, {purpose: agrees}) once the form is valid."""
        return [
            (each, {purpose: self.cleaned_data[answer_name(each, purpose)] == "yes" for purpose in each.purposes})
            for each in self.questions
        ]


def answer_name(question, purpose) -> str:
    """Give the name of the form's field for one child and purpose."""
    return f"{question.student.public_id}-{purpose}"


class SlipChoiceForm(forms.Form):
    """A class or a village, and which of its guardians get a slip."""

    WHO = [
        ("new", _("Without an account and without a valid slip")),
        ("waiting", _("Without an account; earlier slips no longer hold")),
        ("all", _("All, also those with an account; earlier slips no longer hold")),
    ]
    place = forms.ChoiceField(label=_("Class or village"), widget=forms.Select({"class": "form-select"}))
    who = forms.ChoiceField(
        label=_("Which guardians"),
        choices=WHO,
        initial="new",
        required=False,
        widget=forms.Select({"class": "form-select"}),
    )

    def __init__(self, *args, user, school, **kwargs):
        super().__init__(*args, **kwargs)
        self.classes = {f"class-{each.public_id}": each for each in classes_of(user, school)}
        pupils = Student.objects.visible_to(user).filter(school=school)
        villages = Village.objects.visible_to(user).filter(pk__in=pupils.values("village"))
        self.villages = {f"village-{each.public_id}": each for each in villages}
        groups = [(_("Classes"), self.classes), (_("Villages"), self.villages)]
        choices = [(label, [(key, str(each)) for key, each in rows.items()]) for label, rows in groups if rows]
        self.fields["place"].choices = [("", _("Choose a class or a village")), *choices]

    def narrow(self, guardians):
        """Keep the guardians that the valid form means."""
        place, who = self.cleaned_data["place"], self.cleaned_data["who"] or "new"
        if place in self.classes:
            guardians = selectors.in_class(guardians, self.classes[place])
        else:
            guardians = selectors.in_village(guardians, self.villages[place])
        if who == "new":
            return guardians.filter(state__in=[selectors.State.NONE, selectors.State.EXPIRED])
        return guardians if who == "all" else guardians.exclude(state=selectors.State.ACTIVE)

    @property
    def place_name(self) -> str:
        place = self.cleaned_data["place"]
        return str(self.classes.get(place) or self.villages.get(place))


class SlipFilterForm(forms.Form):
    """What narrows the list of guardians."""

    q = forms.CharField(label=_("Name of the guardian or the child"), required=False)
    school_class = forms.ChoiceField(label=_("Class"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", pgettext_lazy("state of a slip", "Every state")), *selectors.State.choices],
    )

    def __init__(self, *args, user, school, **kwargs):
        super().__init__(*args, **kwargs)
        self.classes = {str(each.public_id): each for each in classes_of(user, school)}
        rows = [(key, str(each)) for key, each in self.classes.items()]
        self.fields["school_class"].choices = [("", _("Every class")), *rows]

    def apply(self, guardians):
        """Keep the guardians that fit; a filter that makes no sense shows nobody."""
        if not self.is_valid():
            return guardians.none()
        asked = self.cleaned_data
        if asked["q"]:
            guardians = selectors.found(guardians, asked["q"])
        if asked["school_class"]:
            guardians = selectors.in_class(guardians, self.classes[asked["school_class"]])
        return guardians.filter(state=asked["state"]) if asked["state"] else guardians


class ContactForm(forms.ModelForm):
    """Who answers for children's data."""

    class Meta:
        model = PrivacyContact
        fields = ["name", "phone", "complaints"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)

    def clean_name(self):
        return plain_text(self.cleaned_data["name"])

    def clean_phone(self):
        return plain_phone(self.cleaned_data["phone"])

    def clean_complaints(self):
        return plain_text(self.cleaned_data["complaints"])
