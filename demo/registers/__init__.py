"""Registers as schools really write them, of invented pupils."""
