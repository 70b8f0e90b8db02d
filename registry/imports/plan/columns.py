"""The typed columns that an import writes, in one fixed order. A blank text is "", a blank date or key None."""

TEXTS = (
    "name",
    "former_name",
    "sex",
    "id_type",
    "auxiliary_number",
    "school_number",
    "ethnic_group",
    "nationality",
    "boarding",
    "left_behind",
    "address",
    "phone",
)
DATES = ("born_on", "entered_on")
KEYS = ("village_id",)
STUDENT_COLUMNS = (*TEXTS, *DATES, *KEYS)
POSITION = {column: index for index, column in enumerate(STUDENT_COLUMNS)}
NAME, SEX, BORN_ON, ADDRESS = (POSITION[c] for c in ("name", "sex", "born_on", "address"))

GUARDIAN_TEXTS = ("name", "phone", "id_type", "workplace")
NUMBERS = ("id_number", "national_number")
