"""Writes of the reports, one file per noun; each raises Refused with a code that reports/refusals.py has words for."""
