from .factories import clean, found, make_context

CONTEXT = make_context(villages={"张家村": 7, "张家": 7, "河东社区": 8})


def test_the_village_is_found_in_the_present_or_the_family_address():
    columns = {"现住址": ["院上镇张家村1号", None, "市里"], "家庭地址": [None, "院上镇河东社区", "院上镇张家村"]}
    result = clean(columns, context=CONTEXT)
    assert result.village_keys == [7, 8, 7]
    assert result.columns["address"] == ["院上镇张家村1号", "院上镇河东社区", "市里"]
    assert [row.get("home_address") for row in result.details] == [None, None, "院上镇张家村"]


def test_an_address_without_known_village_is_told_with_a_guess():
    result = clean({"家庭住址": ["院上镇赵家村2号", "北京路1号"]}, context=CONTEXT)
    assert found(result) == [(3, "village-not-found"), (4, "village-not-found")]
    assert [problem.params["guess"] for problem in result.problems] == ["赵家村", ""]
    assert (result.village_keys, result.rejected) == ([None, None], set())


def test_a_village_column_goes_before_the_address_and_proposes_new_villages():
    columns = {"村": ["张家", "赵家", "赵家村", None], "现住址": ["河东社区", None, None, None]}
    result = clean(columns, context=CONTEXT)
    assert result.village_keys == [7, None, None, None]
    assert result.village_new == [None, "赵家村", "赵家村", None]
    assert result.columns["village"] == ["张家", "赵家", "赵家村", None]
    assert found(result) == []
