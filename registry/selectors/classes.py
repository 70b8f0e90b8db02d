"""Classes with their size and class teacher."""

from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Post
from accounts.roles import Role
from registry.models import Enrolment, Guardian, Guardianship, SchoolClass, Student, Teacher
from registry.selectors.pupils import class_order
from schools.models import School


def classes_of(user, school: School) -> QuerySet[SchoolClass]:
    """Give the open classes of the school that the user may see, lowest grade first, each with its grade."""
    classes = SchoolClass.objects.visible_to(user).filter(school=school).open().with_grade()
    return classes.annotate(order=class_order()).order_by("order")


def for_listing(classes: QuerySet[SchoolClass], user) -> QuerySet[SchoolClass]:
    """Add `size` (pupils of today whom the user may see) and `class_teacher` (names of those who lead it)."""
    pupils = Enrolment.objects.current().filter(
        school_class=OuterRef("pk"), student__in=Student.objects.visible_to(user)
    )
    size = pupils.order_by().values("school_class").annotate(size=Count("pk")).values("size")
    leader = _leaders().filter(scope_id=OuterRef("pk")).values("user__name")[:1]
    return classes.select_related("campus").annotate(
        size=Coalesce(Subquery(size), Value(0), output_field=IntegerField()), class_teacher=Subquery(leader)
    )


def without_class_teacher(classes: QuerySet[SchoolClass]) -> QuerySet[SchoolClass]:
    """Keep the classes that nobody leads today."""
    return classes.filter(~Exists(_leaders().filter(scope_id=OuterRef("pk"))))


def class_teachers(school_class: SchoolClass) -> list[tuple[str, Teacher | None]]:
    """Give (name, employment) of those who lead the class today; in practice one."""
    users = [post.user for post in _leaders().filter(scope_id=school_class.pk).select_related("user")]
    teachers = Teacher.objects.filter(school=school_class.school_id, user__in=users)
    by_user = {teacher.user_id: teacher for teacher in teachers}
    return [(user.name, by_user.get(user.pk)) for user in users]


def pupils_of_class(school_class: SchoolClass, user) -> QuerySet[Student]:
    """Give today's pupils of the class whom the user may see, with the guardians the user may see as `family`."""
    enrolled = Enrolment.objects.current().filter(school_class=school_class)
    links = Guardianship.objects.filter(guardian__in=Guardian.objects.visible_to(user), is_barred=False)
    return (
        Student.objects.visible_to(user)
        .filter(pk__in=enrolled.values("student"))
        .select_related("village")
        .defer("details", "id_number_sealed", "national_number_sealed")
        .prefetch_related(Prefetch("guardianships", queryset=links.select_related("guardian"), to_attr="family"))
        .order_by("name_pinyin", "pk")
    )


def _leaders():
    return Post.objects.held_on(timezone.localdate()).filter(role=Role.CLASS_TEACHER)
