from .factories import clean, found, make_context


def test_the_rest_of_the_template_goes_to_the_details():
    result = clean(
        {
            "健康状况": ["健康", None],
            "是否独生子女": ["是", "否"],
            "上下学距离（公里）": [3.0, "500米"],
            "邮政编码": [265200.0, "265200"],
            "特长": ["　书法 ", "无"],
            "户口所在地行政区划代码": [370682000000.0, "370682000000"],
            "随班就读": ["否", None],
        }
    )
    same = {"household_code": "370682000000", "postcode": "265200"}
    first = {"health": "10", "only_child": True, "distance_km": 3, "talent": "书法", "inclusive": "0"}
    assert result.details == [same | first, same | {"only_child": False, "distance_km": 0.5}]
    assert found(result) == []


def test_a_detail_that_cannot_be_read_is_left_out_and_told():
    result = clean({"邮编": ["2652"], "上学距离": ["很远"], "健康状况": ["飞快"], "是否孤儿": ["看情况"]})
    assert result.details == [{}]
    codes = ["value-shape", "value-shape", "value-unknown", "value-unknown"]
    assert sorted(problem.code for problem in result.problems) == codes
    assert result.rejected == set()


def test_widths_give_back_leading_zeros():
    result = clean({"学校标识码": [137000001.0]}, context=make_context(number_widths={"school_code": 10}))
    assert result.details == [{"school_code": "0137000001"}]


def test_what_belongs_to_the_sheet_is_no_detail():
    assert clean({"序号": [1], "年龄": [9], "家长签名": ["王"]}).details == [{}]
