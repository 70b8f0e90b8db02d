"""What goes out of the portal: few words, the rest stands in the inbox (section 19)."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

from accounts.models import Post
from accounts.roles import FAMILY_ROLES
from notices.models import Delivery, Notice

LISTED = 20
BRIEF = 60  # characters of a subject in a text message


def written(delivery: Delivery) -> tuple[str, str]:
    """Give title and text of a delivery in its reader's language; a text message has no title."""
    language = delivery.recipient.language if delivery.recipient else ""
    with override(language or settings.LANGUAGE_CODE):
        title, text = _WRITE[delivery.purpose](delivery)
        if delivery.channel.kind == "sms":
            return "", f"{title[:BRIEF]} {_details()}"
        if delivery.purpose in (Delivery.Purpose.NOTICE, Delivery.Purpose.DIGEST):
            return title, "\n".join(filter(None, [text, f"{_details()} {_link()}".strip()]))
        return title, text


def contents(delivery: Delivery):
    """Give the messages that a collection holds and that have not been read meanwhile."""
    mine = Notice.objects.visible_to(delivery.recipient).unread()
    return mine.planned_within(delivery.since, delivery.until).filter(school=delivery.school_id).order_by("pk")


def for_staff(delivery: Delivery):
    """Give the messages of a school to its staff in the span of a word to the group."""
    staff = Post.objects.held_on(delivery.until.date()).filter(school=delivery.school_id).exclude(role__in=FAMILY_ROLES)
    of_staff = Notice.objects.filter(school=delivery.school_id, recipient__in=staff.values("user"))
    return of_staff.planned_within(delivery.since, delivery.until)


def _notice(delivery: Delivery) -> tuple[str, str]:
    notice = delivery.notice
    if not notice.may_leave:
        return _news(delivery, 1), ""
    return notice.subject, notice.body


def _digest(delivery: Delivery) -> tuple[str, str]:
    notices = list(contents(delivery)[: LISTED + 1])
    total = len(notices) if len(notices) <= LISTED else contents(delivery).count()
    named = [notice.subject for notice in notices[:LISTED] if notice.may_leave]
    lines = [f"· {subject}" for subject in named]
    if named and total > len(named):
        more = total - len(named)
        lines.append(ngettext("and %d more message", "and %d more messages", more) % more)
    return _news(delivery, total), "\n".join(lines)


def _group(delivery: Delivery) -> tuple[str, str]:
    found = for_staff(delivery)
    people = found.order_by().values("recipient").distinct().count()
    words = gettext("%(school)s – new messages: %(messages)d, for colleagues: %(people)d. Please open your inbox.")
    return "", words % {"school": delivery.school, "messages": found.count(), "people": people}


def _test(delivery: Delivery) -> tuple[str, str]:
    words = {"name": delivery.channel.name, "school": delivery.school}
    return (
        gettext("Test of the channel “%(name)s”") % words,
        gettext("%(school)s: this channel works. There is nothing to do.") % words,
    )


_WRITE = {"notice": _notice, "digest": _digest, "group": _group, "test": _test}


def _news(delivery: Delivery, count: int) -> str:
    words = ngettext("%(school)s: %(count)d new message", "%(school)s: %(count)d new messages", count)
    return words % {"school": delivery.school, "count": count}


def _details() -> str:
    return gettext("Details in your inbox.")


def _link() -> str:
    return f"{settings.PUBLIC_URL}{reverse('notices:inbox')}" if settings.PUBLIC_URL else ""
