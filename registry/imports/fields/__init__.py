"""Which columns a register may have, and the words people write above them."""

from .catalogue import FIELDS, MEMBER_PARTS, Field, MemberPart, field
from .headers import find_field
from .members import find_member_field, split_member_field

__all__ = [
    "FIELDS",
    "MEMBER_PARTS",
    "Field",
    "MemberPart",
    "field",
    "find_field",
    "find_member_field",
    "split_member_field",
]
