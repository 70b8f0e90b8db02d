"""Reads about accounts that join several models."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from accounts import rules, scopes
from accounts.models import Post, User
from accounts.roles import ROLES

LOG_DAYS = 30  # what the log shows when nobody says from when


def accounts_for_listing(user, *, q="", role="", state="", school=None):
    """Give the accounts that the user manages, narrowed, each with the posts held now that the user may see.

    `q` is found in names and user names; `state` is a value of AccountFilterForm.State.
    """
    accounts = User.objects.visible_to(user)
    held = Post.objects.held_on(timezone.localdate()).visible_to(user)
    if school:
        held = held.filter(school=school)
        accounts = accounts.filter(pk__in=Post.objects.filter(school=school).values("user"))
    if q:
        accounts = accounts.filter(Q(name__icontains=q) | Q(username__icontains=q))
    if role:
        accounts = accounts.filter(pk__in=held.filter(role=role).values("user"))
    accounts = _in_state(accounts, state)
    posts = held.select_related("school").order_by("role", "pk")
    return accounts.prefetch_related(Prefetch("posts", posts, to_attr="held_posts"))


def _in_state(accounts, state):
    if state == "locked":
        return accounts.filter(is_active=False)
    if state == "dormant":
        return accounts.dormant()
    if state == "unused":
        return accounts.unused_since(timezone.now() - timedelta(days=rules.UNUSED_DAYS))
    return accounts


def with_scope_labels(posts: Iterable[Post]) -> list[Post]:
    """Give the posts as a list, each with `scope_label`: the name of the class, grade or group, or ""."""
    posts = list(posts)
    over = {post.pk: (ROLES[post.role].scope, post.scope_id) for post in posts if post.scope_id is not None}
    labels = scopes.labels(over.values())
    for post in posts:
        post.scope_label = labels.get(over.get(post.pk), "")
    return posts


def log_for_listing(records, *, person="", school=None, action="", from_on=None, to_on=None, record=None):
    """Narrow the access log; both days belong to the range. Without a first day, the latest thirty."""
    today = timezone.localdate()
    first = from_on or (to_on or today) - timedelta(days=LOG_DAYS)
    records = records.filter(at__gte=_midnight(first))
    if to_on:
        records = records.filter(at__lt=_midnight(to_on + timedelta(days=1)))
    if person:
        records = records.filter(Q(username__icontains=person) | Q(user__name__icontains=person))
    narrowed = {"school": school, "action": action, "record_id": record}
    records = records.filter(**{field: value for field, value in narrowed.items() if value})
    return records.select_related("user", "school")


def log_figures(records) -> dict[str, int]:
    """Sum up log rows in one statement: all, people, and how many looked, downloaded, revealed, failed."""
    actions = {
        "views": ["view", "list"],
        "downloads": ["download"],
        "reveals": ["reveal"],
        "failed": ["sign_in_failed"],
    }
    counts = {name: Count("pk", filter=Q(action__in=wanted)) for name, wanted in actions.items()}
    return records.order_by().aggregate(total=Count("*"), people=Count("user", distinct=True), **counts)


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))
