"""Posts, lessons, and what the teacher owes by the documents in force."""

from collections import defaultdict

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts import scopes
from accounts.models import Post
from accounts.roles import FAMILY_ROLES, ROLES
from core.dates import Span
from dashboards.teacher_file.section import Line, Section
from registry.models import SchoolClass, Teacher, TeachingAssignment
from rulebook import explaining, words
from rulebook.models import Obligation
from rulebook.selectors.in_force import frame_among
from rulebook.selectors.lines import lines_of


def posts(teacher: Teacher, span: Span, reader) -> Section:
    """Give the posts held in the span; two statements and one for each kind of scope."""
    held = Post.objects.filter(school=teacher.school_id, user=teacher.user_id, from_on__lt=span.to_on)
    held = [p for p in held.exclude(role__in=FAMILY_ROLES) if p.to_on is None or p.to_on > span.from_on]
    labels = scopes.labels((ROLES[p.role].scope, p.scope_id) for p in held if p.scope_id)
    lines = [
        Line([p.get_role_display(), labels.get((ROLES[p.role].scope, p.scope_id), ""), p.from_on, p.to_on])
        for p in sorted(held, key=lambda p: p.from_on)
    ]
    return Section("posts", _("Posts"), [_("Post"), _("Where"), _("from"), _("until")], lines)


def teaching(teacher: Teacher, span: Span, reader) -> Section:
    """Give the subjects taught in the span, each with its classes; two statements."""
    rows = TeachingAssignment.objects.filter(teacher=teacher, from_on__lt=span.to_on).select_related("subject")
    rows = [row for row in rows.order_by("from_on", "pk") if row.to_on is None or row.to_on > span.from_on]
    on = min(timezone.localdate(), span.last_on)
    names = {
        each.pk: each.name_on(on)
        for each in SchoolClass.objects.filter(pk__in={row.school_class_id for row in rows}).with_grade(on)
    }
    together: dict[tuple, list[str]] = defaultdict(list)
    for row in rows:
        together[row.subject.name, row.from_on, row.to_on].append(names.get(row.school_class_id, ""))
    lines = [
        Line([subject, explaining.joined(sorted(classes)), from_on, to_on])
        for (subject, from_on, to_on), classes in together.items()
    ]
    return Section("teaching", _("Lessons taught"), [_("Subject"), _("Classes"), _("from"), _("until")], lines)


def owed(teacher: Teacher, span: Span, reader) -> Section:
    """Give what the teacher owes alone and how it stands; a constant number of statements for each term with any."""
    school, terms = teacher.school, teacher.school.every_term
    touched = [t for t in reversed(terms) if t.starts_on < span.to_on and t.span.to_on > span.from_on]
    mine: dict[int, list[Obligation]] = defaultdict(list)
    rows = Obligation.objects.live().visible_to(reader).filter(school=school, bearers=[teacher.user_id])
    for each in rows.filter(term__in=touched):
        mine[each.term_id].append(each)
    today, lines = timezone.localdate(), []
    for term in (term for term in touched if term.pk in mine):
        lines += lines_of(school, mine[term.pk], frame_among(school, term, terms), today=today)
    rows = [
        Line(
            [
                f"{line.requirement.id} {line.requirement.name}",
                line.subject_name,
                line.due_on,
                explaining.progress(line),
                str(words.STATES[line.state].words),
            ],
            reverse("rulebook:obligation_show", args=[line.public_id]),
        )
        for line in lines
    ]
    late = sum(line.state == "late" for line in lines)
    note = _("%(late)d of %(all)d overdue") % {"late": late, "all": len(rows)} if late else ""
    columns = [pgettext("of a document", "Requirement"), _("About"), _("Due by"), _("How far"), _("State")]
    return Section("owed", _("Owed by the documents in force"), columns, rows, note)
