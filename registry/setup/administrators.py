"""Who administers a school."""

from django.utils import timezone

from accounts.models import Post
from accounts.roles import Role
from schools.models import School


def administrators_of(school: School) -> list[str]:
    """Give the names of the people who administer the school today."""
    posts = Post.objects.held_on(timezone.localdate()).filter(school=school, role=Role.SCHOOL_ADMIN)
    return list(posts.order_by("user__name").values_list("user__name", flat=True))
