"""How a family member is related to the pupil. Source: GB/T 4761, as far as the register template uses it."""

from .text import BLANK_WORDS, compact, number_as_text

RELATIONS = {
    "51": "父亲", "52": "母亲", "61": "祖父", "62": "祖母", "63": "外祖父", "64": "外祖母",
    "71": "兄", "73": "弟", "75": "姐", "77": "妹", "97": "其他亲属", "99": "非亲属",
}  # fmt: skip

_WORDS = {
    "51": "父亲 父 爸爸 爸 父子 父女 亲生父亲 生父 父亲大人 父(亲)",
    "52": "母亲 母 妈妈 妈 母子 母女 亲生母亲 生母",
    "61": "祖父 爷爷 爷 爷孙 祖孙(爷爷)",
    "62": "祖母 奶奶 奶",
    "63": "外祖父 外公 姥爷 姥姥爷 老爷",
    "64": "外祖母 外婆 姥姥 姥 姥娘",
    "71": "兄 哥哥 哥 兄长 兄弟 兄妹",
    "73": "弟 弟弟",
    "75": "姐 姐姐 姐弟 姐妹 姊",
    "77": "妹 妹妹",
    "97": "其他亲属 亲属 亲戚 其他 其它 祖父母 外祖父母 祖父母或外祖父母 祖孙 叔叔 叔 伯伯 伯父 伯 大伯 大爷 "
          "叔父 婶婶 婶子 伯母 大娘 姑姑 姑 姑妈 姑父 舅舅 "
    "舅 舅妈 舅母 姨 姨妈 姨父 小姨 大姨 继父 继母 养父 养母 嫂子 姐夫 堂兄 表哥 表姐",
    "99": "非亲属 邻居 朋友 老师 教师 保姆 监护机构 社工 村干部 托管 托管老师",
}  # fmt: skip
_CODES = {word: code for code, words in _WORDS.items() for word in words.split()}
_CODES |= {code: code for code in RELATIONS}


def read_relation(cell) -> tuple[str | None, str | None]:
    """Give the code of a relation, and the cell's word where the code does not say it all.

    `继父` is another relative (97) with the note `继父`; an unknown word gives a note alone.
    """
    text = compact(cell) if isinstance(cell, str) else number_as_text(cell)
    if not isinstance(text, str) or not text or text in BLANK_WORDS:
        return None, None
    word = text.lstrip("0123456789-.、") or text
    code = _CODES.get(word) or _CODES.get(word.removesuffix("关系")) or _CODES.get(word.strip("()"))
    is_exact = code is not None and code not in ("97", "99")
    return code, None if is_exact or word == RELATIONS.get(code) or word == code else word
