"""Why a change of an account or a post is refused; the view chooses the words."""


class Refused(Exception):
    """The change must not be made."""


class OwnAccount(Refused):
    """Nobody changes the own posts, lock or code: somebody else does (separation of duties)."""


class AccountNotManaged(Refused):
    """The person also works outside the schools whose accounts one manages, or for the platform."""


class PostNotGivable(Refused):
    """This role, or this school, is not one's to give."""


class RolesConflict(Refused):
    """One person must not hold both roles: separated administrators (L-14)."""


class ScopeUnknown(Refused):
    """The class, grade or group is missing, or not one of the school."""


class PostAlreadyHeld(Refused):
    """The person holds this very post."""


class UsernameTaken(Refused):
    """Somebody else has this user name."""


class AdministratorExists(Refused):
    """There is somebody who can make the account in the ordinary way."""
