"""Who observed whom in a term, and which classes and teachers nobody has observed."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from core.access import requires
from core.charts import Chart, Row
from core.listing import paged
from observations.selectors import matrix
from schools.selectors import current_term


@requires(Permission.CHECK_MANAGE)
@require_safe
def observation_map(request):
    """Observer × observed, each figure opening its list; classes without an observation are marked."""
    term = current_term(request.school, request.session, timezone.localdate())
    if term is None:
        return render(request, "observations/observation_map.html", {"term": None})
    asked = {"user": request.user}
    found = matrix.matrix(request.school, term, **asked)
    classes = matrix.by_class(request.school, term, **asked)
    context = {
        "term": term,
        "found": found,
        "page": paged(request, found.rows(), per_page=40),
        "chart": class_chart(classes),
        "never": matrix.never_observed(request.school, term, **asked),
        "classes_without": sum(not each.count for each in classes),
        "observed_sums": found.of_observed(),
    }
    return render(request, "observations/observation_map.html", context)


def class_chart(classes: list[matrix.ClassCount]) -> Chart:
    """Give the lessons observed in each class; a class without one is marked and says so."""
    lessons = reverse("observations:observed_list")
    return Chart(
        key="observed-classes",
        title=_("Observed lessons by class"),
        label_heading=_("Class"),
        series=[_("Observed lessons")],
        rows=[
            Row(
                each.name,
                [each.count],
                url=f"{lessons}?school_class={each.pk}" if each.count else "",
                note="" if each.count else _("not observed yet"),
                is_marked=not each.count,
            )
            for each in classes
        ],
    )
