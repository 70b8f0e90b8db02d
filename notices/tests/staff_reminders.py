"""A reminder of the staff for tests of the real worker, which loads this module beside the portal's own."""

from accounts.models import Post
from accounts.roles import Role
from notices.reminders import register_reminder
from notices.services import Letter


def schools():
    return Post.objects.filter(role=Role.TEACHER).values_list("school", flat=True).distinct()


def letters(*, school, days, now):
    """Tell every teacher, once for each day that is spoken of, that a check is due."""
    for post in Post.objects.filter(role=Role.TEACHER, school=school).select_related("user"):
        for day in days:
            yield Letter(post.user, "Check due", f"check-{day}", school_id=school.pk, may_leave=True)


register_reminder("checks of the tests", letters=letters, schools=schools)
