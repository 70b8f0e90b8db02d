"""The norms of classroom teaching that a school begins with; what a tick means is said as the thing not kept.

Source: C7.7 (rule set 7, article 7); forms.md 7.
"""

from django.utils.translation import gettext_noop as _

# Code → words; the school changes, adds and retires its own.
SHIPPED = {
    "waiting": _("Not at the door before the bell"),
    "pupils_late": _("Pupils not in their seats in time"),
    "discipline": _("Discipline in class"),
    "spirit": _("Spirits of teacher and pupils"),
    "seated": _("Taught sitting down"),
    "phone": _("Used a phone"),
    "left_room": _("Left the room during the lesson"),
    "harsh": _("Physical or disguised punishment"),
    "listening": _("Pupils not listening"),
    "posture": _("Posture of sitting and writing"),
}
