"""Experiments planned, logged and verified; tutoring, talks and ways to know quality; exceptions from plans ahead."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from registry.forms.parts import date_input, page_owned
from registry.models import Enrolment, Student, Teacher
from teaching_checks.models import Experiment, Insight, PlanException, PupilRecord
from teaching_checks.refusals.experiments import PROBLEMS
from teaching_checks.rules.experiments import PlanRow, read_plan
from teaching_checks.selectors.markings import Pair
from teaching_checks.selectors.pupils import pupils_of


class PlanForm(forms.Form):
    """A plan pasted from a sheet: one experiment a line."""

    pairs = forms.MultipleChoiceField(label=_("Classes"), widget=forms.CheckboxSelectMultiple)
    plan = forms.CharField(
        label=_("Experiments"),
        widget=forms.Textarea(attrs={"rows": 10, "class": "font-monospace"}),
        help_text=_(
            "Copy name, kind and week (or day) from Excel: one experiment a line, for example 水的沸腾, 演示, 3."
        ),
    )

    def __init__(self, *args, pairs: Sequence[Pair], weeks: Sequence[date], first: date, last: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {pair.key: pair for pair in pairs}
        self.reading = {"weeks": weeks, "first": first, "last": last}
        self.fields["pairs"].choices = [(pair.key, f"{pair.school_class} · {pair.subject}") for pair in pairs]
        self.helper = page_owned(self)

    def clean_plan(self) -> list[PlanRow]:
        rows, problems = read_plan(self.cleaned_data["plan"], **self.reading)
        if problems:
            words = _("Line %(line)s: %(problem)s %(value)s")
            raise forms.ValidationError(
                [
                    forms.ValidationError(
                        words,
                        code=each.code,
                        params={"line": each.line, "problem": PROBLEMS[each.code], "value": each.value},
                    )
                    for each in problems
                ]
            )
        if not rows:
            raise forms.ValidationError(_("There is no experiment in this text."), code="nothing")
        return rows

    @property
    def chosen(self) -> list[Pair]:
        return [self.known[key] for key in self.cleaned_data["pairs"]]


class LogForm(forms.Form):
    """When an experiment was held, and what is worth keeping of it."""

    done_on = forms.DateField(label=_("Done on"), widget=date_input())
    note = forms.CharField(label=_("Log"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)


class JudgeForm(forms.Form):
    """What somebody else found."""

    state = forms.ChoiceField(
        label=_("What was found"),
        widget=forms.RadioSelect,
        choices=[(state.value, state.label) for state in Experiment.JUDGED],
    )
    why = forms.CharField(
        label=_("Reason"), max_length=100, required=False, help_text=_("Needed where somebody is excused.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)


class PupilRecordForm(forms.ModelForm):
    """One tutoring or talk with a pupil of the own classes, by class."""

    class Meta:
        model = PupilRecord
        fields = ["purpose", "student", "on", "note"]
        labels = {"purpose": _("Kind")}
        widgets = {"on": date_input(), "purpose": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, teacher: Teacher, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        current = Enrolment.objects.on(today).select_related("school_class")
        pupils = pupils_of(teacher, today).prefetch_related(Prefetch("enrolments", current, to_attr="now"))
        self.fields["student"].queryset = Student.objects.filter(pk__in=pupils.values("pk"))
        self.fields["student"].choices = [("", "---------"), *_by_class(pupils)]
        self.fields["purpose"].choices = PupilRecord.Purpose.choices
        self.initial.setdefault("on", today)
        self.helper = page_owned(self)


def _by_class(pupils) -> list[tuple[str, list]]:
    groups: dict[str, list] = {}
    for pupil in sorted(pupils, key=lambda each: (each.name_pinyin, each.pk)):
        groups.setdefault(pupil.now[0].school_class.name_on(pupil.now[0].from_on), []).append((pupil.pk, pupil.name))
    return sorted(groups.items())


class InsightForm(forms.ModelForm):
    """The ways in which one looked at how pupils study: ticks."""

    ways = forms.MultipleChoiceField(label=_("By which ways"), choices=Insight.Way, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Insight
        fields = ["on", "ways", "note"]
        widgets = {"on": date_input(), "note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today)
        self.helper = page_owned(self)


class PlanExceptionForm(forms.ModelForm):
    """So many lessons that one teacher need not have prepared."""

    class Meta:
        model = PlanException
        fields = ["reason", "lessons"]
        widgets = {"reason": forms.RadioSelect}

    def __init__(self, *args, most: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = PlanException.Reason.choices
        self.fields["lessons"].widget.attrs |= {"min": 1, "max": most}
        self.most = most
        self.helper = page_owned(self)

    def clean_lessons(self) -> int:
        number = self.cleaned_data["lessons"]
        if not 1 <= number <= self.most:
            raise forms.ValidationError(_("From 1 to %(most)s."), code="range", params={"most": self.most})
        return number
