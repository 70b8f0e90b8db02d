"""Who shall sit in a body: a person of the schools, searched by name, or whoever holds a post of a school."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alliances.models import Body, Seat
from alliances.selectors.bodies import posts_for, staff_for
from registry.models import Subject, Teacher
from rulebook.documents import loading
from schools.models import School


class PostField(forms.ChoiceField):
    """The posts of a body, in the words of the scheme."""

    def __init__(self, body: Body):
        words = loading.words("roles")
        super().__init__(label=_("post"), choices=[(p.post, str(words.get(p.post, p.post))) for p in posts_for(body)])


class StaffChoice(forms.ModelChoiceField):
    def label_from_instance(self, teacher: Teacher) -> str:
        return f"{teacher.name} · {teacher.school}"


class NameForm(forms.Form):
    """A person of the staff; `query` narrows the choice by name, pinyin or initials."""

    def __init__(self, *args, body: Body, query: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["post"] = PostField(body)
        staff = staff_for(body).select_related("school").order_by("school__name", "name_pinyin", "pk")
        if query:
            found = Q(name__icontains=query) | Q(name_initials__istartswith=query) | Q(name_pinyin__icontains=query)
            staff = staff.filter(found)
        self.fields["teacher"] = StaffChoice(staff, label=_("person"))


class BindForm(forms.Form):
    """Whoever is principal, vice-principal or academic director of a school."""

    def __init__(self, *args, body: Body, **kwargs):
        super().__init__(*args, **kwargs)
        members = body.alliance.memberships.current().values("school")
        schools = School.objects.filter(pk__in=[body.school_id] if body.school_id else members).order_by("name")
        self.fields["post"] = PostField(body)
        self.fields["school"] = forms.ModelChoiceField(schools, label=_("school"))
        self.fields["role"] = forms.ChoiceField(
            label=_("held by whoever is"), choices=[(role.value, role.label) for role in Seat.BINDABLE]
        )


class CommunityForm(forms.Form):
    """A subject that a member school teaches and that has no community yet (G4.4.3)."""

    def __init__(self, *args, alliance, **kwargs):
        super().__init__(*args, **kwargs)
        members = alliance.memberships.current().values("school")
        there = alliance.bodies.filter(kind=Body.Kind.SUBJECT_COMMUNITY, to_on=None).values("subject")
        names = Subject.objects.filter(school__in=members).exclude(name__in=there).order_by("name")
        choices = [(name, name) for name in names.values_list("name", flat=True).distinct()]
        self.fields["subject"] = forms.ChoiceField(label=_("subject"), choices=choices)
