"""Teacher groups with their members and head."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.models import Grade, GroupMembership, Subject, Teacher, TeacherGroup
from registry.setup.groups import HEADS, head_of

Kind = TeacherGroup.Kind
NEEDED = {Kind.RESEARCH: ("subject",), Kind.PREP: ("subject", "grade"), Kind.GRADE: ("grade",)}


class GroupForm(forms.ModelForm):
    """A research group has a subject, a preparation group subject and grade, a grade group a grade."""

    head = forms.ModelChoiceField(
        Teacher.objects.none(),
        label=_("Head"),
        required=False,
        empty_label=_("nobody yet"),
        help_text=_("Of research and preparation groups. The head becomes a member too."),
    )
    teachers = forms.ModelMultipleChoiceField(
        Teacher.objects.none(), label=_("Members"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = TeacherGroup
        fields = ["kind", "name", "subject", "grade"]

    def __init__(self, *args, school, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.school = school
        staff = Teacher.objects.visible_to(user).filter(school=school).employed_on(timezone.localdate())
        self.fields["subject"].queryset = Subject.objects.filter(school=school)
        self.fields["grade"].queryset = Grade.objects.filter(school=school)
        self.fields["head"].queryset = self.fields["teachers"].queryset = staff
        if self.instance.pk:
            current = GroupMembership.objects.filter(group=self.instance, to_on=None)
            self.initial["teachers"] = list(current.values_list("teacher", flat=True))
            self.initial["head"] = head_of(self.instance)

    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        others = TeacherGroup.objects.filter(school=self.instance.school).exclude(pk=self.instance.pk)
        if others.filter(name=name).exists():
            raise forms.ValidationError(_("The school has a group of this name already."), code="name_taken")
        return name

    def clean(self):
        data = super().clean()
        kind = data.get("kind")
        for field in NEEDED.get(kind, ()):
            if not data.get(field) and field not in self.errors:
                self.add_error(field, forms.ValidationError(_("This kind of group needs it."), code="needed"))
        if kind and kind not in HEADS and data.get("head"):
            words = _("A grade group is led by the grade director; that post is given under Accounts.")
            self.add_error("head", forms.ValidationError(words, code="no_head"))
        return data
