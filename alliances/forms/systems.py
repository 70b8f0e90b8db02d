"""The names of the education systems; the text says twelve and names none (G5.3.4.1, X-12)."""

from django import forms
from django.utils.translation import gettext as _


class SystemsForm(forms.Form):
    """A line for each number; an empty one is not named yet."""

    def __init__(self, *args, systems, count: int, **kwargs):
        super().__init__(*args, **kwargs)
        named = {row.number: row.name for row in systems}
        for number in range(1, max([count, *named]) + 1):
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("System %(number)s") % {"number": number},
                max_length=60,
                required=False,
                initial=named.get(number, ""),
            )

    @property
    def names(self) -> dict[int, str]:
        return {int(name.removeprefix("name_")): value for name, value in self.cleaned_data.items()}
