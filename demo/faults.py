"""What no real register lacks: numbers not yet issued, phones not told, addresses elsewhere, a pupil written twice."""

from dataclasses import replace

from demo.people import Pupil

ELSEWHERE = "省城锦绣花园3号楼2单元"
# Every how many pupils, beginning with which.
NO_ID_NUMBER, NO_PHONE, NO_VILLAGE, WRONG_NUMBER = (83, 40), (29, 20), (71, 30), (300, 150)
TWICE = 5  # this pupil stands in a second class too


def with_faults(pupils: list[Pupil]) -> list[Pupil]:
    """Give copies of a school's pupils, some of them with a fault, and one pupil more than there is."""
    return sorted([*_spoil(pupils), _twin(pupils)], key=lambda pupil: pupil.class_key)


def struck(fault: tuple[int, int], pupils: list[Pupil]) -> list[Pupil]:
    """Give the pupils whom a fault befalls; without a phone is only who has no brother or sister to share one."""
    every, first = fault
    return [pupil for pupil in pupils[first::every] if fault != NO_PHONE or pupil.is_only_child]


def _spoil(pupils: list[Pupil]) -> list[Pupil]:
    spoilt = {pupil.id_number: pupil for pupil in pupils}
    for fault, spoil in SPOIL.items():
        for pupil in struck(fault, pupils):
            spoilt[pupil.id_number] = spoil(pupil)
    return list(spoilt.values())


def _wrong_number(pupil):
    last = pupil.id_number[-1]
    return replace(pupil, id_number=pupil.id_number[:-1] + ("1" if last != "1" else "2"))


SPOIL = {
    NO_VILLAGE: lambda pupil: replace(pupil, address=ELSEWHERE),
    NO_PHONE: lambda pupil: replace(pupil, family=[replace(adult, phone="") for adult in pupil.family]),
    NO_ID_NUMBER: lambda pupil: replace(pupil, id_number="正在办理"),
    WRONG_NUMBER: _wrong_number,
}


def _twin(pupils: list[Pupil]) -> Pupil:
    """Give a pupil again, in another class and without an ID number."""
    pupil = pupils[TWICE]
    other = next(each.number for each in pupils if each.grade == pupil.grade and each.number != pupil.number)
    whole_date = {"出生年月": f"{pupil.born_on:%Y.%m.%d}"}  # where others write the month only
    return replace(pupil, number=other, id_number="正在办理", school_number="99", cells=whole_date)
