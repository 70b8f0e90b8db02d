"""Template components of the portal."""

from django import template

register = template.Library()


@register.filter
def may(user, permission: str) -> bool:
    """Tell whether the user holds a permission anywhere: {% if user|may:"student_edit" %}."""
    return user.is_authenticated and user.has_permission(permission)
