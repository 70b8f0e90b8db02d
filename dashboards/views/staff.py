"""The first page of class teachers, teachers, grade directors and clerks."""

from django.shortcuts import render
from django.utils import timezone

from accounts.permissions import Permission
from dashboards.selectors import advising, care, classes, communities, family
from dashboards.selectors.owed import owed_gaps


def staff_home(request):
    """Show the own classes and communities; to the academic office how the school's communities stand."""
    user, school = request.user, request.school
    news, _unread = family.latest_news(user)
    sees_all = school.pk in user.schools_with(Permission.COMMUNITY_VIEW)
    return render(
        request,
        "dashboards/own_classes.html",
        {
            "led_classes": classes.led_classes(user, school),
            "taught_classes": classes.taught_classes(user, school),
            "advised": advising.advised(user),
            "grade_communities": care.grade_communities(user),
            "owed": owed_gaps(request),
            "standing": communities.standing(user, school, timezone.localdate()) if sees_all else None,
            "news": news,
        },
    )
