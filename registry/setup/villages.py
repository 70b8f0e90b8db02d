"""Villages belong to the district: a school changes its own pupils and its own list, never another school's."""

import pghistory
from django.db import transaction

from registry.models import StagedStudent, Student
from registry.setup.usage import Use, uses_in_school, uses_of
from schools.models import School, Village


class PupilsLiveThere(Exception):
    """Pupils of the school live in the village."""

    def __init__(self, count: int):
        super().__init__(count)
        self.count = count


class InUse(Exception):
    """Something of the school besides pupils stands on the village: `uses` says what."""

    def __init__(self, uses: list[Use]):
        super().__init__(uses)
        self.uses = uses


class NotOneDistrict(Exception):
    """Two villages can only be merged when both are of the school's district and are not the same."""


@transaction.atomic
def merge_villages(*, school: School, gone: Village, keep: Village, by) -> tuple[int, bool]:
    """Let the school's pupils of one village live in the other; give (pupils moved, village is gone).

    When no other school uses it, the village disappears and its names become other names of the one kept.
    Raises NotOneDistrict, InUse.
    """
    if gone == keep or {gone.district_id, keep.district_id} != {school.district_id}:
        raise NotOneDistrict
    _check_unused(gone, school)
    Village.objects.select_for_update().filter(pk__in=[gone.pk, keep.pk]).count()
    with pghistory.context(user=by.pk, why="villages merged"):
        moved = Student.objects.filter(school=school, village=gone).update(village=keep)
        StagedStudent.objects.filter(register_import__school=school, village=gone).update(village=keep)
        school.villages.remove(gone)
        school.villages.add(keep)
        if uses_of(gone):
            return moved, False
        name = gone.name
        gone.aliases.update(village=keep)
        gone.delete()
        keep.aliases.create(district=keep.district, name=name)
    return moved, True


@transaction.atomic
def drop_village(*, school: School, village: Village) -> bool:
    """Take a village off the school's list; tell whether it is gone altogether because nobody else uses it.

    Raises PupilsLiveThere, InUse.
    """
    if count := Student.objects.filter(school=school, village=village).count():
        raise PupilsLiveThere(count)
    _check_unused(village, school)
    school.villages.remove(village)
    if uses_of(village):
        return False
    village.delete()
    return True


def _check_unused(village, school):
    if uses := uses_in_school(village, school):
        raise InUse(uses)
