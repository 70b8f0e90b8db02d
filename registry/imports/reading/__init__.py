"""Bytes of a file in, sheets of plain cells out. Decides by content alone; knows nothing of registers."""

from .book import Cell, CellError, Sheet, Unreadable, Workbook
from .open import read_workbook

__all__ = ["Cell", "CellError", "Sheet", "Unreadable", "Workbook", "read_workbook"]
