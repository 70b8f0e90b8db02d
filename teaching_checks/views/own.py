"""Whose records a page of a teacher's own shows."""

from django.utils import timezone

from registry.models import Teacher


def own_teacher(request) -> Teacher | None:
    """Give the user's employment at the school they work in; None for somebody who is employed elsewhere."""
    teachers = Teacher.objects.visible_to(request.user).employed_on(timezone.localdate())
    return teachers.filter(school=request.school, user=request.user).select_related("school").order_by("-pk").first()
