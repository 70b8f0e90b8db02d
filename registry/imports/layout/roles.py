"""The few fields whose meaning the layout needs."""

NAME = "name"
CLASS = "class_name"
GRADE = "grade"
SERIAL = "serial"
# One of these must stand in a header, else the table lists something other than pupils.
IDENTITY = frozenset({NAME, "id_number", "national_number", "auxiliary_number", "school_number"})
# Filled by templates for a whole sheet in advance; a row that holds nothing else is nobody.
PREFILLED = frozenset({SERIAL, CLASS, GRADE, "school_name", "school_code", "campus", "class_teacher"})
# A merged cell over two of these rows does not make two pupils of the same name.
NEVER_SHARED = frozenset({*IDENTITY, SERIAL, "born_on", "sex"})
# Filled down without a merged cell too, when only the first row of each block says it.
SAID_ONCE = frozenset({CLASS, GRADE})
