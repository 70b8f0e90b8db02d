"""Teacher groups: research, preparation and grade groups, their members and heads."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts import refusals, services
from accounts.permissions import Permission
from core.access import requires
from core.listing import listed
from registry.forms.setup_groups import GroupForm
from registry.models import Subject, TeacherGroup
from registry.setup import groups

SORTS = {"name": ["kind", "name"], "members": "member_count"}


@requires(Permission.SCHOOL_SETUP)
def setup_groups(request):
    found = groups.groups_for_listing(request.user, request.school)
    if q := request.GET.get("q", "").strip():
        found = found.filter(Q(name__icontains=q) | Q(subject__name__icontains=q))
    page = listed(request, found, sorts=SORTS, default="name")
    heads = groups.heads_of(page)
    context = {
        "page": page,
        "rows": [(group, heads.get(group.pk, "")) for group in page],
        "q": q,
        "has_subjects": Subject.objects.visible_to(request.user).filter(school=request.school).exists(),
    }
    return render(request, "registry/setup/groups.html", context)


@requires(Permission.SCHOOL_SETUP)
@require_POST
def setup_groups_usual(request):
    """Add a research group for every subject that has none."""
    count = groups.add_research_groups(
        school=request.school, name_of=lambda subject: _("%(subject)s research group") % {"subject": subject}
    )
    words = ngettext("%(count)s group has been added.", "%(count)s groups have been added.", count)
    messages.success(request, words % {"count": count})
    return redirect("registry:setup_groups")


@requires(Permission.SCHOOL_SETUP)
def setup_group_create(request):
    return _edit(request, GroupForm(request.POST or None, school=request.school, user=request.user))


@requires(Permission.SCHOOL_SETUP)
def setup_group_edit(request, public_id):
    found = TeacherGroup.objects.visible_to(request.user).filter(school=request.school)
    group = get_object_or_404(found, public_id=public_id)
    return _edit(request, GroupForm(request.POST or None, instance=group, school=request.school, user=request.user))


def _edit(request, form):
    title = form.instance.name if form.instance.pk else _("New group")
    if form.is_valid():
        data = form.cleaned_data
        try:
            groups.save_group(
                group=form.save(commit=False), teachers=data["teachers"], head=data["head"], by=request.user
            )
        except services.Refused as refused:
            form.add_error("head", refusals.words(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("registry:setup_groups")
    return render(request, "registry/setup/group_form.html", {"form": form, "title": title})
