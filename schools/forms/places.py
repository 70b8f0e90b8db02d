"""Schools, campuses and villages."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from schools.models import Campus, District, School, Stage, Village, VillageAlias

SEPARATORS = re.compile(r"[,，、;；\n]+")


class SchoolForm(forms.ModelForm):
    """A school in a district that exists, or in a new one typed below."""

    stages = forms.MultipleChoiceField(
        label=_("Stages"),
        choices=Stage,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The school sets its grades itself; this proposes them."),
    )
    new_district_name = forms.CharField(label=_("New district: name"), max_length=80, required=False)
    new_district_code = forms.CharField(
        label=_("New district: code"),
        max_length=20,
        required=False,
        help_text=_("Only when the district is not in the list. Schools of one district share its villages."),
    )

    class Meta:
        model = School
        fields = ["name", "code", "kind", "stages", "district"]
        error_messages = {"code": {"unique": _("Another school has this code.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        districts = self.fields["district"]
        districts.queryset, districts.required = District.objects.order_by("name"), False
        if self.instance.pk:
            # ID numbers are recognised per district: a school cannot simply change over.
            for name in ("district", "new_district_name", "new_district_code"):
                del self.fields[name]

    def clean_new_district_code(self):
        code = self.cleaned_data["new_district_code"].strip()
        if code and District.objects.filter(code=code).exists():
            raise forms.ValidationError(_("A district with this code exists; choose it above."), code="code_taken")
        return code

    def clean(self):
        data = super().clean()
        if self.instance.pk or self.errors:
            return data
        typed = data.get("new_district_name"), data.get("new_district_code")
        if data.get("district") and any(typed):
            self.add_error("district", forms.ValidationError(_("Choose a district or name a new one."), code="both"))
        if not data.get("district") and not all(typed):
            words = _("Choose a district, or enter name and code of a new one.")
            self.add_error("district", forms.ValidationError(words, code="district_missing"))
        return data


class CampusForm(forms.ModelForm):
    """A site of the school."""

    class Meta:
        model = Campus
        fields = ["name", "kind", "address"]

    def __init__(self, *args, school, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.school = school

    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        others = Campus.objects.filter(school=self.instance.school).exclude(pk=self.instance.pk)
        if others.filter(name=name).exists():
            raise forms.ValidationError(_("The school has a campus of this name already."), code="name_taken")
        return name


class VillageForm(forms.ModelForm):
    """A village of the district, with the other names that people write in addresses."""

    aliases = forms.CharField(
        label=_("Other names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As people write it in addresses; one per line or parted by commas."),
    )

    class Meta:
        model = Village
        fields = ["name"]

    def __init__(self, *args, district, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.district = district
        if self.instance.pk:
            self.initial["aliases"] = "\n".join(a.name for a in self.instance.aliases.all())

    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        self._refuse_names_of_others([name])
        return name

    def clean_aliases(self):
        names = [name.strip() for name in SEPARATORS.split(self.cleaned_data["aliases"])]
        names = [name for name in dict.fromkeys(names) if name and name != self.cleaned_data.get("name")]
        if too_long := [name for name in names if len(name) > 60]:
            raise forms.ValidationError(
                _("“%(name)s” is too long."), code="too_long", params={"name": too_long[0][:60]}
            )
        self._refuse_names_of_others(names)
        return names

    def _refuse_names_of_others(self, names):
        """A name that means two villages would place pupils wrongly."""
        district, own = self.instance.district, self.instance.pk
        taken = Village.objects.filter(district=district, name__in=names).exclude(pk=own).first()
        alias = VillageAlias.objects.filter(district=district, name__in=names).exclude(village=own).first()
        if taken or alias:
            about = {"name": taken or alias, "village": taken or alias.village}
            words = _("“%(name)s” already means the village %(village)s. Merge the two if they are one.")
            raise forms.ValidationError(words, code="name_taken", params=about)
