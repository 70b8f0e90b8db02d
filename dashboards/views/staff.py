"""The first page of class teachers, teachers, grade directors and clerks."""

from django.shortcuts import render

from dashboards.selectors import advising, classes, family


def staff_home(request):
    """The page of class teachers and teachers; a grade director or clerk finds the way to the lists."""
    news, _unread = family.latest_news(request.user)
    return render(
        request,
        "dashboards/own_classes.html",
        {
            "advised": advising.advised(request.user),
            "news": news,
            "led_classes": classes.led_classes(request.user, request.school),
            "taught_classes": classes.taught_classes(request.user, request.school),
        },
    )
