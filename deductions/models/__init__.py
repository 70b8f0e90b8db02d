"""Price lists, the ledger of deductions, and the months that are closed."""

from deductions.models.entries import Entry, EntryFile
from deductions.models.prices import LedgerSettings, PriceItem, PriceList
from deductions.models.statements import Closing, Reading

__all__ = ["Closing", "Entry", "EntryFile", "LedgerSettings", "PriceItem", "PriceList", "Reading"]
