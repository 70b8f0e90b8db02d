"""What people type for the joint assessment and the comparison of schools."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliances.measures import sources
from alliances.models import Indicator, Membership, Satisfaction, Strength
from alliances.services.assessments import Wanted
from core.uploads import ProofField

SPARE_ROWS = 3


class IndicatorForm(forms.Form):
    """One indicator; a row without a name is left out."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=pgettext_lazy("of an assessment", "Indicator"), max_length=80, required=False)
    article = forms.CharField(label=_("Article"), max_length=20, required=False)
    weight = forms.DecimalField(
        label=_("Weight"), max_digits=7, decimal_places=3, min_value=Decimal("0.001"), required=False
    )
    source = forms.ChoiceField(label=_("Points come from"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [("", _("entered with evidence")), *sources()]

    def clean(self):
        data = super().clean()
        if data.get("name") and not data.get("weight"):
            self.add_error("weight", forms.ValidationError(_("Give a weight above 0."), code="no-weight"))
        return data


IndicatorFormSet = forms.formset_factory(IndicatorForm, extra=SPARE_ROWS)


def rows_of(scheme) -> list[dict]:
    """Give the indicators as the form shows them."""
    names = ("key", "name", "article", "weight", "source")
    return [{name: getattr(each, name) for name in names} for each in scheme.indicators.all()] if scheme else []


def wanted_of(formset) -> list[Wanted]:
    """Give the rows with a name."""
    return [Wanted(**form.cleaned_data) for form in formset if form.cleaned_data.get("name")]


class PointsForm(forms.Form):
    """Points of one indicator, with what shows them."""

    points = forms.DecimalField(label=_("Points (0–100)"), min_value=0, max_value=100, max_digits=5, decimal_places=2)
    evidence = forms.CharField(label=_("What shows it"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    file = ProofField(label=pgettext_lazy("of a document", "File"), required=False)

    def __init__(self, *args, indicators: list[Indicator], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(str(each.key), each.name) for each in indicators]
        self.fields["indicator"] = forms.ChoiceField(
            label=pgettext_lazy("of an assessment", "Indicator"), choices=choices
        )
        self.order_fields(["indicator", "points", "evidence", "file"])
        self.by_key = {str(each.key): each for each in indicators}

    def clean_indicator(self) -> Indicator:
        return self.by_key[self.cleaned_data["indicator"]]


class SeenForm(forms.Form):
    """The points that the page showed to who confirms them."""

    points = forms.DecimalField()


class WeightForm(forms.Form):
    """The weight that one tries out on the page; nothing is stored."""

    w = forms.DecimalField(min_value=0, max_value=1, max_digits=4, decimal_places=2, required=False)


class SatisfactionForm(forms.ModelForm):
    """How many of those asked were satisfied in a year."""

    class Meta:
        model = Satisfaction
        fields = ["year", "side", "asked", "satisfied", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = timezone.localdate().year
        for name in ("asked", "satisfied"):
            self.fields[name].widget.attrs["min"] = 0

    def clean(self):
        data = super().clean()
        if None not in (data.get("asked"), data.get("satisfied")):
            if not data["asked"]:
                self.add_error("asked", forms.ValidationError(_("Somebody was asked."), code="nobody"))
            if data["satisfied"] > data["asked"]:
                words = _("More people cannot be satisfied than were asked.")
                self.add_error("satisfied", forms.ValidationError(words, code="more-than-asked"))
        return data


def partners_of(membership: Membership):
    """Give the other schools of the alliance that are members today."""
    return Membership.objects.current().filter(alliance=membership.alliance_id).exclude(pk=membership.pk)


class SchoolChoice(forms.ModelChoiceField):
    """A member school by its name."""

    def label_from_instance(self, membership: Membership) -> str:
        return membership.school.name


class PartnerForm(forms.Form):
    """The school with which a point is matched."""

    partner = SchoolChoice(queryset=Membership.objects.none(), label=_("Partner school"), required=False)

    def __init__(self, *args, membership: Membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners_of(membership).select_related("school")


class StrengthForm(forms.ModelForm):
    """A strong or weak point of the own school."""

    class Meta:
        model = Strength
        fields = ["kind", "area", "note", "partner"]
        field_classes = {"partner": SchoolChoice}

    def __init__(self, *args, membership: Membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners_of(membership).select_related("school")
