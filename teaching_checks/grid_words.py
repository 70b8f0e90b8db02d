"""The words that the scripts of the grid say; they have no catalogue of their own. {…} is filled in by the script."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORDS = {
    "teacher": _("Teacher"),
    "total": _("Total"),
    "grade": pgettext_lazy("on a score sheet", "Grade"),
    "choose": _("Teacher to enter"),
    "back": _("Previous"),
    "onward": pgettext_lazy("teacher of a list", "Next"),
    "progress": _("{done} of {all} done"),
    "place": _("{number} of {all}"),
    "done": pgettext_lazy("of an inspected teacher", "done"),
    "away": _("On leave: {why}"),
    "progressAway": _("{away} on leave"),
    "cellLabel": _("{teacher}, {criterion}"),
    "saved": _("All saved."),
    "saving": _("Saving …"),
    "unsaved": _("Not saved yet: {count}."),
    "offline": _("No connection. Values not saved yet: {count}. They are sent as soon as it returns."),
    "broken": _("The portal did not answer properly. Values not saved yet: {count}. Trying again."),
    "signedOut": _("You are signed out. Sign in again in another tab; what you typed here is then sent."),
    "faulty": _("To be corrected: {count}."),
    "conflicts": _("Changed by somebody else meanwhile, please decide: {count}."),
    "theirs": _("{name} entered {value}."),
    "theirsEmpty": _("{name} emptied this."),
    "keepTheirs": _("Keep {value}"),
    "keepTheirsEmpty": _("Leave empty"),
    "keepMine": _("Enter {value}"),
    "keepMineEmpty": _("Make empty"),
    "notNow": _("{why} What you typed and is not saved stays here: {count}. Copy it if you need it."),
    "rosterChanged": _("The list of teachers has changed. Load the page again to see it."),
    "tooManyRows": _("{rows} rows were copied, but there are only {room} teachers from here on. Nothing was entered."),
    "tooManyColumns": _("{columns} columns were copied, but there are only {room} from here on. Nothing was entered."),
    "pasteFitting": _("Enter what fits all the same"),
    "pasted": _("{count} values pasted."),
    "copied": _("{count} values copied."),
    "undone": _("Taken back."),
    "redone": _("Done again."),
    "undoneSome": _("Done, but for {count} that somebody has changed since."),
    "nothingToUndo": _("There is no such step."),
    "full": _("of {most}"),
}


def words() -> dict[str, str]:
    """Give the words in the reader's language."""
    return {key: str(each) for key, each in WORDS.items()}
