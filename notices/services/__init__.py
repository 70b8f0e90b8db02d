"""What is done with messages. Other apps need the inbox only: send, send_each."""

from notices.services.inbox import (
    SUBJECT_LENGTH,
    Letter,
    as_read,
    is_local,
    mark_all_read,
    mark_read,
    not_yet_sent,
    send,
    send_each,
)

__all__ = [
    "SUBJECT_LENGTH",
    "Letter",
    "as_read",
    "is_local",
    "mark_all_read",
    "mark_read",
    "not_yet_sent",
    "send",
    "send_each",
]
