"""Subjects, and those that schools of a stage usually teach."""

from collections.abc import Iterable

from registry.models import Grade, Subject
from schools.models import School, Stage

# Names as the national curriculum plan writes them (2022 for compulsory education, 2020 for senior school).
USUAL = {
    Stage.PRIMARY: "道德与法治 语文 数学 英语 科学 体育与健康 音乐 美术 劳动 信息科技 综合实践活动",
    Stage.JUNIOR: (
        "道德与法治 语文 数学 英语 历史 地理 物理 化学 生物学 体育与健康 音乐 美术 劳动 信息科技 综合实践活动"
    ),
    Stage.SENIOR: (
        "思想政治 语文 数学 英语 历史 地理 物理 化学 生物学 信息技术 通用技术 体育与健康 音乐 美术 综合实践活动 劳动"
    ),
}


def add_subjects(*, school: School, names: Iterable[str]) -> int:
    """Add the subjects that the school does not have yet, in this order; give how many."""
    known = set(Subject.objects.filter(school=school).values_list("name", flat=True))
    new = [Subject(school=school, name=name) for name in dict.fromkeys(names) if name not in known]
    Subject.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def usual_subjects(stages: Iterable[str]) -> list[str]:
    """Give the usual subjects of some stages, each once."""
    return list(dict.fromkeys(name for stage in stages for name in USUAL[stage].split()))


def stages_of(school: School) -> list[str]:
    """Give the stages of the school's grades or, before there are grades, those it was created with."""
    taught = Grade.objects.filter(school=school).order_by().values_list("stage", flat=True).distinct()
    return [stage for stage in Stage.values if stage in (set(taught) or set(school.stages))]
