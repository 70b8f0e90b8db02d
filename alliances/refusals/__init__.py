"""What pages of alliances say when a service refuses."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliances.models import Alliance
from core.refusals import Refused
from rulebook.documents import loading
from rulebook.refusals.adoptions import words as scheme_words

WORDS = {
    "few_schools": _("An alliance has at least two schools."),
    "school_twice": _("A school stands in the list twice."),
    "founder_outside": _("Your own school is part of the alliance that you found."),
    "core_count": _("An alliance around a core school has exactly one core school; one with a council has none."),
    "other_district": _("All schools of an alliance are of one district."),
    "name_taken": _("There is an alliance of this name in the district already."),
    "asked_already": _("This school is a member or has been asked already."),
    "ended": _("This has ended; nothing new can be entered."),
    "answered": pgettext_lazy("a question", "This has been answered already."),
    "in_another": _("Your school is in another alliance of this kind. It has to leave that one first."),
    "not_a_member": _("This school is no member any more."),
    "past_day": _("Choose today or a later day: what was shared stays shared."),
    "core_leaves": _(
        "The core school cannot leave. Let another school become the core school first, or end the alliance."
    ),
    "seat_leaves": _("The office is at this school. Let another school take the office first, or end the alliance."),
    "has_it": _("This school has the office already."),
    "not_adopted": _("No school has adopted the scheme yet."),
    "community_exists": _("There is a community of this subject already."),
    "unknown_post": _("This body has no such post."),
    "not_of_the_schools": _("Choose somebody of the staff of a member school."),
    "seated": _("This person or post has this seat already."),
    "own_post": _("Nobody gives permissions to himself; somebody else names you."),
    "in_future": _("Choose today or a day before."),
    "done_already": _("This goal is done already."),
    "not_done": _("This goal is not done."),
    "no_proof": _("Add first what shows that the goal is reached."),
    "number_taken": _("A document with this number stands in the list already."),
    "not_newest": _("There is a newer version of this plan. Confirm that one."),
    "confirmed": _("Your school has confirmed this plan already."),
    "admitted": _("This person is in the group already."),
    "own_school": _("Choose somebody of another school."),
}


def in_words(refused: Refused, alliance: Alliance | None = None) -> str:
    """Say why; a refusal of the scheme itself in the words of the rulebook."""
    if refused.reason in WORDS:
        return str(WORDS[refused.reason])
    return scheme_words(refused, loading.document(alliance.document))
