"""Planning a contest, handing in, judging, giving awards."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.uploads import ProofField
from registry.models import Subject, Teacher
from schools.forms.fields import DayField
from schools.models import Term
from sheets.services import sheets_of
from teaching_checks.forms.layout import in_two, page_owned
from teaching_checks.models import Contest, Entry
from teaching_checks.services.entries import MOST_POINTS


class ContestForm(forms.ModelForm):
    """What is selected, until when, by whom."""

    entries_from_on = DayField(label=_("Entries from"))
    entries_to_on = DayField(label=_("Entries until"))
    judges = forms.ModelMultipleChoiceField(User.objects.none(), label=_("Judges"), widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Contest
        fields = ["name", "object", "subject", "entries_from_on", "entries_to_on", "sheet", "about", "reward"]
        widgets = {"about": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, term: Term, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.term = term
        school = term.school
        staff = Teacher.objects.filter(school=school).employed_on(day).values("user")
        self.fields["judges"].queryset = User.objects.filter(pk__in=staff).order_by("name", "pk")
        self.fields["judges"].label_from_instance = lambda user: user.name
        self.fields["subject"].queryset = Subject.objects.filter(school=school)
        self.fields["subject"].empty_label = _("The whole school")
        sheets = [sheet for purpose in Contest.Object.values for sheet in sheets_of(school=school, purpose=purpose)]
        scored = [sheet.pk for sheet in sheets if sheet.sheet.full_marks]
        self.fields["sheet"].queryset = self.fields["sheet"].queryset.filter(pk__in=scored)
        self.fields["sheet"].empty_label = _("No sheet: 0 to 100 points")
        if self.instance.pk:
            self.initial["judges"] = list(self.instance.judges.values_list("user", flat=True))
        days = in_two("entries_from_on", "entries_to_on")
        kind = in_two("object", "subject")
        self.helper = page_owned(self, "name", kind, days, "sheet", "about", "reward", "judges")

    def clean(self):
        data = super().clean()
        first, last = data.get("entries_from_on"), data.get("entries_to_on")
        if first and last and last < first:
            error = forms.ValidationError(_("The last day must not come before the first."), code="order")
            self.add_error("entries_to_on", error)
        sheet = data.get("sheet")
        if sheet and data.get("object") and sheet.purpose != data["object"]:
            error = forms.ValidationError(_("This sheet is for something else."), code="purpose")
            self.add_error("sheet", error)
        return data

    @property
    def columns(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class EntryForm(forms.ModelForm):
    """What one hands in, with its first file."""

    file = ProofField(label=_("File"), help_text=_("Photo, PDF, Word or Excel, at most 10 MB."))

    class Meta:
        model = Entry
        fields = ["title", "may_show"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["may_show"].help_text = _("You can change this at any time.")
        self.helper = page_owned(self, "title", "file", "may_show")


class FileForm(forms.Form):
    """One more file."""

    file = ProofField(label=_("Another file"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)


class PointsForm(forms.Form):
    """Points where a contest has no sheet."""

    points = forms.DecimalField(
        label=_("Points (0–100)"), min_value=0, max_value=MOST_POINTS, max_digits=5, decimal_places=1
    )


class RemarkForm(forms.Form):
    """A word beside the points."""

    remark = forms.CharField(
        label=_("Remark"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class AwardForm(forms.Form):
    """An award, or none, for each entry."""

    def __init__(self, *args, entries, user, **kwargs):
        super().__init__(*args, **kwargs)
        for entry in entries:
            self.fields[f"award_{entry.pk}"] = forms.ChoiceField(
                label=_("Award of %(title)s") % {"title": entry.title},
                choices=[("", "–"), *Entry.Award.choices],
                required=False,
                initial=entry.award,
                disabled=entry.person_id == user.pk,
            )

    @property
    def awards(self) -> dict[int, str]:
        """Give what was sent; who entered is not asked about the own entry."""
        sent = {name: value for name, value in self.cleaned_data.items() if name in self.data}
        return {int(name.removeprefix("award_")): value for name, value in sent.items()}
