"""What a teacher asks for, and what the colleague and the office answer."""

from datetime import date

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from patrols.models import LessonChange
from patrols.selectors.changes import Choices, free_rooms
from registry.forms.parts import page_owned, plain_text
from registry.models import Room, Teacher, TimetableSlot
from registry.selectors.timetable import Lesson

Kind = LessonChange.Kind
# Choosing a time asks the page anew and takes over only the rooms.
ROOMS_FOLLOW = {"hx-get": "", "hx-select": "#div_id_room", "hx-target": "#div_id_room", "hx-swap": "outerHTML"}


def time_words(on: date, period: int) -> str:
    """Say 12 October, Mon, period 3."""
    words = {"day": date_format(on, "MONTH_DAY_FORMAT"), "weekday": WEEKDAYS_ABBR[on.weekday()], "period": period}
    return gettext("%(day)s, %(weekday)s, period %(period)s") % words


class AskForm(forms.Form):
    """How the lesson shall change; of the choices below only those of the kind count."""

    kind = forms.ChoiceField(label=_("What changes"), choices=Kind, widget=forms.RadioSelect, initial=Kind.SWAP)
    lesson = forms.ChoiceField(label=_("The colleague's lesson"), required=False)
    time = forms.ChoiceField(label=_("The free time"), required=False)
    room = forms.ModelChoiceField(
        Room.objects.none(),
        label=_("The room then"),
        required=False,
        empty_label=_("As before"),
        help_text=_("Once the time is chosen, only the rooms that are free then are offered."),
    )
    colleague = forms.ModelChoiceField(
        Teacher.objects.none(), label=_("The colleague"), required=False, help_text=_("Shown is who is free then.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=100, help_text=_("The staff can read it."))
    NEEDED = {Kind.SWAP: "lesson", Kind.MOVE: "time", Kind.SUBSTITUTE: "colleague"}

    def __init__(self, *args, choices: Choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.lessons = {f"{each.slot.public_id}@{each.on.isoformat()}": each for each in choices.lessons}
        self.times = {f"{on.isoformat()}.{period}": (on, period) for on, period in choices.times}
        self.fields["lesson"].choices = [("", "–"), *((key, _lesson_words(each)) for key, each in self.lessons.items())]
        self.fields["time"].choices = [("", "–"), *((key, time_words(*each)) for key, each in self.times.items())]
        self.fields["colleague"].queryset = choices.colleagues
        self.fields["time"].widget.attrs |= ROOMS_FOLLOW
        self.fields["room"].queryset = choices.rooms
        self.helper = page_owned(self)

    def offer_free_rooms(self, slot: TimetableSlot, time: str) -> None:
        """Offer the rooms that are free at the chosen time, after what was sent has been looked at."""
        if time in self.times:
            self.fields["room"].queryset = free_rooms(slot, *self.times[time])

    def clean_reason(self):
        return plain_text(self.cleaned_data["reason"])

    def clean(self):
        data = super().clean()
        needed = self.NEEDED.get(data.get("kind"))
        if needed and not data.get(needed) and needed not in self.errors:
            self.add_error(needed, forms.ValidationError(_("Please choose."), code="required"))
        return data

    def asked(self) -> dict:
        """Give what the service takes besides the lesson."""
        data = self.cleaned_data
        fields = {"kind": data["kind"], "reason": data["reason"]}
        if data["kind"] == Kind.SWAP:
            lesson = self.lessons[data["lesson"]]
            return fields | {"other_slot": lesson.slot, "other_on": lesson.on, "colleague": lesson.slot.teacher}
        if data["kind"] == Kind.MOVE:
            to_on, to_period = self.times[data["time"]]
            return fields | {"to_on": to_on, "to_period": to_period, "room": data["room"]}
        return fields | {"colleague": data["colleague"]}


def _lesson_words(lesson: Lesson) -> str:
    return f"{time_words(lesson.on, lesson.period)} · {lesson.slot.subject} · {lesson.teacher}"


class RefusalForm(forms.Form):
    """Why the office says no."""

    why = forms.CharField(label=_("Why not"), max_length=100)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)

    def clean_why(self):
        return plain_text(self.cleaned_data["why"])
