"""The platform's list of schools: names and districts, never a pupil."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import requires
from core.listing import listed
from schools import services
from schools.access import SCHOOL_CREATE
from schools.forms.places import SchoolForm
from schools.models import School
from schools.selectors import schools_for_listing

SORTS = {"name": "name", "code": "code", "district": ["district__name", "name"]}


@requires(SCHOOL_CREATE)
def school_list(request):
    """Every school; ?q= searches, ?missing=posts keeps those without anybody in a post."""
    schools = schools_for_listing(request.user)
    if is_missing := request.GET.get("missing") == "posts":
        schools = schools.without_posts(timezone.localdate())
    if q := request.GET.get("q", "").strip():
        schools = schools.filter(Q(name__icontains=q) | Q(code__icontains=q) | Q(district__name__icontains=q))
    page = listed(request, schools, sorts=SORTS, default="name")
    return render(request, "schools/school_list.html", {"page": page, "q": q, "is_missing": is_missing})


@requires(SCHOOL_CREATE)
def school_create(request):
    form = SchoolForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        school = services.create_school(
            school=form.save(commit=False),
            district=data["district"],
            new_district=(data["new_district_name"], data["new_district_code"]),
        )
        messages.success(request, _("%(school)s has been created.") % {"school": school})
        return redirect("registry:school_first_admin", school.public_id)
    return render(request, "schools/school_form.html", {"form": form, "school": None})


@requires(SCHOOL_CREATE)
def school_edit(request, public_id):
    school = get_object_or_404(School.objects.visible_to(request.user), public_id=public_id)
    form = SchoolForm(request.POST or None, instance=school)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("schools:school_list")
    return render(request, "schools/school_form.html", {"form": form, "school": school})
