"""What teachers record of their own work: marking, experiments, tutoring, how they look at learning (C4.4, C6.13)."""

from collections import defaultdict
from datetime import date, timedelta

from core.dates import monday_of
from demo.loading.teaching.cast import WEEK, Cast, at
from registry.models import Subject, TeachingAssignment
from teaching_checks.models import Experiment, Marking, PlanException
from teaching_checks.rules.experiments import PlanRow
from teaching_checks.rules.markings import usual_share
from teaching_checks.selectors.lessons import taught_in
from teaching_checks.selectors.pupils import pupils_of
from teaching_checks.services import experiments, plans, pupils

DAY = timedelta(days=1)
MARKED = 0.93  # of the weeks of a class; the rest was forgotten
WITH_EXPERIMENTS = ("科学", "物理", "化学", "生物学")
EXPERIMENTS = ("水的蒸发", "空气占据空间", "种子发芽", "简单电路")
HELPED = ("作业订正，面对面讲解", "补做上周未完成的练习", "再练一遍课堂内容")
WAYS = (
    (["homework", "blackboard"], "竖式对位常错，增加板演。"),
    (["tests", "questions"], "单元测得分率82%，概念题要再练。"),
)


def record_own_work(cast: Cast) -> None:
    """Let teachers have recorded since the term began what they do anyway."""
    _mark(cast)
    _experiment(cast)
    _help_pupils(cast)
    for reason, lessons, teacher in zip(PlanException.Reason, (4, 2), cast.plain[2:4], strict=False):
        plans.except_lessons(teacher=teacher, term=cast.term, reason=reason, lessons=lessons, by=cast.user("clerk"))


def _mark(cast: Cast) -> None:
    """Write a term of markings at once, each class and subject once a week, as often as there were lessons."""
    chance, person = cast.chance("markings"), {each.pk: each.user_id for each in cast.staff}
    written = {
        pk for pk, name in Subject.objects.filter(school=cast.school).values_list("pk", "name") if usual_share(name)
    }
    weeks: dict[tuple, list[date]] = defaultdict(list)
    for lesson in taught_in(cast.school, cast.term.span):
        if lesson.on < cast.today and lesson.subject in written:
            weeks[lesson.teacher, lesson.school_class, lesson.subject, monday_of(lesson.on)].append(lesson.on)
    Marking.objects.bulk_create(
        Marking(
            school=cast.school, teacher_id=teacher, person_id=person[teacher], entered_by_id=person[teacher],
            school_class_id=school_class, subject_id=subject, on=max(days), times=min(9, len(days)), expected=36,
            marked=chance.choice((34, 35, 36, 36)),
        )
        for (teacher, school_class, subject, _monday), days in sorted(weeks.items())
        if chance.random() < MARKED
    )  # fmt: skip


def _experiment(cast: Cast) -> None:
    """Two classes have a plan; two experiments were held and one verified, one was not held, one is to come."""
    taught = TeachingAssignment.objects.filter(school=cast.school, subject__name__in=WITH_EXPERIMENTS)
    chosen = taught.select_related("teacher__user", "teacher__school", "school_class", "subject").order_by("pk")[:2]
    for each in chosen:
        days = [cast.today - 5 * WEEK, cast.today - 3 * WEEK, cast.today - 2 * WEEK, cast.today + 2 * WEEK]
        rows = [
            PlanRow(name, kind, min(max(on, cast.term.starts_on), cast.term.ends_on))
            for name, on, kind in zip(EXPERIMENTS, days, list(Experiment.Kind) * 2, strict=True)
        ]
        user, where = each.teacher.user, {"school_class": each.school_class, "subject": each.subject}
        experiments.plan(teacher=each.teacher, term=cast.term, rows=rows, by=user, **where)
        first, second, third, _last = Experiment.objects.filter(term=cast.term, **where).order_by("due_on", "pk")
        for done in (first, second):
            note = "分组操作，学生记录完整。"
            experiments.log(experiment=done, done_on=done.due_on, note=note, by=user)
        state, director = Experiment.State, cast.user("director")
        experiments.judge(experiment=first, state=state.CONFIRMED, by=director, now=at(first.due_on + DAY))
        if third.due_on < cast.today:
            why = "器材损坏，未补做"
            experiments.judge(experiment=third, state=state.MISSED, why=why, by=director, now=at(cast.today - DAY))


def _help_pupils(cast: Cast) -> None:
    """The teachers people try have helped pupils and looked at how they learn."""
    for teacher in cast.tried:
        helped = pupils_of(teacher, cast.today).order_by("pk")[:3]
        days = cast.days[-15::5]
        for pupil, on, note in zip(helped, days, HELPED, strict=False):
            pupils.record(teacher=teacher, purpose="tutoring_record", student=pupil, on=on, note=note, by=teacher.user)
        for (ways, note), on in zip(WAYS, days, strict=False):
            pupils.notice_quality(teacher=teacher, on=on, ways=ways, note=note, by=teacher.user)
