"""The 56 ethnic groups. Source: GB/T 3304-1991; 57 and 58 as the national register template has them."""

from .text import BLANK_WORDS, Doubt, compact, number_as_text

_NAMES = """
汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇
柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京
塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺
"""
ETHNIC_GROUPS = {f"{number:02}": name + "族" for number, name in enumerate(_NAMES.split(), 1)}
ETHNIC_GROUPS |= {"57": "其他", "58": "外国血统中国籍人士"}

_OTHER_WORDS = {
    "毛难": "36", "崩龙": "46", "僳僳": "20", "傈傈": "20", "栗僳": "20", "维": "05", "维族": "05", "维吾": "05",
    "蒙": "02", "民家": "14", "佧佤": "21", "乌孜别": "43", "乌兹别克": "43", "达翰尔": "31",
    "达斡": "31", "佘": "22", "畬": "22", "仡老": "37", "哈萨": "17", "柯尔柯孜": "29", "锡泊": "38",
    "穿青人": "57", "穿青": "57", "少数民": "57", "少数民族": "57", "其它": "57", "97": "57", "98": "58",
    "外国血统": "58", "外国血统中国籍": "58", "入籍": "58",
}  # fmt: skip


def _readings():
    found = {}
    for code, name in ETHNIC_GROUPS.items():
        found |= dict.fromkeys((code, code.lstrip("0"), name, name.removesuffix("族")), code)
    return found | _OTHER_WORDS


_READINGS = _readings()


def read_ethnic_group(cell) -> str | Doubt | None:
    """Give the two-digit code of `汉`, `汉族`, `01-汉族`, `1`, or of an old spelling such as 崩龙族."""
    text = compact(cell) if isinstance(cell, str) else number_as_text(cell)
    if isinstance(text, Doubt) or not text or text in BLANK_WORDS:
        return text if isinstance(text, Doubt) else None
    word = text.lstrip("0123456789-.、 ") or text.rjust(2, "0")
    code = _READINGS.get(word) or _READINGS.get(word.removesuffix("族"))
    return code or Doubt(None, "value-unknown", {"allowed": "汉族、蒙古族、回族…"})
