"""The grades a school teaches: one range per stage."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from registry.models import Grade, SchoolClass
from registry.setup.usage import Use, uses_of
from schools.models import School, Stage

Ranges = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Preset:
    """A usual shape of a school."""

    key: str
    label: str
    ranges: Ranges

    @property
    def stages(self) -> set[str]:
        return set(self.ranges)


PRESETS = [
    Preset("primary6", _("Primary school, 6 years"), {Stage.PRIMARY: (1, 6)}),
    Preset("primary5", _("Primary school, 5 years"), {Stage.PRIMARY: (1, 5)}),
    Preset("junior3", _("Junior middle school, 3 years"), {Stage.JUNIOR: (7, 9)}),
    Preset("junior4", _("Junior middle school, 4 years"), {Stage.JUNIOR: (6, 9)}),
    Preset("nine6", _("Nine years, 6 + 3"), {Stage.PRIMARY: (1, 6), Stage.JUNIOR: (7, 9)}),
    Preset("nine5", _("Nine years, 5 + 4"), {Stage.PRIMARY: (1, 5), Stage.JUNIOR: (6, 9)}),
    Preset("senior3", _("Senior middle school, 3 years"), {Stage.SENIOR: (10, 12)}),
    Preset("middle6", _("Complete middle school, 3 + 3"), {Stage.JUNIOR: (7, 9), Stage.SENIOR: (10, 12)}),
    Preset(
        "twelve",
        _("Twelve years, 6 + 3 + 3"),
        {Stage.PRIMARY: (1, 6), Stage.JUNIOR: (7, 9), Stage.SENIOR: (10, 12)},
    ),
]


class GradeUsed(Exception):
    """A grade that would go, or change its stage, is in use."""

    def __init__(self, grade: Grade, uses: list[Use]):
        super().__init__(grade.number)
        self.grade, self.uses = grade, uses


class LowestGradeMoves(Exception):
    """The lowest grade of a stage would change, and with it the grade of all its classes."""

    def __init__(self, stage: str):
        super().__init__(stage)
        self.stage = stage


def presets_for(school: School) -> list[Preset]:
    """Give the usual shapes, those with just the school's stages first."""
    return sorted(PRESETS, key=lambda preset: preset.stages != set(school.stages))


def ranges_of(school: School) -> dict[str, tuple[int, int]]:
    """Give (first, last grade) of each stage that the school teaches."""
    numbers: dict[str, list[int]] = {}
    for grade in Grade.objects.filter(school=school):
        numbers.setdefault(grade.stage, []).append(grade.number)
    return {stage: (min(of_stage), max(of_stage)) for stage, of_stage in numbers.items()}


@transaction.atomic
def set_grades(*, school: School, ranges: Ranges) -> None:
    """Let the school teach exactly these grades. Raises GradeUsed or LowestGradeMoves, and then changes nothing."""
    School.objects.select_for_update().get(pk=school.pk)
    _refuse_moving_lowest(school, ranges)
    wanted = {n: stage for stage, (first, last) in ranges.items() for n in range(first, last + 1)}
    for grade in Grade.objects.filter(school=school):
        stage = wanted.pop(grade.number, None)
        if stage == grade.stage:
            continue
        if uses := uses_of(grade):
            raise GradeUsed(grade, uses)
        if stage is None:
            grade.delete()
        else:
            grade.stage = stage
            grade.save(update_fields=["stage"])
    Grade.objects.bulk_create([Grade(school=school, number=n, stage=stage) for n, stage in wanted.items()])


def _refuse_moving_lowest(school: School, ranges: Ranges) -> None:
    for stage, (first, _last) in ranges_of(school).items():
        moves = stage not in ranges or ranges[stage][0] != first
        if moves and SchoolClass.objects.filter(school=school, stage=stage).exists():
            raise LowestGradeMoves(stage)
