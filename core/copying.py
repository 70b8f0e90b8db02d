"""Rows for COPY, the fastest way of many rows into a table."""

import csv
import io
from collections.abc import Iterable
from itertools import islice


class CsvStream:
    """A file of CSV that is written while it is read, so that it never stands in memory whole."""

    ROWS_AT_ONCE = 500

    def __init__(self, rows: Iterable[tuple]):
        self._rows = iter(rows)
        self._buffer = io.StringIO()
        self._writer = csv.writer(self._buffer)
        self._text = ""

    def read(self, size: int = -1) -> str:
        """Give at most `size` characters, "" at the end."""
        if not self._text:
            self._fill()
        text, self._text = self._text[:size], self._text[size:]
        return text

    def _fill(self) -> None:
        self._buffer.seek(0)
        self._buffer.truncate()
        self._writer.writerows(islice(self._rows, self.ROWS_AT_ONCE))
        self._text = self._buffer.getvalue()
