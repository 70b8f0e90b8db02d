import pytest

from registry.village_names import VillageFinder, guess_village, stem_of

VILLAGES = {
    "张家村": 1,
    "张家": 1,
    "李家庄": 2,
    "李家庄村": 2,
    "东李家庄村": 3,
    "河东社区": 4,
    "前进": 5,
    "城关村": 6,
    "王村": 7,
}


@pytest.mark.parametrize(
    ("address", "village"),
    [
        ("山东省莱西市院上镇张家村12号", 1),
        ("院上镇张家12号", 1),
        ("院上镇张家村委会", 1),
        ("李家庄镇张家村", 1),
        ("李家庄镇李家庄村", 2),
        ("李家庄33号", 2),
        ("院上镇东李家庄村", 3),
        ("院上镇东李家庄", 3),
        ("河东社区3号楼", 4),
        ("河东3号楼", 4),
        ("前进村", 5),
        ("城关镇西街", None),
        ("城关镇城关村", 6),
        ("院上镇小张家村", None),
        ("王村中学", None),
        ("院上镇王村", 7),
        ("王庄", None),
        ("院上镇张家河沿12号", 1),
        ("院上镇张家河", None),
        ("院上镇", None),
        ("", None),
    ],
)
def test_a_village_is_found_in_an_address(address, village):
    assert VillageFinder(VILLAGES).find(address) == village


@pytest.mark.parametrize(
    ("text", "village"),
    [
        ("张家", 1),
        ("张家村村委会", 1),
        ("河东", 4),
        ("前进社区", 5),
        ("院上镇张家村", 1),
        ("赵家村", None),
        ("王 村", 7),
    ],
)
def test_a_village_column_is_read_with_or_without_suffix(text, village):
    assert VillageFinder(VILLAGES).find_name(text) == village


def test_a_stem_of_two_villages_finds_neither():
    finder = VillageFinder({"张家村": 1, "张家社区": 2})
    assert finder.find("院上镇张家5号") is None
    assert finder.find("院上镇张家社区5号") == 2


def test_without_villages_nothing_is_found():
    assert VillageFinder({}).find("院上镇张家村") is None


@pytest.mark.parametrize(
    ("address", "guess"),
    [
        ("山东省莱西市院上镇赵家村12号", "赵家村"),
        ("水集街道办事处赵家社区", "赵家社区"),
        ("莱西市赵家屯", "赵家屯"),
        ("院上镇赵家庄3号", "赵家庄"),
        ("北京路12号", None),
        ("村", None),
    ],
)
def test_an_unknown_village_is_guessed_from_the_address(address, guess):
    assert guess_village(address) == guess


def test_the_stem_is_the_name_without_words_for_village():
    assert [stem_of(name) for name in ("张家村村委会", "河东社区居委会", "李家庄")] == [
        "张家",
        "河东",
        "李家庄",
    ]
