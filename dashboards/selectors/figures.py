"""How a school stands: pupils by grade, class and village, as charts that open their lists."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.charts import Chart, Row
from dashboards.rules import LARGE_CLASS, is_large, percent
from registry.models import Guardian, Teacher
from registry.selectors import pupils_by_grade, pupils_by_village

VILLAGES_SHOWN = 15


def grade_chart(user, school) -> Chart:
    rows = [Row(str(grade), [count], _pupils(f"grade={grade.pk}")) for grade, count in pupils_by_grade(user, school)]
    return Chart("grades", _("Pupils by grade"), _("Grade"), [_("Pupils")], rows)


def class_chart(sizes) -> Chart:
    """Draw the sizes that `class_sizes` gave; classes above the standard are marked."""
    return Chart("classes", _("Class sizes"), _("Class"), [_("Pupils")], [_class_row(*size) for size in sizes])


def _class_row(school_class, count: int) -> Row:
    large = is_large(pupils=count, stage=school_class.stage)
    note = _("above %(limit)s") % {"limit": LARGE_CLASS[school_class.stage]} if large else ""
    return Row(str(school_class), [count], _pupils(f"class={school_class.public_id}"), note, large)


def village_chart(user, school) -> Chart:
    """Draw the villages with most pupils; the rest is one row, those of no village another."""
    counts = pupils_by_village(user, school)
    placed = [row for row in counts if row.village]
    rows = [Row(str(village), [count], _pupils(f"village={village.public_id}")) for village, count in placed]
    shown, rest = rows[:VILLAGES_SHOWN], rows[VILLAGES_SHOWN:]
    if rest:
        shown.append(Row(_("Other villages"), [sum(row.values[0] for row in rest)]))
    if len(counts) > len(placed):
        shown.append(Row(_("No village"), [counts[-1].count], _pupils("missing=village"), is_marked=True))
    return Chart("villages", _("Pupils by village"), _("Village"), [_("Pupils")], shown, kind="rows")


def smallest_and_largest(sizes):
    """Give the smallest and the largest class that has pupils; (None, None) when there is none."""
    filled = [size for size in sizes if size.count]
    if not filled:
        return None, None
    return min(filled, key=lambda size: size.count), max(filled, key=lambda size: size.count)


def _pupils(query: str) -> str:
    return f"{reverse('registry:student_list')}?{query}"


def head_counts(user, school) -> dict[str, int]:
    """Count teachers employed today and guardians of the school; two statements."""
    teachers = Teacher.objects.visible_to(user).filter(school=school).employed_on(timezone.localdate())
    guardians = Guardian.objects.visible_to(user).filter(school=school)
    return {"teachers": teachers.count(), "guardians": guardians.count()}


def completeness(total: int, gaps) -> list[dict]:
    """Give for each kind of information the percentage of pupils who have it."""
    return [{"gap": gap, "percent": percent(total - gap.count, total)} for gap in gaps]
