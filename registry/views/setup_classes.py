"""Classes: a matrix to create many, a list to rename and close them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import Permission
from core.access import requires
from core.listing import listed
from registry.forms.setup import ClassCountsForm, SetupClassForm
from registry.models import SchoolClass
from registry.setup import classes

SORTS = {"grade": ["stage", "-entry_year", "number"], "pupils": "pupil_count", "label": "label"}


@requires(Permission.SCHOOL_SETUP)
def setup_classes(request):
    today = timezone.localdate()
    year = _year(request, today)
    rows = classes.grade_rows(request.school, year=year)
    form = ClassCountsForm(request.POST or None, school=request.school, rows=rows)
    if form.is_valid():
        return _create(request, form, year)
    found = classes.classes_for_listing(request.user, request.school, on=today)
    show_closed = request.GET.get("show") == "closed"
    found = found.exclude(closed_on=None) if show_closed else found.open()
    page = listed(request, found, sorts=SORTS, default="grade", per_page=60)
    context = {
        "form": form,
        "page": page,
        "year": year,
        "years": range(classes.year_to_prepare(today) - 1, classes.year_to_prepare(today) + 2),
        "show_closed": show_closed,
    }
    return render(request, "registry/setup/classes.html", context)


def _create(request, form, year):
    campus = form.cleaned_data["campus"]
    count = classes.create_classes(school=request.school, year=year, wanted=form.wanted(), campus=campus)
    words = ngettext("%(count)s class has been created.", "%(count)s classes have been created.", count)
    messages.success(request, words % {"count": count})
    if any(wanted < row.count for row in form.rows for wanted in [form.wanted()[row.grade.number]]):
        messages.info(request, _("Fewer classes than there are: close or delete them one by one below."))
    return redirect(f"{reverse('registry:setup_classes')}?year={year}")


@requires(Permission.SCHOOL_SETUP)
def setup_class_edit(request, public_id):
    found = SchoolClass.objects.visible_to(request.user).filter(school=request.school).with_grade()
    school_class = get_object_or_404(found, public_id=public_id)
    form = SetupClassForm(request.POST or None, instance=school_class)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("registry:setup_classes")
    return render(request, "registry/setup/class_form.html", {"form": form, "school_class": school_class})


def _year(request, today) -> int:
    typed = request.GET.get("year") or str(classes.year_to_prepare(today))
    if not typed.isdigit() or not 2000 <= int(typed) <= 2100:
        raise Http404
    return int(typed)
