"""Writes: adopting, expanding, waiving, attesting, naming people."""
