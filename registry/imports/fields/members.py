"""Columns of family members: 成员1姓名, 父亲｜电话, 监护人2 …

A member's field code is slot + part: `member1_name`, `father_phone`, `guardian1_id_number`, `parent1_name`,
`emergency_phone`, `pickup_name`.
"""

import re
from functools import cache, lru_cache

from .catalogue import MEMBER_PARTS
from .headers import plain_header

_SLOT_WORDS = {
    "member": ("家庭成员或监护人", "家庭成员", "家庭主要成员", "主要家庭成员", "监护人或家庭成员", "成员"),
    "guardian": ("法定监护人", "主要监护人", "实际监护人", "监护人"),
    "parent": ("学生家长", "家长", "父母", "父/母", "父亲或母亲"),
    "father": ("父亲", "爸爸", "父"),
    "mother": ("母亲", "妈妈", "母"),
    "grandfather": ("爷爷", "祖父"),
    "grandmother": ("奶奶", "祖母"),
    "maternal_grandfather": ("外公", "姥爷", "外祖父"),
    "maternal_grandmother": ("外婆", "姥姥", "外祖母"),
    "grandparent": ("爷爷奶奶", "爷爷或奶奶", "祖父母", "外公外婆", "姥姥姥爷", "外祖父母", "祖辈", "隔代监护人"),
    "emergency": ("紧急联系人", "应急联系人", "紧急联络人", "紧急", "联系人", "联络人", "第二联系人"),
    "pickup": ("接送人", "接送家长", "接送人员", "主要接送人"),
}
NUMBERED_SLOTS = frozenset({"member", "guardian", "parent"})
_DIGITS = {**{c: str(n) for n, c in enumerate("一二三四五六", 1)}, **{str(n): str(n) for n in range(1, 7)}}
_FILLERS = re.compile(r"(?:基本)?(?:信息|情况|资料)")


def _alternatives(words):
    return "|".join(sorted({re.escape(plain_header(word)) for word in words}, key=len, reverse=True))


@cache
def _slots():
    return {plain_header(word): slot for slot, words in _SLOT_WORDS.items() for word in words}


@cache
def _parts():
    return {"": "name", **{plain_header(word): part.code for part in MEMBER_PARTS for word in part.words}}


@cache
def _pattern():
    slot, part = _alternatives(_slots()), _alternatives(word for word in _parts() if word)
    number = f"[{''.join(_DIGITS)}]"
    return re.compile(
        rf"(?:学生|与)?(?:第(?P<ordinal>{number}))?(?P<slot>{slot})(?P<number>{number})?的?(?P<part>{part})?"
    )


@lru_cache(maxsize=4096)
def _read(text: str) -> str | None:
    match = _pattern().fullmatch(text) or _pattern().fullmatch(_FILLERS.sub("", text))
    if not match:
        return None
    slot, part = _slots()[match["slot"]], _parts()[match["part"] or ""]
    if slot == "emergency" and not match["part"] and match["slot"] == "紧急":
        return None
    if slot in NUMBERED_SLOTS:
        slot += _DIGITS[match["ordinal"] or match["number"] or "1"]
    return f"{slot}_{part}"


def find_member_field(group: str, header: str) -> str | None:
    """Give the member field that a header under a group header means: `父亲` over `电话` → `father_phone`.

    A cell that says both (`成员1是否监护人`) may come as either argument. None when it is no member's column;
    a group that names nobody (`家庭信息`) counts as empty.
    """
    group, header = plain_header(group or ""), plain_header(header or "")
    if group == header:
        group = ""
    return _read(group + header) or _read(header) or _relation_of_parent(group, header)


def _relation_of_parent(group, header):
    """Read a relation column on its own (`与学生关系`) as that of the family's first person."""
    is_lonely = not group and header in _parts() and _parts()[header].startswith("relation")
    return f"parent1_{_parts()[header]}" if is_lonely else None


@lru_cache(maxsize=512)
def split_member_field(code: str) -> tuple[str, str] | None:
    """Split `member1_id_number` into slot and part (`member1`, `id_number`); None for a pupil's field."""
    for part in sorted(MEMBER_PARTS, key=lambda part: -len(part.code)):
        slot = code.removesuffix("_" + part.code)
        if slot != code and slot.rstrip("123456") in _SLOT_WORDS:
            return slot, part.code
    return None
