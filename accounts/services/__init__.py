"""What is done to accounts and posts; each function notes itself in the access log."""

from accounts.services.codes import (
    choose_password,
    issue_code,
    lock,
    remove_second_factor,
    unlock,
)
from accounts.services.errors import (
    AccountNotManaged,
    AdministratorExists,
    OwnAccount,
    PostAlreadyHeld,
    PostNotGivable,
    Refused,
    RolesConflict,
    ScopeUnknown,
    UsernameTaken,
)
from accounts.services.first import create_first_admin, found_portal
from accounts.services.opening import create_dormant_account, create_dormant_accounts, open_account
from accounts.services.posts import end_post, enter_as_parent, givable_roles, give_post, leave_as_parent

__all__ = [
    "AccountNotManaged",
    "AdministratorExists",
    "OwnAccount",
    "PostAlreadyHeld",
    "PostNotGivable",
    "Refused",
    "RolesConflict",
    "ScopeUnknown",
    "UsernameTaken",
    "choose_password",
    "create_dormant_account",
    "create_dormant_accounts",
    "create_first_admin",
    "end_post",
    "enter_as_parent",
    "found_portal",
    "givable_roles",
    "give_post",
    "issue_code",
    "leave_as_parent",
    "lock",
    "open_account",
    "remove_second_factor",
    "unlock",
]
