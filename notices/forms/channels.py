"""Channels of a school: plain fields for each kind, secrets that are written and never shown."""

import re
from urllib.parse import urlsplit

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from notices import addresses
from notices.models import Channel

KEEP = _("Leave it empty to keep the present one.")


class ChannelForm(forms.Form):
    """What every channel has; what the kind asks for comes with a subclass. `settings` gives the plain fields."""

    name = forms.CharField(
        label=pgettext_lazy("of a channel", "Name"),
        max_length=40,
        help_text=_("As it stands in the list, for example “School mail”."),
    )
    is_on = forms.BooleanField(label=_("In use"), required=False, initial=True)
    SETTINGS: tuple[str, ...] = ()
    SECRETS: tuple[str, ...] = ()

    def __init__(self, *args, channel: Channel | None = None, **kwargs):
        if channel:
            shown = {key: value for key, value in channel.settings.items() if key not in self.SECRETS}
            kwargs["initial"] = {**shown, "name": channel.name, "is_on": channel.is_on}
        super().__init__(*args, **kwargs)
        self.channel = channel
        if channel:
            self._keep_secrets()
        else:
            del self.fields["is_on"]
        self.order_fields(["name", *self.SETTINGS, "is_on"])
        self.helper = FormHelper(self)
        self.helper.form_tag = False

    @property
    def settings(self) -> dict:
        return {key: self.cleaned_data[key] for key in self.SETTINGS}

    def _keep_secrets(self) -> None:
        for name in self.SECRETS:
            self.fields[name].required = False
            self.fields[name].help_text = KEEP

    def _ask_password_again(self, place: str) -> None:
        """Let no kept password go to another server: who points a channel there must know it."""
        before, now = (self.channel.settings if self.channel else {}), self.cleaned_data
        if before.get("password") and not now.get("password") and now.get(place) != before.get(place):
            words = _("Write the password again: it would go to another server.")
            self.add_error("password", forms.ValidationError(words, code="password-again"))

    def _refuse_inner(self, field: str, host: str) -> None:
        """Say so when nobody has this name, or when it stands in a network that is not open to channels."""
        try:
            if addresses.may_reach(host):
                return
        except addresses.UnknownHost:
            self.add_error(field, forms.ValidationError(_("No server has this name."), code="unknown-host"))
        else:
            words = _("This server stands in an inner network. Ask the portal's operator to open it for channels.")
            self.add_error(field, forms.ValidationError(words, code="inner-host"))


def secret(label, **options) -> forms.CharField:
    """Give a field that shows nothing of what it holds."""
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, widget=widget, strip=False, max_length=200, **options)


class MailForm(ChannelForm):
    """A mail server that takes messages from the school."""

    SETTINGS = ("host", "port", "security", "user", "password", "sender")
    SECRETS = ("password",)

    host = forms.CharField(
        label=_("Mail server"), max_length=120, help_text=_("The server that sends, for example smtp.example.com.")
    )
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=465)
    security = forms.ChoiceField(
        label=_("Security"),
        choices=[
            ("ssl", _("TLS from the beginning (port 465)")),
            ("starttls", _("STARTTLS (port 587)")),
            ("insecure", _("none: only inside the school's own network")),
        ],
    )
    user = forms.CharField(label=_("User name"), required=False, max_length=120)
    password = secret(
        _("Password"), required=False, help_text=_("Many mail providers ask for an authorization code here.")
    )
    sender = forms.EmailField(label=_("Sender"), help_text=_("The address from which the messages come."))

    def clean_host(self):
        host = self.cleaned_data["host"].strip().strip(".")
        if not re.fullmatch(r"[\w.:-]+", host) or "//" in host:
            words = _("Write the name of the server only, without “https://”, port or path.")
            raise forms.ValidationError(words, code="not-a-host")
        return host

    def clean(self):
        data = super().clean()
        if host := data.get("host"):
            self._refuse_inner("host", host)
        self._ask_password_again("host")
        if data.get("password") and not data.get("user"):
            self.add_error("user", forms.ValidationError(_("Whose password is it?"), code="no-user"))
        return data


class GatewayForm(ChannelForm):
    """A gateway that sends text messages."""

    SETTINGS = ("url", "user", "password")
    SECRETS = ("password",)

    url = forms.CharField(
        label=_("Address of the gateway"),
        max_length=200,
        help_text=_("It takes a POST in JSON with “phone” and “message”; your provider or a small relay offers that."),
    )
    user = forms.CharField(label=_("User name"), required=False, max_length=120)
    password = secret(_("Password"), required=False)

    def clean_url(self):
        url = self.cleaned_data["url"].strip()
        if not _is_web_address(url):
            words = _("Write a whole address that begins with https:// and holds no password, “?” or “#”.")
            raise forms.ValidationError(words, code="not-an-address")
        return url

    def clean(self):
        data = super().clean()
        if url := data.get("url"):
            self._refuse_inner("url", urlsplit(url).hostname)
        self._ask_password_again("url")
        return data


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        has_place = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    is_plain = not (parts.username or parts.query or parts.fragment or re.search(r"\s", url))
    return parts.scheme in ("https", "http") and has_place and is_plain


class BotForm(ChannelForm):
    """A bot of a group chat, known by the address that the chat's program shows."""

    SETTINGS = ("key",)
    SECRETS = ("key",)
    SHAPE = re.compile("")
    EXAMPLE = ""

    key = secret(_("Webhook address of the bot"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.channel:
            self.fields["key"].help_text = _("Paste what the group's settings show: %(example)s") % {
                "example": self.EXAMPLE
            }

    def clean_key(self):
        text = self.cleaned_data["key"].strip()
        if not text and self.channel:
            return ""
        found = self.SHAPE.fullmatch(text)
        if not found:
            words = _("This is not the address of such a bot. It looks like this: %(example)s")
            raise forms.ValidationError(words, code="not-a-bot", params={"example": self.EXAMPLE})
        return found.group("key")


class WecomForm(BotForm):
    SHAPE = re.compile(r"(https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=)(?P<key>[\w-]{8,80})")
    EXAMPLE = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…"


class DingtalkForm(BotForm):
    SETTINGS = ("key", "secret")
    SECRETS = ("key", "secret")
    SHAPE = re.compile(r"(https://oapi\.dingtalk\.com/robot/send\?access_token=)(?P<key>[A-Za-z0-9]{8,100})")
    EXAMPLE = "https://oapi.dingtalk.com/robot/send?access_token=…"

    secret = secret(_("Signing secret"), required=False, help_text=_("Where the bot asks for signatures: SEC…"))

    def clean_secret(self):
        text = self.cleaned_data["secret"].strip()
        if text and not re.fullmatch(r"[A-Za-z0-9]{8,100}", text):
            raise forms.ValidationError(_("Letters and digits only."), code="not-a-secret")
        return text


class FeishuForm(BotForm):
    SHAPE = re.compile(r"(https://open\.feishu\.cn/open-apis/bot/v2/hook/)(?P<key>[\w-]{8,80})")
    EXAMPLE = "https://open.feishu.cn/open-apis/bot/v2/hook/…"


FORM_OF = {
    Channel.Kind.EMAIL: MailForm,
    Channel.Kind.SMS: GatewayForm,
    Channel.Kind.WECOM: WecomForm,
    Channel.Kind.DINGTALK: DingtalkForm,
    Channel.Kind.FEISHU: FeishuForm,
}
