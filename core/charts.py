"""A chart as plain data: what static/js/charts.js draws and the table beside it tells."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One place on the axis: its label, one value per series, and the list that it opens."""

    label: str
    values: list[float]
    url: str = ""
    note: str = ""
    is_marked: bool = False


@dataclass(frozen=True)
class Chart:
    """kind: "bar" (columns), "rows" (bars from left to right), "stacked" or "line".

    A marked row is drawn with a pattern and carries a note in the table, so colour never speaks alone.
    """

    key: str
    title: str
    label_heading: str
    series: list[str]
    rows: list[Row]
    kind: str = "bar"

    @property
    def element_id(self) -> str:
        return f"chart-{self.key}"

    @property
    def data(self) -> dict:
        """What the script reads."""
        return {
            "kind": self.kind,
            "labels": [row.label for row in self.rows],
            "urls": [row.url for row in self.rows],
            "marked": [row.is_marked for row in self.rows],
            "series": [
                {"name": name, "values": [row.values[place] for row in self.rows]}
                for place, name in enumerate(self.series)
            ],
        }
