"""How the school stands: pupils in communities, advisers, the school's own numbers."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access_log import record_list
from accounts.permissions import Permission
from communities import findings, words
from communities.forms.groups import LimitsForm, MemberFilter
from communities.limits import default_limits, limits_of, own_limits, settled_by_documents
from communities.models import Limits
from communities.selectors import groups_advisers as advisers
from communities.selectors import groups_coverage as coverage
from communities.selectors.groups import communities_of
from core.access import requires
from core.listing import listed
from registry.models import SchoolClass
from registry.selectors import present, pupils_of
from registry.selectors.pupils import in_class
from registry.selectors.teachers import teachers_of

BY_NAME = {"name": "name_pinyin"}
ADVISER_SORTS = {"name": "name_pinyin", "groups": ("group_count", "name_pinyin")}
SHOWN_AT_ONCE = 20


@requires(Permission.STUDENT_VIEW)
@require_safe
def community_coverage(request):
    """How many pupils are in a community, by village and grade; those without are a number, nobody is pressed."""
    context = {
        "by_village": coverage.coverage_by_village(request.user, request.school),
        "by_grade": coverage.coverage_by_grade(request.user, request.school),
    }
    return render(request, "communities/community_coverage.html", context)


@requires(Permission.STUDENT_VIEW)
@require_safe
def community_pupils(request):
    """The pupils in communities whom the user may see, by village and grade."""
    form = MemberFilter(request.GET, school=request.school)
    pupils = coverage.members_among(present(pupils_of(request.user, request.school)))
    if "village" in form.asked:
        pupils = pupils.filter(village=form.asked["village"])
    if "grade" in form.asked:
        pupils = in_class(pupils, SchoolClass.objects.in_grades([form.asked["grade"].pk]))
    page = listed(request, pupils, sorts=BY_NAME, default="name")
    record_list(request, "student", len(page))
    return render(request, "communities/community_pupils.html", {"page": page, "form": form})


@requires(Permission.SOCIETY_SETUP)
@require_safe
def adviser_list(request):
    """The teachers with the number of communities that each advises, and communities that lack an adviser (F-05)."""
    limits = limits_of(request.school)
    load = request.GET.get("load", "")
    teachers = advisers.with_group_count(teachers_of(request.user, request.school))
    page = listed(request, advisers.of_load(teachers, load, limits), sorts=ADVISER_SORTS, default="groups")
    most = limits.adviser_groups_max
    lacking = advisers.with_wrong_number_of_advisers(communities_of(request.user, request.school), limits)
    context = {
        "page": page,
        "load": load,
        "limits": limits,
        "rows": [(t, t.group_count > most, t.group_count < limits.adviser_groups_min) for t in page],
        "lacking": lacking.order_by("society__village__name", "name")[:SHOWN_AT_ONCE],
        "lacking_count": lacking.count(),
        "findings": words.in_words(findings.findings_of_school(request.school)),
    }
    return render(request, "communities/adviser_list.html", context)


@requires(Permission.SOCIETY_SETUP)
@require_http_methods(["GET", "HEAD", "POST"])
def limits(request):
    """The numbers by which the school judges its communities (X-01, X-04, X-06).

    What an adopted document sets is shown and changed there; the rest is the school's own.
    """
    settled = settled_by_documents(request.school, on=timezone.localdate())
    own = own_limits(request.school)
    set_there = {name for values in settled.values() for name in values}
    form = LimitsForm(request.POST or None, instance=own, settled=set_there)
    if form.fields and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("communities:limits")
    context = {
        "form": form,
        "is_own": own.pk is not None,
        "texts": default_limits(request.school),
        "settled": [(adoption, words.limits_in_words(values)) for adoption, values in settled.items()],
    }
    return render(request, "communities/limits.html", context)


@requires(Permission.SOCIETY_SETUP)
@require_POST
def limits_reset(request):
    """Go back to the numbers of the texts."""
    Limits.objects.visible_to(request.user).filter(school=request.school).delete()
    messages.success(request, _("The numbers of the texts hold again."))
    return redirect("communities:limits")
