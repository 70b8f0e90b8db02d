"""Which rows under a header are pupils, and why the others are not."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from .blocks import Part
from .class_labels import class_in
from .grid import Grid, is_blank, text_of
from .headers import Block
from .roles import IDENTITY, NAME, PREFILLED, SERIAL
from .tables import SkipReason

# Rows right under the header are looked at closely, and all whose name cell is not plainly a name.
CLOSE_ROWS = 4
ODD_NAME = re.compile(
    "合计|总计|小计|共计|人数|姓|学生|例|填表|填写|制表|审核|校长|签|班|日期|时间|注|说明|男生|女生|填|项|文本|必|选|位|[0-9０-９:：/.。]"
    "|^(?:张三|李四|王五|小明|小红|某某)|[Xx×]{2}|某"
)
TOTAL = re.compile("^(?:合计|总计|小计|共计|总人数|人数|本班|全班|全校|男生|女生|其中|应到|实到|共\\d|共有|共[:：])")
NOTE = re.compile(
    "^[（(【]?(?:注|备注|说明|附注|填表|制表|填报|审核|校长|负责人|经办|班主任|辅导员|签名|签字|签章|盖章|日期|时间|打印|单位|学校|联系|要求|提示"
    "|注意|年级组长|主管|学籍管理员|第\\d+页|共\\d+页|[①-⑳※]|\\d+[、.．）)]\\D)|[:：]\\s*$|^.{2,12}[:：].*[:：]|年\\s*月\\s*日"
)
EXAMPLE = re.compile(
    "示例|样例|范例|举例|填写范本|^[（(【]?例[）)】:：\\d]?$|^例[:：如]|[（(【](?:例|样)[）)】]|^(?i:example|sample)"
)
EXAMPLE_CELL = re.compile("^(?:如|例如|例|比如)[:：]?\\S")
EXAMPLE_NAME = re.compile(
    "^(?:张三|李四|王五|赵六|小明|小红|张某某?|李某某?|王某某?|某某某?|[Xx×]{2,3}|张小明|王小明)$"
)
EXAMPLE_VALUE = re.compile(
    "^(?:1101011990\\d{8}|110101199001011234|\\d{4,8}[Xx×*]{4,}\\w*|123456\\d{8,}|1{11,}|1[Xx×*]{6,}"
    "|1380013800\\d|13[89]00000000|138888888\\d\\d|12345678\\d*|13812345678|13912345678|[Xx×*]{4,})$"
)
HINT = re.compile(
    "必填|选填|可选|可不填|可为空|非空|文本|数字|格式|下拉|字符|\\d+\\s*位|YYYY|yyyy|如[:：]|例如|填写|不能|请|字典|代码|男/女|男或女|是/否|是或否|^[A-Z]{1,2}$"
)
LONG_TEXT = 20


@dataclass
class Sorted:
    """Rows by kind, as 0-based indexes in the grid: pupils, the others with their reason, classes named between."""

    pupils: list[int] = field(default_factory=list)
    skipped: list[tuple[int, SkipReason]] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)


def sort_rows(grid: Grid, block: Block, part: Part, first: int, last: int) -> Sorted:
    """Sort the rows first..last-1 under a header. Blank rows after the last pupil are not reported."""
    judge = _Judge(grid, block, part)
    result = Sorted()
    for index in range(first, last):
        if index - block.last > CLOSE_ROWS and judge.is_plainly_pupil(index, first, last):
            result.pupils.append(index)
            continue
        reason = judge.reason(index)
        if reason is None:
            result.pupils.append(index)
            continue
        result.skipped.append((index, reason))
        if reason in (SkipReason.TITLE, SkipReason.NOTE) and (label := judge.label(index)):
            result.labels[index] = label
    end = result.pupils[-1] if result.pupils else block.last
    result.labels = {i: label for i, label in result.labels.items() if i < end}  # the others belong to what follows
    result.skipped = [(i, why) for i, why in result.skipped if why != SkipReason.BLANK or i < end]
    return result


class _Judge:
    def __init__(self, grid, block, part):
        self.grid, self.block, self.part = grid, block, part
        self.start, self.end = part.columns[0], part.columns[-1] + 1
        self.width = self.end - self.start
        self.name = next((i for i in part.columns if part.fields[i] == NAME), None)
        self.serial = next((i for i in part.columns if part.fields[i] == SERIAL), None)
        self.odd = None

    def is_plainly_pupil(self, index, first, last):
        """Answer for nearly every row at the price of two look-ups."""
        if self.name is None:
            return False
        if self.odd is None:
            names = {row[self.name] for row in self.grid.rows[first:last]}
            self.odd = {name for name in names if name.__class__ is not str or ODD_NAME.search(name) or is_blank(name)}
        row = self.grid.rows[index]
        return row[self.name] not in self.odd and self.width - row[self.start : self.end].count(None) >= 4

    def reason(self, index):
        """Give why a row is no pupil, None for a pupil."""
        row = self.grid.rows[index]
        texts = {i: text_of(row[i]) for i in self.part.columns if not is_blank(row[i])}
        known = {i for i in texts if self.part.fields[i] is not None}
        if not known:
            return self._reason_without_known(row, texts)
        for check in (
            self._repeats_header,
            self._is_prefilled,
            self._is_total,
            self._is_hint,
            self._is_example,
        ):
            if reason := check(index, texts, known):
                return reason
        return self._is_words(index, texts, known)

    def label(self, index):
        """Give the class that a title row names."""
        return class_in(" ".join(self.grid.texts(index)[self.start : self.end]))

    def _reason_without_known(self, row, texts):
        if texts and len(texts) == 1 and len(next(iter(texts.values()))) > LONG_TEXT:
            return SkipReason.NOTE
        beside = texts or any(not is_blank(row[i]) for i in self.part.left_out)
        return SkipReason.ALLOWED_VALUES if beside else SkipReason.BLANK

    def _repeats_header(self, index, texts, known):
        headers = {
            (column, text_of(self.grid.rows[row][column]))
            for row in range(self.block.first, self.block.last + 1)
            for column in texts
        }
        same = sum(item in headers for item in texts.items())
        return SkipReason.REPEATED_HEADER if same >= 2 and same * 2 > len(texts) else None

    def _is_prefilled(self, index, texts, known):
        """Tell a row of an empty template: a running number, perhaps with the class."""
        if all(self.part.fields[i] in PREFILLED for i in texts):
            values = [text for i, text in texts.items() if i == self.serial]
            numbered = not values or re.fullmatch(r"[\d.、]{1,6}", values[0])
            short = all(len(text) <= LONG_TEXT for text in texts.values())
            has_words = self.serial in texts and not numbered
            return SkipReason.RUNNING_NUMBER_ONLY if short and not has_words else None
        return None

    def _is_total(self, index, texts, known):
        head = list(texts.values())[:2]
        if any(TOTAL.match(text) for text in head) and not self._has_identity_number(texts):
            return SkipReason.TOTAL
        return None

    def _has_identity_number(self, texts):
        return any(
            self.part.fields[i] in IDENTITY - {NAME} and sum(map(str.isdigit, text)) >= 5 and "年" not in text
            for i, text in texts.items()
        )

    def _is_hint(self, index, texts, known):
        if index - self.block.last > 2 or len(texts) < 3:
            return None
        hints = sum(bool(HINT.search(text)) for text in texts.values())
        numbers = [re.sub(r"\D", "", text) for text in texts.values() if len(text) <= 4]
        counted = len(numbers) == len(texts) and all(a and b and int(b) == int(a) + 1 for a, b in pairwise(numbers))
        named = self.name in texts and not HINT.search(texts[self.name]) and not counted
        return SkipReason.HINT if not named and (hints * 2 >= len(texts) or counted) else None

    def _is_example(self, index, texts, known):
        if index - self.block.last > CLOSE_ROWS:
            return None
        marked = [text for i, text in texts.items() if i in (self.name, self.serial, self.start)]
        if any(EXAMPLE.search(text) for text in marked):
            return SkipReason.EXAMPLE
        if sum(bool(EXAMPLE_CELL.match(text)) for text in texts.values()) >= 2:
            return SkipReason.EXAMPLE
        made_up = bool(EXAMPLE_NAME.match(texts.get(self.name, "")))
        fake = any(EXAMPLE_VALUE.match(text) for text in texts.values())
        return SkipReason.EXAMPLE if made_up and fake else None

    def _is_words(self, index, texts, known):
        """Tell titles between blocks, notes and signatures: few cells, and what is written is no name."""
        first = next(iter(texts.values()))
        if self._has_identity_number(texts) or len(texts) > 4:
            return None
        if len(texts) == 1 and re.fullmatch(r"[\d.,%]+", first):
            return SkipReason.TOTAL
        if len(texts) <= 2 and self.label(index) and not self._is_name(texts):
            return SkipReason.TITLE
        if NOTE.search(first) or (len(texts) <= 2 and max(map(len, texts.values())) > LONG_TEXT):
            return SkipReason.NOTE
        named = any(self.part.fields[i] in IDENTITY for i in texts)
        return SkipReason.NOTE if len(texts) == 1 and not named else None

    def _is_name(self, texts):
        return self.name in texts and len(texts[self.name]) <= 4 and "班" not in texts[self.name]
