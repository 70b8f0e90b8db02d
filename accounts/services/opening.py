"""Opening accounts: for one person with a code, or dormant ones for a whole staff list."""

from collections.abc import Sequence
from functools import cache

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import F, Func, Value

from accounts import access_log
from accounts.models import User
from accounts.services.codes import issue_code
from accounts.services.errors import PostNotGivable, UsernameTaken
from accounts.services.posts import give_post

LONGEST_STEM = 30
NAMES_LOCK = 0x60_6E_67_79  # one giver of user names at a time


@transaction.atomic
def open_account(
    *,
    name: str,
    username: str | None = None,
    role: str | None = None,
    school=None,
    scope_id: int | None = None,
    by: User | None,
) -> tuple[User, str]:
    """Open an account with a one-time code, and give its first post when a role is named.

    Without a user name the pinyin of the name is taken, made unique. Raises UsernameTaken, and whatever
    give_post refuses. A school must name the role: an account without a post would belong to nobody.
    """
    if by is not None and role is None:
        raise PostNotGivable
    (free,) = _free_usernames([username.strip() if username else username_stem(name)])
    if username and free != username.strip().lower():
        raise UsernameTaken
    user = User.objects.create_user(free, name=name.strip())
    access_log.record_account(by=by, what="account_opened", user=user, school=school)
    if role:
        give_post(user=user, role=role, school=school, scope_id=scope_id, by=by)
    return user, issue_code(user=user, by=by)


def create_dormant_account(*, name: str) -> User:
    """Make an account that nobody can sign in to until a code is issued."""
    return create_dormant_accounts([name])[0]


@transaction.atomic
def create_dormant_accounts(names: Sequence[str]) -> list[User]:
    """Make dormant accounts for many people, in the order of the names, with a constant number of queries."""
    usernames = _free_usernames([username_stem(name) for name in names])
    users = [
        User(username=username, name=name.strip(), password=make_password(None))
        for username, name in zip(usernames, names, strict=True)
    ]
    return User.objects.bulk_create(users, batch_size=2000)


def username_stem(name: str) -> str:
    """Give the user name that a name suggests: its pinyin, lower case; "user" when nothing is left."""
    syllables = "".join(_pinyin()(name, errors=lambda signs: list(signs)))
    return "".join(c for c in syllables.lower() if c.isascii() and c.isalnum())[:LONGEST_STEM] or "user"


@cache
def _pinyin():
    # Imported late: loading pypinyin's tables takes a third of a second, and few processes need them.
    from pypinyin import lazy_pinyin

    return lazy_pinyin


def _free_usernames(wanted: Sequence[str]) -> list[str]:
    """Give unique user names: each wanted one as it is, or with the next free number; two queries.

    Numbers are added to the name without its own trailing digits, so zhang2 becomes zhang3, not zhang22.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NAMES_LOCK])
    wanted = [username.lower() for username in wanted]
    stem = Func(F("username"), Value(r"\d+$"), Value(""), function="regexp_replace")
    stems = {_without_number(username) for username in wanted}
    taken = set(User.objects.alias(stem=stem).filter(stem__in=stems).values_list("username", flat=True))
    return [_take(username, taken) for username in wanted]


def _take(username, taken):
    number = 2
    free = username
    while free in taken:
        free, number = f"{_without_number(username)}{number}", number + 1
    taken.add(free)
    return free


def _without_number(username):
    return username.rstrip("0123456789")
