"""Why a step of the ledger is refused, in words."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    # reporting
    "oneself": _("Nobody reports himself or herself."),
    "in_the_future": _("This day has not come yet."),
    "no_term": _("This day lies before the school's first term."),
    "no_list": _("No price list is in force on this day."),
    "no_unit": _("The school deducts nothing: its price list says so."),
    "unknown_item": _("The price list of this day has no such line."),
    "no_proof": _("This line asks for a file that proves it."),
    "no_note": _("Write what happened."),
    "nothing": _("This would deduct nothing."),
    "changed": _("It is not what the page showed any more: look again."),
    "missed": _("The lesson is charged as missed."),
    "twice": _("The same lesson is charged for this already."),
    "in_ledger": _("Something that excludes this is in the ledger. Reverse that first."),
    "entered": _("Entered already."),
    # verifying, telling
    "not_reported": _("This has been looked at already."),
    "own": _("Somebody else does this: not who recorded, reported or verified it, and not whom it is about."),
    "not_yours": _("The amount is at discretion: the principal or a vice-principal decides it."),
    "no_reason": _("Give a reason."),
    "no_amount": _("Write an amount above 0; a reduced one is less than before."),
    "told": _("The teacher has been told already. Reverse it instead."),
    "not_verified": _("Only what is verified is told."),
    # appealing, deciding
    "not_yours_to_appeal": _("Only the teacher concerned can appeal."),
    "appealed": _("An appeal was made already."),
    "too_late": _("The days to appeal are over. Speak with the academic office: a wrong entry can still be reversed."),
    "reversed": _("This was taken back already."),
    "not_told": _("The teacher has not been told of this yet."),
    "not_appealed": _("There is no open appeal."),
    # months
    "unknown_month": _("The term has no such month."),
    "closed": _("This month is closed already."),
    "not_over": _("This month is not over yet."),
    "earlier_open": _("Close the month before it first."),
    "nothing_to_read": _("Nothing in this statement is about you."),
    # price lists
    "confirmed": _("This list is in force and cannot be changed. Make a new one."),
    "no_lines": _("A price list needs at least one line."),
    "code_twice": _("Two lines have the same code."),
    "in_the_past": _("A list counts from today on, or from a later day."),
    "yuan_off": _("This list is in yuan, but the principal has not switched to money."),
    "days": _("Choose 1 to 60 days."),
}
