"""Reads that join several models, one file per noun."""

from registry.selectors.counts import class_sizes, pupils_by_grade, pupils_by_village
from registry.selectors.pupils import present, pupils_of

__all__ = ["class_sizes", "present", "pupils_by_grade", "pupils_by_village", "pupils_of"]
