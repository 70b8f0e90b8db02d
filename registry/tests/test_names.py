import pytest

from registry.names import pinyin


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("张三", "zhangsan", "zs"),
        ("曾小雨", "zengxiaoyu", "zxy"),
        ("单雨", "shanyu", "sy"),
        ("解晨", "xiechen", "xc"),
        ("仇梅", "qiumei", "qm"),
        ("区文", "ouwen", "ow"),
        ("尉迟明", "yuchiming", "ycm"),
        ("欧阳雪", "ouyangxue", "oyx"),
        ("吕蒙", "lvmeng", "lm"),
        ("小曾", "xiaoceng", "xc"),
        ("买买提·艾力", "maimaitiaili", "mmtal"),
        ("John Smith", "johnsmith", "js"),
        ("㛃好", "jiehao", "jh"),
        ("□", "", ""),
        ("", "", ""),
    ],
)
def test_a_name_is_found_by_pinyin_and_by_initials(name, full, initials):
    assert pinyin(name) == (full, initials)
