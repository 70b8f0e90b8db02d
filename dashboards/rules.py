"""Rules of the first pages: plain values in, plain values out."""

from schools.models import Stage

# The standard class size (标准班额): 45 pupils in primary school, 50 in junior and senior middle school.
# None of the twelve source documents names a number. It is lower than the 56 from which the education
# offices speak of an oversized class (大班额): the page is to warn before that.
LARGE_CLASS = {Stage.PRIMARY: 45, Stage.JUNIOR: 50, Stage.SENIOR: 50}


def is_large(*, pupils: int, stage: str) -> bool:
    """Tell whether a class has more pupils than the standard of its stage; exactly at the number it is not."""
    return pupils > LARGE_CLASS[Stage(stage)]


def percent(part: int, whole: int) -> int:
    """Give the share in whole percent, rounded down, so that 100 means all; 100 of nothing."""
    return 100 * part // whole if whole else 100
