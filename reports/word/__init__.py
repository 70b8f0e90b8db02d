"""Word reports: the small language of fields, the check of a school's template, and the filling of it."""
