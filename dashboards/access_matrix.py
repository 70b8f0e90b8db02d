"""Who may open what, as the marks of the views and the table of roles declare it."""

from dataclasses import dataclass

from accounts.roles import ROLES, Role, Scope
from core.access import PUBLIC, SIGNED_IN
from core.addresses import Address, every_address

ALLOWED, FORBIDDEN, HIDDEN, SIGN_IN = "allowed", "forbidden", "hidden", "sign in"


@dataclass(frozen=True)
class Line:
    """One address and what each role meets there."""

    address: Address

    @property
    def has_mark(self) -> bool:
        """Tell whether the view says who can open it; without a mark it is shut to all, which is a fault."""
        return self.address.mark is not None

    @property
    def signed_out(self) -> str:
        """What somebody meets who has not signed in."""
        return ALLOWED if self.address.mark == PUBLIC else SIGN_IN

    def for_role(self, role: Role) -> str:
        """What the role meets at its own school; one with a narrower reach finds there its own records only."""
        mark = self.address.mark
        if mark is None:
            return FORBIDDEN
        is_open = mark in (PUBLIC, SIGNED_IN) or bool(ROLES[role].permissions.intersection(mark))
        return ALLOWED if is_open else FORBIDDEN

    def elsewhere(self, role: Role) -> str:
        """What the role meets when the address names a record of a school that is not its own."""
        opened = self.for_role(role)
        reaches_all = ROLES[role].scope == Scope.PLATFORM or not self.address.names_record
        return opened if opened == FORBIDDEN or reaches_all else HIDDEN

    def as_json(self) -> dict:
        mark = self.address.mark
        return {
            "name": self.address.name,
            "url": self.address.route,
            "opens_to": mark if isinstance(mark, str) else sorted(mark or ()),
            "signed_out": self.signed_out,
            "roles": {str(role): self.for_role(role) for role in Role},
            "another_school": {str(role): self.elsewhere(role) for role in Role},
        }


def lines() -> list[Line]:
    """Give the whole matrix, in the order of the addresses."""
    return [Line(address) for address in every_address()]
