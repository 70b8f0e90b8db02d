from .factories import clean, found, id_number

NUMBER = id_number()


def codes(**columns):
    return found(clean(columns))


def test_the_same_number_and_name_rejects_the_later_row_and_names_the_first():
    result = clean({"姓名": ["王甲", "李乙", "王甲"], "身份证件号": [NUMBER, None, NUMBER]})
    assert found(result) == [(5, "duplicate-row")]
    assert result.problems[0].params == {"first_sheet": "一年级", "first_row": 3}
    assert result.rejected == {2}


def test_the_same_number_of_two_names_rejects_both():
    result = clean({"姓名": ["王甲", "李乙"], "身份证件号": [NUMBER, NUMBER]})
    assert found(result) == [(3, "duplicate-id"), (4, "duplicate-id")]
    assert [problem.value for problem in result.problems] == ["370682************"] * 2


def test_the_same_student_number_counts_too():
    number = "G" + NUMBER
    assert codes(姓名=["王甲", "李乙"], 学籍号=[number, number]) == [
        (3, "duplicate-national-number"),
        (4, "duplicate-national-number"),
    ]


def test_a_row_that_stands_twice_is_told_once():
    columns = {"姓名": ["王甲"] * 2, "身份证件号": [NUMBER] * 2, "学籍号": ["G" + NUMBER] * 2, "学号": ["5"] * 2}
    assert found(clean(columns)) == [(4, "duplicate-row")]


def test_without_numbers_name_birth_date_and_class_are_the_pupil():
    assert codes(姓名=["王甲", "王甲"], 出生日期=["20160512", "20160512"]) == [(4, "duplicate-row")]


def test_the_same_name_in_a_class_is_a_question():
    assert codes(姓名=["王甲", "王甲"]) == [(4, "duplicate-maybe")]
    assert codes(姓名=["王甲", "王甲"], 身份证件号=[NUMBER, None]) == [(4, "duplicate-maybe")]


def test_two_pupils_of_one_name_are_told_apart():
    assert codes(姓名=["王甲", "王甲"], 身份证件号=[NUMBER, id_number("20160512", 3)]) == []
    assert codes(姓名=["王甲", "王甲"], 出生日期=["20160512", "20160513"]) == []
    assert codes(姓名=["王甲", "王甲"], 班级=["3.2", "3.3"]) == []


def test_a_number_of_the_class_belongs_to_one_pupil():
    assert codes(姓名=["王甲", "李乙", "赵丙"], 学号=["5", "5", "5"], 班级=["3.2", "3.2", "3.3"]) == [
        (4, "duplicate-school-number")
    ]
