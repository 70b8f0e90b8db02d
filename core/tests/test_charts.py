"""Charts as plain data."""

from core.charts import Chart, Row


def test_a_chart_gives_one_list_of_values_per_series():
    rows = [Row("A", [1, 2], "/a/"), Row("B", [3, 4], is_marked=True)]
    chart = Chart("pupils", "Pupils", "Class", ["girls", "boys"], rows, kind="stacked")
    assert chart.element_id == "chart-pupils"
    assert chart.data == {
        "kind": "stacked",
        "labels": ["A", "B"],
        "urls": ["/a/", ""],
        "marked": [False, True],
        "series": [{"name": "girls", "values": [1, 3]}, {"name": "boys", "values": [2, 4]}],
    }
