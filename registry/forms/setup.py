"""Grades, classes, subjects and villages to merge, as a school administrator types them."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.models import SchoolClass, Subject
from registry.setup.classes import pupils_after
from schools.forms.fields import DayField
from schools.models import Campus, School, Stage, Village

SEPARATORS = re.compile(r"[,，、;；\s]+")
MOST_CLASSES = 40
SELECT = {"class": "form-select"}
GRADES = [("", _("none"))] + [(n, str(n)) for n in range(1, 13)]


class GradesForm(forms.Form):
    """The first and last grade of each stage; empty where the school does not teach it."""

    def __init__(self, *args, ranges, **kwargs):
        initial = {
            f"{s}_{end}": n for s, pair in ranges.items() for end, n in zip(("first", "last"), pair, strict=True)
        }
        super().__init__(*args, initial=initial, **kwargs)
        for stage in Stage:
            for end, words in (("first", _("%(stage)s: first grade")), ("last", _("%(stage)s: last grade"))):
                self.fields[f"{stage}_{end}"] = forms.TypedChoiceField(
                    label=words % {"stage": stage.label},
                    choices=GRADES,
                    coerce=int,
                    empty_value=None,
                    required=False,
                    widget=forms.Select(attrs=SELECT),
                )

    def clean(self):
        data = super().clean()
        used: set[int] = set()
        for stage in Stage:
            first, last = data.get(f"{stage}_first"), data.get(f"{stage}_last")
            if (first is None) != (last is None):
                self._refuse(f"{stage}_last", "one_end", _("Choose both the first and the last grade, or neither."))
            elif first and last < first:
                self._refuse(f"{stage}_last", "order", _("The last grade must not come before the first."))
            elif first and used & set(range(first, last + 1)):
                self._refuse(f"{stage}_first", "overlap", _("A grade belongs to one stage only."))
            elif first:
                used |= set(range(first, last + 1))
        return data

    def ranges(self) -> dict[str, tuple[int, int]]:
        """Give (first, last) by stage. Only after is_valid()."""
        data = self.cleaned_data
        return {s.value: (data[f"{s}_first"], data[f"{s}_last"]) for s in Stage if data[f"{s}_first"]}

    def _refuse(self, field, code, words):
        self.add_error(field, forms.ValidationError(words, code=code))


class ClassCountsForm(forms.Form):
    """How many classes each grade has in a school year; a smaller number than now removes nothing."""

    campus = forms.ModelChoiceField(
        Campus.objects.none(),
        label=_("Campus of the new classes"),
        required=False,
        empty_label=_("none"),
        widget=forms.Select(attrs=SELECT),
    )

    def __init__(self, *args, school: School, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.fields["campus"].queryset = Campus.objects.filter(school=school)
        for row in rows:
            self.fields[f"grade_{row.grade.number}"] = forms.IntegerField(
                label=str(row.grade),
                min_value=0,
                max_value=MOST_CLASSES,
                initial=row.count,
                required=False,
                widget=forms.NumberInput(attrs={"class": "form-control"}),
            )

    def grade_fields(self):
        """Give (row, field) pairs for the matrix."""
        return [(row, self[f"grade_{row.grade.number}"]) for row in self.rows]

    def wanted(self) -> dict[int, int]:
        """Give the number of classes by grade. Only after is_valid()."""
        return {row.grade.number: self.cleaned_data[f"grade_{row.grade.number}"] or 0 for row in self.rows}


class SetupClassForm(forms.ModelForm):
    """What may change about a class: its own name, its campus, and the day from which it is closed."""

    closed_on = DayField(
        label=_("Closed on"), required=False, help_text=_("Only when the class no longer exists from that day on.")
    )

    class Meta:
        model = SchoolClass
        fields = ["label", "campus", "closed_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["campus"].queryset = Campus.objects.filter(school=self.instance.school_id)

    def clean_closed_on(self):
        day = self.cleaned_data["closed_on"]
        left = pupils_after(self.instance, day) if day else 0
        if left:
            words = _("%(count)s pupils are still in the class on that day. Move them first.")
            raise forms.ValidationError(words, code="pupils_left", params={"count": left})
        return day


class SubjectsForm(forms.Form):
    """Several subjects at once."""

    names = forms.CharField(
        label=_("Subjects to add"), max_length=600, help_text=_("Several at once, parted by blanks or commas.")
    )

    def clean_names(self):
        names = [name for name in SEPARATORS.split(self.cleaned_data["names"]) if name]
        too_long = [name for name in names if len(name) > 30]
        if too_long:
            words = _("“%(name)s” is too long for a subject.")
            raise forms.ValidationError(words, code="too_long", params={"name": too_long[0][:30]})
        return names


class SubjectForm(forms.ModelForm):
    """The name of one subject."""

    class Meta:
        model = Subject
        fields = ["name"]

    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        others = Subject.objects.filter(school=self.instance.school_id).exclude(pk=self.instance.pk)
        if others.filter(name=name).exists():
            raise forms.ValidationError(_("The school has this subject already."), code="name_taken")
        return name


class VillageMergeForm(forms.Form):
    """The village that stays."""

    keep = forms.ModelChoiceField(Village.objects.none(), label=_("The village that stays"), to_field_name="public_id")

    def __init__(self, *args, gone: Village, **kwargs):
        super().__init__(*args, **kwargs)
        others = Village.objects.filter(district=gone.district_id).exclude(pk=gone.pk)
        self.fields["keep"].queryset = others
