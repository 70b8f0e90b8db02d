"""What a refusal says to the person who was refused."""

from django.utils.translation import gettext as _

from accounts import services


def words(refused: services.Refused) -> str:
    """Give the sentence for a refusal of the services."""
    return {
        services.OwnAccount: _("Nobody changes the own posts, lock or code here. Ask another administrator."),
        services.AccountNotManaged: _(
            "This person also works in another school or for the platform. Ask the security administrator."
        ),
        services.PostNotGivable: _("This role is not yours to give or to take here."),
        services.RolesConflict: _(
            "One person must not hold both roles: system, security and audit are three people, "
            "and who manages accounts reads no logs."
        ),
        services.ScopeUnknown: _("Choose the class, grade or group of this school that the role is over."),
        services.PostAlreadyHeld: _("The person holds this post already."),
        services.UsernameTaken: _("Somebody else has this user name."),
    }.get(type(refused), _("This cannot be done now."))
