"""What people choose about reports: which, in which files, when and for whom; and the template they upload."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from reports import refusals
from reports.kinds import ReportKind
from reports.models import Format, Schedule
from reports.selectors import readers
from reports.word.package import MAX_FILE_BYTES, Unusable, check_package
from reports.word.sentences import UNUSABLE, unusable
from schools.forms.fields import DayField
from schools.models import School, Term

MOST_DAYS = 60


def page_owned(form, *layout) -> FormHelper:
    """Give a crispy helper for a form whose page owns <form> and its button."""
    helper = FormHelper(form)
    helper.form_tag = False
    if layout:
        helper.layout = Layout(*layout)
    return helper


class ReportFilter(forms.Form):
    """What of the archive is shown; a word that means nothing filters nothing."""

    kind = forms.ChoiceField(label=_("Report"), required=False)
    term = forms.ModelChoiceField(
        Term.objects.none(), label=_("Term"), required=False, empty_label=_("All terms"), to_field_name="public_id"
    )

    def __init__(self, data, *, offered: list[ReportKind], terms):
        super().__init__(data)
        self.fields["kind"].choices = [("", _("All reports")), *((kind.code, kind.label) for kind in offered)]
        self.fields["term"].queryset = terms
        for field in self.fields.values():
            field.widget.attrs |= {"class": "form-select", "data-submit-on-change": ""}
        self.is_valid()


class WhatForm(forms.Form):
    """The files and the kind's own choices: what a report made now and one made by itself have in common."""

    formats = forms.MultipleChoiceField(
        label=_("Files"),
        choices=Format,
        widget=forms.CheckboxSelectMultiple,
        initial=list(Format),
        error_messages={"required": refusals.WORDS["no-format"]},
    )

    def __init__(self, *args, kind: ReportKind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        for option in kind.options:
            self.fields[self._name(option)] = forms.ChoiceField(label=option.label, choices=option.choices)

    @staticmethod
    def _name(option) -> str:
        return f"option_{option.name}"

    @property
    def option_names(self) -> list[str]:
        return [self._name(option) for option in self.kind.options]

    def chosen(self) -> dict[str, str]:
        """Give the kind's options as the kind names them."""
        return {option.name: self.cleaned_data[self._name(option)] for option in self.kind.options}


class MakeForm(WhatForm):
    """A report to be made now."""

    term = forms.ModelChoiceField(
        Term.objects.none(),
        label=_("Term"),
        empty_label=None,
        to_field_name="public_id",
        help_text=_("The report shows today's state; of a term that is over, that of its last day."),
        error_messages={"required": _("Choose a term."), "invalid_choice": refusals.WORDS["other-school"]},
    )

    def __init__(self, *args, kind: ReportKind, terms, current: Term | None, **kwargs):
        super().__init__(*args, kind=kind, **kwargs)
        self.fields["term"].queryset = terms
        self.fields["term"].initial = current.public_id if current else None
        self.helper = page_owned(self, "term", "formats", *self.option_names)


class ScheduleForm(WhatForm):
    """When a report is made by itself, and who is told."""

    when = forms.ChoiceField(label=_("When"), choices=Schedule.When)
    days = forms.IntegerField(label=_("How many days"), min_value=0, max_value=MOST_DAYS, required=False, initial=0)
    side = forms.ChoiceField(
        label=_("Before or after"),
        choices=[("after", _("after the last day of term")), ("before", _("before the last day of term"))],
        required=False,
    )
    day_of_month = forms.IntegerField(
        label=_("Day of the month"),
        min_value=1,
        max_value=31,
        required=False,
        help_text=_("In a shorter month: its last day."),
    )
    on = DayField(label=_("Date"), required=False)
    recipients = forms.ModelMultipleChoiceField(
        School.objects.none(),
        label=_("For whom"),
        widget=forms.CheckboxSelectMultiple,
        to_field_name="public_id",
        help_text=_("They get a message with the way to the report. Offered are those who may see it."),
        error_messages={
            "required": _("Choose at least one person."),
            "invalid_choice": refusals.WORDS["recipient-not-allowed"],
        },
    )
    is_on = forms.BooleanField(label=_("Switched on"), required=False, initial=True)

    def __init__(self, *args, kind: ReportKind, school: School, schedule: Schedule | None = None, **kwargs):
        kwargs["initial"] = _initial(schedule) if schedule else None
        super().__init__(*args, kind=kind, **kwargs)
        self.fields["recipients"].queryset = readers(school, kind)
        self.helper = page_owned(
            self,
            "when",
            Div("days", "side", data_when=Schedule.When.TERM_END),
            Div("day_of_month", data_when=Schedule.When.MONTHLY),
            Div("on", data_when=Schedule.When.ON_DATE),
            "formats",
            *self.option_names,
            "recipients",
            "is_on",
        )

    def clean(self):
        data = super().clean()
        needed = {
            Schedule.When.TERM_END: ("days", _("Write how many days, 0 for the last day itself.")),
            Schedule.When.MONTHLY: ("day_of_month", _("Write the day of the month, 1 to 31.")),
            Schedule.When.ON_DATE: ("on", _("Choose the date.")),
        }
        if data.get("when") in needed:
            name, words = needed[data["when"]]
            if data.get(name) is None and name not in self.errors:
                self.add_error(name, forms.ValidationError(words, code="required"))
        return data

    def fill(self, schedule: Schedule) -> Schedule:
        """Put what was chosen into the schedule; what does not belong to its `when` is forgotten."""
        data = self.cleaned_data
        when = data["when"]
        days = data["days"] if data["side"] != "before" else -data["days"] if data["days"] else 0
        schedule.when, schedule.formats, schedule.options = when, data["formats"], self.chosen()
        schedule.days_after_term = days if when == Schedule.When.TERM_END else None
        schedule.day_of_month = data["day_of_month"] if when == Schedule.When.MONTHLY else None
        schedule.on = data["on"] if when == Schedule.When.ON_DATE else None
        schedule.is_on = data["is_on"]
        return schedule


def _initial(schedule: Schedule) -> dict:
    return {
        "when": schedule.when,
        "days": abs(schedule.days_after_term or 0),
        "side": "before" if (schedule.days_after_term or 0) < 0 else "after",
        "day_of_month": schedule.day_of_month,
        "on": schedule.on,
        "formats": schedule.formats,
        "recipients": [user.public_id for user in schedule.recipients.all()],
        "is_on": schedule.is_on,
        **{f"option_{name}": value for name, value in schedule.options.items()},
    }


class TemplateForm(forms.Form):
    """A Word file; whether its fields are right is looked at by the service."""

    file = forms.FileField(
        label=_("Word file (.docx)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        error_messages={"empty": UNUSABLE["empty"]},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)

    def clean_file(self):
        file = self.cleaned_data["file"]
        data = file.read(MAX_FILE_BYTES + 1)
        try:
            check_package(data)
        except Unusable as error:
            raise forms.ValidationError(unusable(error.code), code=error.code) from None
        self.cleaned_data["data"] = data
        return file


def when_in_words(schedule: Schedule):
    """Say when a schedule falls due."""
    days = schedule.days_after_term
    if schedule.when == Schedule.When.MONTHLY:
        return format_lazy(_("Every month on day {day}"), day=schedule.day_of_month)
    if schedule.when == Schedule.When.DAILY:
        return Schedule.When.DAILY.label
    if schedule.when == Schedule.When.ON_DATE:
        return format_lazy(_("Once, on {date}"), date=schedule.on.isoformat())
    if days == 0:
        return _("On the last day of each term")
    words = (
        ngettext_lazy("{count} day after the end of each term", "{count} days after the end of each term", abs(days))
        if days > 0
        else ngettext_lazy(
            "{count} day before the end of each term", "{count} days before the end of each term", abs(days)
        )
    )
    return format_lazy(words, count=abs(days))
