"""What went wrong when a message left the portal: the code in the log, and its words with what to do."""

from django.utils.translation import gettext as _

# Of the server or the channel, not of one message: a hundred wrong sign-ins would have the account locked.
OF_CHANNEL = {"unknown-host", "unreachable", "certificate", "inner-host", "sign-in", "not-found", "bad-address"}


def words(code: str, detail: str = "") -> str:
    """Say what happened and what to do, in the reader's language."""
    sentence = {
        "unknown-host": _("No server has this name: check the host name."),
        "unreachable": _("The server does not answer: check the host name and the port, and whether it is running."),
        "certificate": _("The secure connection failed: check the port and the kind of security."),
        "inner-host": _("This server stands in an inner network that the portal's operator has not opened."),
        "sign-in": _("The server refuses the user name or the password."),
        "not-found": _("The server does not know this address: check it for missing or extra characters."),
        "answered": _("The server answered with error %(detail)s: try later, or ask whoever runs it."),
        "refused": _("The server did not take the message (%(detail)s)."),
        "doubtful": _("The connection broke off after the message had been handed over: it may have arrived."),
        "worker-gone": _("The portal was interrupted while sending: the message may have arrived."),
        "bad-address": _("The channel's settings do not make an address: write them anew."),
        "no-reach": _("No e-mail address or mobile number of this person is known any more."),
        "too-late": _("It could not be sent for a whole day, so it was left."),
    }[code]
    return sentence % {"detail": detail} if "%(" in sentence else sentence
