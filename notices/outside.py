"""Hand one message to the world outside by Apprise, and say for certain, or say doubtful, what became of it."""

import logging
import re
from dataclasses import dataclass

from apprise import Apprise, AppriseAsset, LogCapture

from notices import addresses
from notices.models import Channel

# Apprise tells why it failed in its log only, secrets among it: we read it, and nobody else does.
logging.getLogger("apprise").addHandler(logging.NullHandler())
logging.getLogger("apprise").propagate = False

ASSET = {"app_id": "Gongyu", "app_desc": "Gongyu", "app_url": "", "http_redirects": False, "storage_mode": "memory"}


@dataclass(frozen=True)
class Outcome:
    """What became of a message: sent, or the code of a fault, of which some leave it open whether it arrived."""

    fault: str = ""
    detail: str = ""
    is_doubtful: bool = False

    @property
    def is_sent(self) -> bool:
        return not self.fault


SENT = Outcome()
DOUBTFUL = Outcome("doubtful", is_doubtful=True)

# Only what is certain to have happened before anything was handed over; the first that is found says why.
MAIL_NOT_OPENED = "Connection error while submitting email"
BEFORE_MAIL = (
    ("unknown-host", r"Name or service not known|nodename nor servname|No address associated|Errno -[235]\b"),
    ("certificate", r"SSL|CERTIFICATE|STARTTLS extension not supported"),
    ("unreachable", ""),
)
BEFORE_POST = (
    ("unknown-host", r"NameResolutionError"),
    ("certificate", r"CERTIFICATE_VERIFY_FAILED|WRONG_VERSION_NUMBER|HANDSHAKE_FAILURE|UNSUPPORTED_PROTOCOL"),
    ("unreachable", r"NewConnectionError|ConnectTimeout"),
)
MAIL_NOT_TAKEN = re.compile(r"Socket Exception: \(?(\d{3})\b|Socket Exception: \{.*?\((\d{3}),|was refused: (\d{3})")
NO_READER = "There are no Email recipients to notify"
SIGN_IN = re.compile(r"Socket Exception: \(53\d,|SMTP AUTH extension not supported")
ANSWER = re.compile(r"error=(\d{3})")
REJECTED = re.compile(r"rejected our notification: code=(\w+)")
OF_ANSWER = {"401": "sign-in", "403": "sign-in", "404": "not-found"}
# What stands before the gateway gave up waiting for it: the gateway itself may have sent the message.
PROXY_GAVE_UP = {"502", "504"}


def send(*, channel: Channel, to: str, title: str, body: str) -> Outcome:
    """Send one message: to an address or number, or ("") to the channel's group."""
    fields = channel.settings
    try:
        if not addresses.may_reach(addresses.host_and_port(channel.kind, fields)[0]):
            return Outcome("inner-host")
        url = addresses.apprise_url(channel.kind, fields, to=to)
    except addresses.UnknownHost:
        return Outcome("unknown-host")
    except (KeyError, ValueError):
        return Outcome("bad-address")
    return _notify(url, title, body)


def _notify(url: str, title: str, body: str) -> Outcome:
    apprise = Apprise(asset=AppriseAsset(**ASSET))
    with LogCapture(level=logging.DEBUG, fmt="%(message)s") as log:
        if not apprise.add(url):
            return Outcome("bad-address")
        is_sent = apprise.notify(body=body, title=title, body_format="text")
        return SENT if is_sent else fault_in(log.getvalue())


def fault_in(log: str) -> Outcome:
    """Read from Apprise's log why it failed; what it does not say for certain is doubtful."""
    if answered := ANSWER.search(log):
        status = answered.group(1)
        return Outcome(OF_ANSWER.get(status, "answered"), status, is_doubtful=status in PROXY_GAVE_UP)
    if rejected := REJECTED.search(log):
        return Outcome("refused", rejected.group(1)[:20])
    if NO_READER in log:
        return Outcome("no-reach")
    if SIGN_IN.search(log):
        return Outcome("sign-in")
    for code, words in BEFORE_MAIL if MAIL_NOT_OPENED in log else BEFORE_POST:
        if re.search(words, log):
            return Outcome(code)
    if refused := MAIL_NOT_TAKEN.search(log):
        return Outcome("refused", next(filter(None, refused.groups())))
    return DOUBTFUL
