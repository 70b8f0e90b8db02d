"""Planning a round, changing it, and its list of teachers."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.permissions import Permission
from accounts.roles import Scope as Reach
from registry.forms.parts import date_input, page_owned
from registry.models import Grade, Subject, Teacher, TeacherGroup
from schools.models import Campus, Term
from sheets.models import ScoreSheet
from teaching_checks.models import CheckObject, Round
from teaching_checks.rules.checkers import Checkers
from teaching_checks.selectors.scope import Scope, possible_inspectors
from teaching_checks.services.planning import Plan

CHECKERS = [
    (Checkers.CHAIN, _("Heads their teachers, the academic director the heads (leaders: the principal)")),
    (Checkers.GROUP, _("Within the group, led by its head")),
    (Checkers.EACH_OTHER, _("The teachers of a group each other")),
    (Checkers.NAMED, _("The people named below")),
    (Checkers.OFFICE, _("Nobody in particular: who planned the round enters everything")),
]
OF_HEADS = (Checkers.GROUP, Checkers.EACH_OTHER, Checkers.OFFICE)


class DaysForm(forms.Form):
    """A name and a window of days."""

    name = forms.CharField(label=pgettext_lazy("of a place, a group or a day", "name"), max_length=60)
    from_on = forms.DateField(label=_("First day"), widget=date_input())
    to_on = forms.DateField(label=_("Last day"), widget=date_input())
    is_announced = forms.BooleanField(
        label=_("Announced"),
        required=False,
        initial=True,
        help_text=_("Without it those inspected see nothing of the round before its first day."),
    )

    def __init__(self, *args, term: Term, **kwargs):
        super().__init__(*args, **kwargs)
        self.term = term
        for name in ("from_on", "to_on"):
            self.fields[name].widget.attrs |= {"min": term.starts_on.isoformat(), "max": term.ends_on.isoformat()}
        self.helper = page_owned(self)

    def clean(self):
        data = super().clean()
        first, last = data.get("from_on"), data.get("to_on")
        if first and last and first > last:
            self.add_error("to_on", forms.ValidationError(_("The end comes after the beginning."), code="order"))
        for name in ("from_on", "to_on"):
            if data.get(name) and not self.term.starts_on <= data[name] <= self.term.ends_on:
                words = _("This day is not in the term (%(first)s – %(last)s).")
                values = {"first": self.term.starts_on, "last": self.term.ends_on}
                self.add_error(name, forms.ValidationError(words, code="outside-term", params=values))
        return data


class RoundForm(DaysForm):
    """A round for each chosen object. Heads plan for their own groups."""

    objects = forms.MultipleChoiceField(
        label=_("What is inspected"), choices=CheckObject, widget=forms.CheckboxSelectMultiple
    )
    mode = forms.ChoiceField(label=_("Form"), choices=Round.Mode)
    whom = forms.ChoiceField(label=_("Who is inspected"), choices=Round.Whom)
    group = forms.ModelChoiceField(None, label=_("Group"), required=False, empty_label=_("All"))
    campus = forms.ModelChoiceField(None, label=_("Site"), required=False, empty_label=_("All"))
    grade = forms.ModelChoiceField(None, label=_("Grade"), required=False, empty_label=_("All"))
    subject = forms.ModelChoiceField(None, label=_("Subject"), required=False, empty_label=_("All"))
    sample = forms.IntegerField(
        label=_("Draw only so many"),
        required=False,
        min_value=1,
        max_value=500,
        help_text=_(
            "Empty: all. Teachers new at the school are drawn more often, then those in their first five years there; "
            "the register keeps no ages."
        ),
    )
    checkers = forms.ChoiceField(label=_("Who inspects"), choices=CHECKERS)
    requirement = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    named = forms.ModelMultipleChoiceField(
        None, label=_("Named inspectors"), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )

    def __init__(self, *args, user, school, sheets: dict[str, list[ScoreSheet]], **kwargs):
        super().__init__(*args, **kwargs)
        self.sheets = sheets
        for check_object, offered in sheets.items():
            self.fields[f"sheet_{check_object}"] = forms.ChoiceField(
                label=_("Score sheet"),
                required=False,
                choices=[(str(sheet.public_id), str(sheet)) for sheet in offered],
            )
        own = {"school": school}
        groups = TeacherGroup.objects.visible_to(user).filter(**own)
        self.fields["campus"].queryset = Campus.objects.visible_to(user).filter(**own)
        self.fields["grade"].queryset = Grade.objects.visible_to(user).filter(**own)
        self.fields["subject"].queryset = Subject.objects.visible_to(user).filter(**own)
        self.fields["named"].queryset = possible_inspectors(school, timezone.localdate())
        if not user.has_permission(Permission.CHECK_MANAGE, school=school):
            groups = groups.filter(pk__in=user.scopes_with(Permission.CHECK_GROUP, Reach.GROUP))
            self._keep_to_groups()
        self.fields["group"].queryset = groups

    def _keep_to_groups(self):
        for name in ("whom", "campus", "grade", "subject", "named"):
            del self.fields[name]
        self.fields["group"].required, self.fields["group"].empty_label = True, None
        self.fields["mode"].initial = Round.Mode.GROUP
        self.fields["checkers"].choices = [choice for choice in CHECKERS if choice[0] in OF_HEADS]

    def object_rows(self) -> list:
        """Give each object with its box and its sheets, for the page."""
        chosen = self["objects"].value() or []
        return [
            {"code": code, "label": label, "is_chosen": code in chosen, "sheet": self[f"sheet_{code}"]}
            for code, label in CheckObject.choices
            if self.sheets[code]
        ]

    def clean(self):
        data = super().clean()
        if data.get("checkers") == Checkers.NAMED and not data.get("named"):
            self.add_error("named", forms.ValidationError(_("Name at least one inspector."), code="no-inspector"))
        return data

    def plan(self) -> Plan:
        """Give what is to be made of valid data."""
        data = self.cleaned_data
        narrows = ("whom", "group", "campus", "grade", "subject")
        same = ("name", "from_on", "to_on", "mode", "is_announced", "sample", "requirement")
        return Plan(
            sheets={check_object: self._sheet(check_object) for check_object in data["objects"]},
            scope=Scope(**{name: data[name] for name in narrows if data.get(name)}),
            checkers=Checkers(data["checkers"]),
            named=list(data.get("named") or ()),
            **{name: data[name] for name in same},
        )

    def _sheet(self, check_object: str) -> ScoreSheet:
        offered = self.sheets[check_object]
        chosen = self.cleaned_data.get(f"sheet_{check_object}")
        return next((sheet for sheet in offered if str(sheet.public_id) == chosen), offered[0])


class ChangeForm(DaysForm):
    """What can be changed of a planned round."""

    sheet = forms.ModelChoiceField(None, label=_("Score sheet"), empty_label=None)

    def __init__(self, *args, round: Round, sheets: list[ScoreSheet], **kwargs):
        names = ("name", "from_on", "to_on", "is_announced", "sheet")
        kwargs["initial"] = {name: getattr(round, name) for name in names}
        super().__init__(*args, term=round.term, **kwargs)
        allowed = {round.sheet_id, *(sheet.pk for sheet in sheets)}
        self.fields["sheet"].queryset = ScoreSheet.objects.filter(school=round.school_id, pk__in=allowed)


class AddForm(forms.Form):
    """One more teacher, and who inspects."""

    teacher = forms.ModelChoiceField(None, label=_("Teacher"))
    inspector = forms.ModelChoiceField(
        None, label=_("Inspector"), required=False, empty_label=_("Nobody in particular")
    )

    def __init__(self, *args, round: Round, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        staff = Teacher.objects.filter(school=round.school_id).employed_on(today)
        if round.group_id:
            staff = staff.filter(group_memberships__group=round.group_id, group_memberships__to_on=None)
        self.fields["teacher"].queryset = staff.exclude(pk__in=round.rows.values("teacher")).order_by("name_pinyin")
        self.fields["inspector"].queryset = possible_inspectors(round.school, today)
        self.helper = page_owned(self)


class ExcuseForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=100, required=False, help_text=_("Empty: he or she is inspected after all.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)


class FeedbackForm(forms.Form):
    on = forms.DateField(label=_("Opinions exchanged on"), widget=date_input())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)
