"""What a set of posts allows; plain values, no database."""

from collections.abc import Iterable
from functools import cached_property

from accounts.roles import ROLES, Scope


class Grants:
    """The posts a person holds today, as (role, school id or None, scope id or None)."""

    def __init__(self, posts: Iterable[tuple[str, int | None, int | None]]):
        self.posts = list(posts)

    @cached_property
    def roles(self) -> set[str]:
        return {role for role, _, _ in self.posts}

    def allow(self, permission: str, *, school_id: int | None) -> bool:
        """Tell whether some post holds the permission, in that school or, with None, anywhere.

        Platform posts hold everywhere: they carry no permission over a school's records.
        """
        return any(
            permission in ROLES[role].permissions and (school_id is None or school_id == of_school or of_school is None)
            for role, of_school, _ in self.posts
        )

    def schools_with(self, permission: str) -> list[int]:
        """Give the schools over the whole of which a post holds the permission."""
        return self._ids(permission, Scope.SCHOOL, of_school=True)

    def schools_where(self, permission: str) -> list[int]:
        """Give the schools in which any post holds the permission, over whatever."""
        return sorted({school for role, school, _ in self.posts if school and permission in ROLES[role].permissions})

    def scopes_with(self, permission: str, scope: str) -> list[int]:
        """Give the ids of the scopes of one kind over which a post holds the permission."""
        return self._ids(permission, scope, of_school=False)

    def school_ids(self) -> list[int]:
        return sorted({school_id for _, school_id, _ in self.posts if school_id})

    def _ids(self, permission: str, scope: str, *, of_school: bool) -> list[int]:
        return sorted(
            {
                school_id if of_school else scope_id
                for role, school_id, scope_id in self.posts
                if ROLES[role].scope == scope and permission in ROLES[role].permissions
            }
        )
