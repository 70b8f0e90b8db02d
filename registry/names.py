"""Names of people in pinyin, for search: “zs” and “zhangsan” find 张三."""

import os
import unicodedata
from functools import cache

# Surnames that are read otherwise than the same character elsewhere; compounds first.
SURNAME_READINGS = {
    "万俟": "mo qi", "尉迟": "yu chi", "长孙": "zhang sun", "单于": "chan yu", "澹台": "tan tai",
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha", "朴": "piao", "盖": "ge",
    "覃": "qin", "么": "yao", "缪": "miao", "折": "she", "翟": "zhai", "员": "yun", "秘": "bi", "召": "shao",
    "种": "chong", "都": "du", "句": "gou", "能": "nai", "洗": "xian", "祭": "zhai", "藏": "zang",
    "乐": "yue", "阚": "kan", "隗": "wei", "乜": "nie", "繁": "po", "卜": "bu", "薄": "bo", "莘": "shen",
    "郇": "xun",
}  # fmt: skip


def pinyin(name: str) -> tuple[str, str]:
    """Give the name's full pinyin and its initials, lower case without tones: 张三 → ("zhangsan", "zs").

    ü is v. Latin words keep their letters; dots, blanks and other signs are left out.
    """
    readings = _readings_of(name)
    return "".join(readings), "".join([reading[0] for reading in readings])


def _readings_of(name):
    table = _table()
    for length in (2, 1):
        surname = SURNAME_READINGS.get(name[:length])
        if surname and len(name) > length:
            return [*surname.split(), *filter(None, map(table.__getitem__, name[length:]))]
    if name.isascii():
        return ["".join(filter(str.isalnum, word)) for word in name.lower().split() if word.strip(".-'")]
    return [reading for reading in map(table.__getitem__, name) if reading]


class _Table(dict):
    """Reading of a character, read once from pypinyin's table; empty for signs."""

    def __init__(self, readings):
        super().__init__()
        self.readings = readings

    def __missing__(self, character):
        first = self.readings.get(ord(character), "").split(",")[0]
        fallback = character.lower() if character.isascii() and character.isalnum() else ""
        self[character] = without_tones(first) or fallback
        return self[character]


@cache
def _table():
    # Imported late, and without its phrases, which are never used: loading them takes half a second.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin.pinyin_dict import pinyin_dict

    return _Table(pinyin_dict)


def without_tones(reading: str) -> str:
    """Write `lǚ` as `lv` and `shàn` as `shan`."""
    letters = unicodedata.normalize("NFD", reading.replace("ɡ", "g")).replace("u\u0308", "v")
    return "".join([letter for letter in letters if letter.isascii()])
