"""What one types to found an alliance, to ask a school, to answer, to leave and to end."""

from collections.abc import Sequence

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliances.models import Alliance, Membership
from alliances.services.founding import Asked
from rulebook.forms.adoptions import NearDayField
from schools.models import School

Part, Place = Membership.Part, Membership.Place


class FoundForm(forms.ModelForm):
    """The alliance, and for each school of the district what it shall be in it."""

    from_on = NearDayField(label=_("from"))

    class Meta:
        model = Alliance
        fields = ["document", "name", "level", "ordinal", "from_on"]
        widgets = {"document": forms.RadioSelect}

    def __init__(self, *args, own: School, schools: Sequence[School], **kwargs):
        super().__init__(*args, **kwargs)
        self.schools = schools
        self.fields["document"].choices = Alliance.Kind.choices
        self.initial |= {"from_on": timezone.localdate(), "document": Alliance.Kind.CORE}
        for school in schools:
            self._add(school, is_own=school == own)

    def _add(self, school: School, *, is_own: bool) -> None:
        no = pgettext_lazy("of a school in an alliance", "not asked")
        self.fields[f"part-{school.pk}"] = _choice(
            [("", no), *Part.choices], f"{school.name}", initial=Part.CORE if is_own else ""
        )
        self.fields[f"place-{school.pk}"] = _choice(Place.choices, f"{school.name}: {_('kind of school')}")
        assisted = forms.BooleanField(label=f"{school.name}: {_('assisted school')}", required=False)
        assisted.widget.attrs.update({"class": "form-check-input", "aria-label": assisted.label})
        self.fields[f"assisted-{school.pk}"] = assisted

    @property
    def of_alliance(self) -> list[forms.BoundField]:
        return [self[name] for name in self.Meta.fields]

    @property
    def of_schools(self) -> list[tuple]:
        """Give the rows of the table: school, part, place, assisted."""
        names = ("part", "place", "assisted")
        return [(school, *(self[f"{name}-{school.pk}"] for name in names)) for school in self.schools]

    @property
    def asked(self) -> list[Asked]:
        data = self.cleaned_data
        return [
            Asked(school, part, data[f"place-{school.pk}"], data[f"assisted-{school.pk}"])
            for school in self.schools
            if (part := data[f"part-{school.pk}"])
        ]

    def typed(self) -> dict:
        """Give what the service takes."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields} | {"asked": self.asked}


class AskForm(forms.Form):
    """One more school."""

    school = forms.ModelChoiceField(School.objects.none(), label=_("School"))
    part = forms.ChoiceField(label=pgettext_lazy("of a school in an alliance", "Part"), choices=Part.choices)
    place = forms.ChoiceField(label=_("kind of school"), choices=Place.choices, required=False)
    is_assisted = forms.BooleanField(label=_("assisted school"), required=False)

    def __init__(self, *args, schools: Sequence[School], has_core: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = School.objects.filter(pk__in=[school.pk for school in schools])
        self.fields["part"].initial = Part.MEMBER
        if not has_core:
            self.fields["part"].choices = [(Part.MEMBER.value, Part.MEMBER.label)]


class DeclineForm(forms.Form):
    """Why the school does not join."""

    why = forms.CharField(label=_("Reason, if your school declines"), max_length=200, required=False)


class LeaveForm(forms.Form):
    """From when the school is no member any more, and why."""

    on = NearDayField(label=_("no member from"))
    why = forms.CharField(label=_("why it leaves"), max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class EndForm(forms.Form):
    """From when the alliance is no more."""

    on = NearDayField(label=_("ends on"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class SiteForm(forms.Form):
    """The address of the school's website; empty where there is none (G4.4.4b)."""

    website = forms.URLField(label=_("address of the school's website"), required=False, assume_scheme="https")


def _choice(choices, label, **more) -> forms.ChoiceField:
    field = forms.ChoiceField(label=label, choices=choices, required=False, **more)
    field.widget.attrs.update({"class": "form-select", "aria-label": label})
    return field
