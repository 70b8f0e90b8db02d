"""The three levels of the network: middle managers, research groups, teachers (G4.4.4d).

Managed level by level: each level sees its own and the lower ones.
"""

from collections.abc import Iterable

from accounts.roles import Role

MANAGERS, GROUPS, TEACHERS = "middle_managers", "research_groups", "teachers"
LEVELS = (MANAGERS, GROUPS, TEACHERS)
OF_ROLE = {
    Role.PRINCIPAL: MANAGERS,
    Role.VICE_PRINCIPAL: MANAGERS,
    Role.ACADEMIC_DIRECTOR: MANAGERS,
    Role.ACADEMIC_CLERK: MANAGERS,
    Role.GRADE_DIRECTOR: MANAGERS,
    Role.RESEARCH_GROUP_HEAD: GROUPS,
    Role.PREP_GROUP_HEAD: GROUPS,
}


def level_of(roles: Iterable[str]) -> str:
    """Give the highest level of somebody with these posts."""
    held = {OF_ROLE.get(Role(role), TEACHERS) for role in roles}
    return next((level for level in LEVELS if level in held), TEACHERS)


def seen_from(level: str) -> tuple[str, ...]:
    """Give the own level and the lower ones."""
    return LEVELS[LEVELS.index(level) :]
