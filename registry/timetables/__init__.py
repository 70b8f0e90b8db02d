"""Reading a school's own timetable: its grids, its cells, its names, and what would change. Nothing here writes."""
