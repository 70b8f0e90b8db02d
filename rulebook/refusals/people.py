"""Why a person cannot be named for a role, or a thing not entered."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "unknown_role": _("No document knows this role."),
    "not_of_the_school": _("Choose somebody who works or has a post at this school."),
    "held_already": _("This person holds the role already, or will from a later day."),
    "ended": _("This has ended already."),
    "ends_first": _("It cannot end before it begins."),
    "unknown_kind": _("No document counts such things."),
    "kept_by_a_register": _("This is kept by a register of the portal: enter it there."),
    "no_name": _("Write a name."),
    "named_already": _("There is one of this name already."),
}
