"""What people type to sign in, and what administrators type about accounts."""

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth import password_validation
from django.db.models import TextChoices
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from accounts import rules, scopes, services
from accounts.models import User
from accounts.roles import ROLES, Role
from schools.models import School

password_help = lazy(password_validation.password_validators_help_text_html, str)


class SignInForm(allauth_forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _label(self.fields["login"], _("User name"))
        _label(self.fields["password"], _("Password"))
        self.fields["login"].widget.attrs |= {"autofocus": True, "autocapitalize": "none", "spellcheck": "false"}


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _label(self.fields["oldpassword"], _("Present password or one-time code"))
        _label(self.fields["password1"], _("New password"), help_text=password_help())
        _label(self.fields["password2"], _("New password once more"))


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _label(self.fields["password"], _("Password"))


def _label(field, label, help_text=""):
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


class FirstAdminForm(forms.Form):
    """The three separated administrators of an empty portal; the first chooses the password here."""

    name = forms.CharField(label=_("Your name"), max_length=60)
    username = forms.SlugField(
        label=_("User name"),
        max_length=40,
        help_text=_("Small letters, digits and hyphens. Better not “admin”."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=password_help(),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    security_name = forms.CharField(
        label=_("Name of the security administrator"),
        max_length=60,
        required=False,
        help_text=_("Opens accounts and gives posts. Another person than you."),
    )
    auditor_name = forms.CharField(
        label=_("Name of the auditor"),
        max_length=60,
        required=False,
        help_text=_("Reads the access log and changes nothing. A third person."),
    )

    def clean_username(self) -> str:
        return self.cleaned_data["username"].lower()

    def clean(self):
        cleaned = super().clean()
        password, again = cleaned.get("password1"), cleaned.get("password2")
        if password and again and password != again:
            self.add_error("password2", forms.ValidationError(_("The two passwords differ."), code="differs"))
        if password:
            self._check_password(password)
        return cleaned

    def _check_password(self, password):
        user = User(username=self.cleaned_data.get("username", ""), name=self.cleaned_data.get("name", ""))
        try:
            password_validation.validate_password(password, user)
        except forms.ValidationError as error:
            self.add_error("password1", error)


class PostForm(forms.Form):
    """A role and what it is over; the choices are those that the user may give in this school."""

    role = forms.ChoiceField(label=_("Role"))
    scope = forms.ChoiceField(
        label=_("Over"),
        required=False,
        help_text=_("The class, grade or group, for roles that have one."),
    )

    def __init__(self, *args, user, school, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.school = user, school
        roles = services.givable_roles(user, school)
        self.fields["role"].choices = [("", _("Choose a role")), *((r.value, r.label) for r in roles)]
        self.groups = _scope_groups(roles, user, school)
        if self.groups:
            whole = _("The whole school") if school else _("The platform")
            self.fields["scope"].choices = [("", whole), *self.groups]
        else:
            del self.fields["scope"]

    def clean(self):
        cleaned = super().clean()
        role, (kind, _sep, scope_id) = cleaned.get("role"), (cleaned.get("scope") or "").partition(":")
        cleaned["scope_id"] = int(scope_id) if scope_id else None
        if not role:
            return cleaned
        wanted = ROLES[role].scope if ROLES[role].scope in rules.CHOSEN_IN_REGISTRY else ""
        if kind != wanted:
            whole = _("This role is over the whole school.") if self.school else _("This role is over the platform.")
            words = _("Choose what this role is over.") if wanted else whole
            self.add_error("scope", forms.ValidationError(words, code="scope_does_not_fit"))
        return cleaned


class OpenAccountForm(PostForm):
    """A new account with its first post."""

    field_order = ["name", "username", "role", "scope"]
    name = forms.CharField(label=_("Name"), max_length=60)
    username = forms.RegexField(
        r"^[\w.\-]+$",
        label=_("User name"),
        max_length=40,
        required=False,
        help_text=_("Leave empty to take the pinyin of the name."),
        error_messages={"invalid": _("Letters, digits, dots and hyphens only.")},
    )


class SchoolChoiceForm(forms.Form):
    """Where the security administrator gives a post; empty means the platform itself."""

    school = forms.ModelChoiceField(
        School.objects.order_by("name"),
        label=_("School"),
        required=False,
        to_field_name="public_id",
        empty_label=_("The platform"),
    )


SCOPE_LABELS = {
    "district": _("Districts"),
    "grade": _("Grades"),
    "class": _("Classes"),
    "group": _("Teacher groups"),
}


def _scope_groups(roles, user, school):
    """Give the choices of all scopes that these roles may be over, grouped: ("Classes", [("class:7", …)])."""
    kinds = [s for s in SCOPE_LABELS if s in {ROLES[r].scope for r in roles}]
    groups = [
        (SCOPE_LABELS[kind], [(f"{kind}:{i}", label) for i, label in scopes.choices(kind, user=user, school=school)])
        for kind in kinds
    ]
    return [group for group in groups if group[1]]


class AccountFilterForm(forms.Form):
    """How the list of accounts is narrowed."""

    class State(TextChoices):
        LOCKED = "locked", _("Locked")
        DORMANT = "dormant", _("No code issued yet")
        UNUSED = "unused", _("Unused for 90 days")

    q = forms.CharField(label=_("Name or user name"), required=False, max_length=60)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("Every role")), *Role.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("Every state")), *State.choices])


class LogFilterForm(forms.Form):
    """How the access log is narrowed."""

    person = forms.CharField(label=_("Person"), required=False, max_length=60)
    school = forms.ModelChoiceField(
        School.objects.order_by("name"),
        label=_("School"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Every school"),
    )
    action = forms.ChoiceField(label=_("Action"), required=False)
    from_on = forms.DateField(label=_("From"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    to_on = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    record = forms.UUIDField(label=_("Record"), required=False)
