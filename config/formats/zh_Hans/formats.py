"""Dates as people write them, where Django has it otherwise: 9月1日, not 09月1日."""

MONTH_DAY_FORMAT = "n月j日"
