"""How the goals of the years stand, in words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliances.rules.goals import Standing

STANDINGS = {
    Standing.REACHED: pgettext_lazy("a goal", "reached"),
    Standing.REACHED_LATE: pgettext_lazy("a goal", "reached late"),
    Standing.UNDER_WAY: _("under way"),
    Standing.OPEN: pgettext_lazy("state of a goal", "open"),
    Standing.UNMET: _("not reached in its year"),
}
