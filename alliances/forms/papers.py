"""What one types about basis documents, plans, first steps, goals and groups that admit people."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliances.models import BasisDocument, GoalProof, Membership, Plan, PreparationStep, YearGoal
from core.uploads import ProofField
from registry.models import Teacher, TeacherGroup
from rulebook.forms.adoptions import NearDayField


class WithFile(forms.ModelForm):
    """A form of our own rows with a file that is looked at by its content."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"] = ProofField(label=_("file"), required=False)


class BasisForm(WithFile):
    class Meta:
        model = BasisDocument
        fields = ["number", "title", "issuer", "year"]


class JointPlanForm(WithFile):
    """A version of the plan of all schools (G5.0.2)."""

    decided_on = NearDayField(label=_("drawn up on"))

    class Meta:
        model = Plan
        fields = ["title", "first_year", "indicators", "decided_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decided_on"].initial = timezone.localdate()


class SchoolPlanForm(JointPlanForm):
    """A version of a school's own plan, with its chapter on the alliance (G5.3.2.4)."""

    class Meta:
        model = Plan
        fields = ["title", "first_year", "chapter", "indicators", "decided_on"]


class StepForm(WithFile):
    on = NearDayField(label=_("Day"))

    class Meta:
        model = PreparationStep
        fields = ["kind", "on", "title", "text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
        self.fields["kind"].choices = PreparationStep.Kind.choices


class GoalForm(forms.ModelForm):
    """A goal of the alliance's own."""

    class Meta:
        model = YearGoal
        fields = ["year", "text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = True


class WhyUnmetForm(forms.ModelForm):
    """Why a goal is not reached in its year."""

    class Meta:
        model = YearGoal
        fields = ["why_unmet"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why_unmet"].required = True


class ProofForm(WithFile):
    on = NearDayField(label=_("Day"))

    class Meta:
        model = GoalProof
        fields = ["on", "text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class StaffChoice(forms.ModelChoiceField):
    def label_from_instance(self, teacher: Teacher) -> str:
        return f"{teacher.name} · {teacher.school}"


class AdmitForm(forms.Form):
    """A group of the own school, and somebody of a partner school; `query` narrows the choice by name."""

    def __init__(self, *args, host: Membership, query: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        others = Membership.objects.current().filter(alliance=host.alliance_id).exclude(pk=host.pk)
        staff = Teacher.objects.employed_on(timezone.localdate()).filter(school__in=others.values("school"))
        if query:
            staff = staff.filter(Q(name__icontains=query) | Q(name_initials__istartswith=query))
        groups = TeacherGroup.objects.filter(school=host.school_id)
        self.fields["group"] = forms.ModelChoiceField(groups, label=_("group"))
        staff = staff.select_related("school").order_by("school__name", "name_pinyin", "pk")
        self.fields["teacher"] = StaffChoice(staff, label=_("person"))
