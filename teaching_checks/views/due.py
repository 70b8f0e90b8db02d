"""What is to be inspected now, and the way from there to a planned round."""

from datetime import date

from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from core.access import requires
from core.listing import paged
from schools.models import Term
from schools.selectors import current_term
from teaching_checks.rules.checkers import Checkers
from teaching_checks.selectors.owed import Task, to_inspect


@requires(Permission.CHECK_MANAGE, Permission.CHECK_GROUP)
@require_safe
def inspection_due(request):
    """The inspections due or late that are the user's to carry out; each begins a round that is filled in already."""
    today = timezone.localdate()
    term = current_term(request.school, request.session, today)
    page = paged(request, to_inspect(request.user, request.school, today=today), per_page=20)
    for task in page.object_list:
        task.start_url = _start_url(task, term, today) if task.may_plan and term else ""
    return render(request, "teaching_checks/rounds/inspection_due.html", {"page": page, "today": today})


def _start_url(task: Task, term: Term, today: date) -> str:
    """Give the address that plans it: by who looks, from today to the day it is due, or today when that is past."""
    first = min(max(today, term.starts_on), term.ends_on)
    last = min(max(first, task.due_on), term.ends_on)
    query = QueryDict(mutable=True)
    query.setlist("objects", task.objects)
    is_in_group = "research_group" in task.leg.who
    query.update({
        "requirement": task.requirement.id,
        "name": " · ".join(str(each) for each in (task.requirement.name, task.group, task.campus) if each)[:60],
        "mode": task.mode,
        "whom": task.whom,
        "group": task.group.pk if task.group else "",
        "campus": task.campus.pk if task.campus else "",
        "checkers": Checkers.GROUP if is_in_group else Checkers.OFFICE,
        "from_on": first.isoformat(),
        "to_on": last.isoformat(),
    })  # fmt: skip
    return f"{reverse('teaching_checks:round_create')}?{query.urlencode()}"
