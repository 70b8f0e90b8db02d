"""What a page says when a service refuses."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "wrong": _("The user name or the code is not right. Look at the slip once more."),
    "locked-name": _(
        "Too many failed attempts. This user name is locked for a quarter of an hour; after that, try again."
    ),
    "waited": _("That took a while. Please enter the slip once more."),
    "expired": _("This slip has expired. Ask the school office: it prints you a new one."),
    "used": _("This slip has been used already. Sign in with your password, or ask the school office for a new slip."),
    "replaced": _(
        "This slip no longer holds. Use the newest one that you have, or ask the school office for a new slip."
    ),
    "staff": _(
        "This account is also used for work at a school, so a slip does not change its password. "
        "Sign in as you do for work, or ask for a new code of your staff account."
    ),
    "locked": _("The school has locked this account. Please ask the school office."),
    "not-own": _("This cannot be decided here. Please ask the school office."),
}
