"""The search of the top bar: a page, and suggestions while typing."""

from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.access_log import record_list
from accounts.permissions import Permission
from core.access import requires
from registry.selectors.search import search as find


@requires(Permission.STUDENT_VIEW)
@require_safe
@vary_on_headers("HX-Request")
def search(request):
    """Pupils, classes, guardians and teachers by name, pinyin or initials."""
    text = request.GET.get("q", "").strip()[:60]
    groups = find(request.user, request.school, text)
    shown = sum(len(group.finds) for group in groups if group.noun in ("student", "guardian"))
    if shown:
        record_list(request, "search", shown)
    template = "registry/_search_groups.html" if request.htmx else "registry/search.html"
    return render(request, template, {"text": text, "groups": groups})
