"""Rows for tests: messages in an inbox."""

from itertools import count

from accounts.tests.factories import create_user
from notices.models import Notice

_numbers = count(1)


def create_notice(*, recipient=None, **fields) -> Notice:
    number = next(_numbers)
    defaults = {"subject": f"Matter {number}", "dedupe": f"matter-{number}"}
    return Notice.objects.create(recipient=recipient or create_user(), **{**defaults, **fields})
