"""A school's own list of teachers: its columns, its cells, its rows. Nothing here writes."""
