"""Fields and layout that the registers' forms share."""

import unicodedata

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from registry.imports.cleaning.phones import find_phones


def page_owned(form) -> FormHelper:
    """Give a crispy helper for a form whose page owns <form> and its button."""
    helper = FormHelper(form)
    helper.form_tag = False
    return helper


def date_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def plain_text(text: str) -> str:
    """Make full-width signs half-width and single the blanks."""
    return " ".join(unicodedata.normalize("NFKC", text or "").split())


def plain_name(text: str) -> str:
    """Clean a person's name; Chinese names have no blanks inside, others keep single ones."""
    text = plain_text(text).replace("•", "·").replace("・", "·")
    return text if text.isascii() else text.replace(" ", "")


def plain_phone(text: str) -> str:
    """Clean one phone number, "" for none. Raises ValidationError (code "phone")."""
    numbers = plain_phones(text)
    if len(numbers) > 1:
        raise forms.ValidationError(_("Write one number here; further ones have their own box."), code="phone")
    return numbers[0] if numbers else ""


def plain_phones(text: str) -> list[str]:
    """Clean the phone numbers in a text, each once. Raises ValidationError (code "phone")."""
    found = find_phones(text or "")
    if found.is_wrong or found.words or (plain_text(text) and not found.numbers):
        raise forms.ValidationError(_("Write digits only, such as 13812345678 or 0539-2234567."), code="phone")
    return list(found.numbers)


class PhonesField(forms.CharField):
    """Several phone numbers in one box, parted by commas or blanks."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return plain_phones(value)
