"""What the national register asks beyond the columns: in which group it is shown, and in which words."""

from django.utils.translation import gettext_lazy as _

from core.templatetags.portal import in_words
from registry.imports.cleaning.enumerations import ENUMERATIONS, YES_NO
from registry.imports.cleaning.ethnic_groups import ETHNIC_GROUPS
from registry.imports.fields import FIELDS, field

GROUPS = [
    (
        _("Household and address"),
        "household_kind household_code household_address householder householder_relation birthplace_code "
        "native_place mail_address home_address postcode email homepage",
    ),
    (
        _("School and way to school"),
        "entry_way origin student_status enrolment_kind campus dormitory class_teacher distance_km transport "
        "needs_school_bus purchased_place preschool talent",
    ),
    (_("Person"), "overseas_status political_status id_valid only_child migrant_child kinship blood_type"),
    (_("Health"), "health allergies illness disability inclusive"),
    (
        _("Family situation and support"),
        "single_parent family_situation orphan martyr_child low_income aid_applied aid_received bank_account",
    ),
]


def grouped(details: dict) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give (group, [(label, value in words)]) for what is filled in; codes of no group come last."""
    placed = [(label, codes.split()) for label, codes in GROUPS]
    known = {code for _label, codes in placed for code in codes}
    placed.append((_("Other"), [code for code in details if code not in known]))
    return [
        (label, rows)
        for label, codes in placed
        if (rows := [(label_of(code), word(code, details[code])) for code in codes if details.get(code)])
    ]


def label_of(code: str) -> str:
    known = field(code)
    return known.header if known else code


def word(code: str, value) -> str:
    """Give a stored value as people write it: the word of a code, a list with the commas of the language."""
    if isinstance(value, list):
        return in_words(value)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if code == "ethnic_group":
        return ETHNIC_GROUPS.get(value, value)
    words = ENUMERATIONS.get(code) or (YES_NO if code in _YES_NO_CODES else {})
    return (words.get(value) or [value])[0] if isinstance(value, str) else str(value if value is not None else "")


_YES_NO_CODES = {each.code for each in FIELDS if each.kind == "yes_no"}
