"""Teachers with what they teach and lead."""

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from accounts.models import Post
from accounts.roles import Role
from registry.models import SchoolClass, Teacher, TeachingAssignment
from schools.models import School


def teachers_of(user, school: School) -> QuerySet[Teacher]:
    """Give the teachers of the school that the user may see, also those who have left."""
    return Teacher.objects.visible_to(user).filter(school=school)


def with_lessons(teachers: QuerySet[Teacher]) -> QuerySet[Teacher]:
    """Load `lessons`: what each teaches today, with subject and class."""
    lessons = (
        TeachingAssignment.objects.held_on(timezone.localdate())
        .select_related("subject")
        .prefetch_related(Prefetch("school_class", queryset=SchoolClass.objects.with_grade()))
        .order_by("subject", "-school_class__entry_year", "school_class__number")
    )
    return teachers.prefetch_related(Prefetch("assignments", queryset=lessons, to_attr="lessons"))


def posts_of(teacher: Teacher) -> list[Post]:
    """Give the posts that the teacher holds today in this school; `scope_name` names the class of a class teacher."""
    posts = list(Post.objects.held_on(timezone.localdate()).filter(user=teacher.user_id, school=teacher.school_id))
    classes = SchoolClass.objects.filter(school=teacher.school_id).with_grade()
    names = {each.pk: str(each) for each in classes.filter(pk__in=_class_ids(posts))}
    for post in posts:
        post.scope_name = names.get(post.scope_id, "") if post.role == Role.CLASS_TEACHER else ""
    return posts


def _class_ids(posts):
    return [post.scope_id for post in posts if post.role == Role.CLASS_TEACHER]
