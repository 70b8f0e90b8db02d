"""Rules of the first pages: plain values in, plain values out."""

from schools.models import Stage

# Pupils in a class above which it counts as large (大班额): 45 in primary, 50 in junior middle school
# (G1–G5 name no number; these are the national building standards' class sizes); 50 in senior middle
# school, where the standard says the same.
LARGE_CLASS = {Stage.PRIMARY: 45, Stage.JUNIOR: 50, Stage.SENIOR: 50}


def is_large(*, pupils: int, stage: str) -> bool:
    """Tell whether a class has more pupils than the standard of its stage; exactly at the number it is not."""
    return pupils > LARGE_CLASS[Stage(stage)]


def percent(part: int, whole: int) -> int:
    """Give the share in whole percent, rounded down, so that 100 means all; 100 of nothing."""
    return 100 * part // whole if whole else 100
