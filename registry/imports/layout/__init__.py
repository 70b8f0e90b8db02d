"""Where the pupils stand in a workbook: header rows, columns, and the rows that are data. Cleans no value."""

from .finding import find_tables
from .mapping import apply_mapping, header_key, header_signature
from .resolving import Header, by_fields
from .tables import Column, Found, SkippedRow, SkippedSheet, SkipReason, Table

__all__ = [
    "Column",
    "Found",
    "Header",
    "SkipReason",
    "SkippedRow",
    "SkippedSheet",
    "Table",
    "apply_mapping",
    "by_fields",
    "find_tables",
    "header_key",
    "header_signature",
]
