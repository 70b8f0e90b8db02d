"""Template components of the portal; loaded in every template."""

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from django.utils.translation import pgettext

register = template.Library()


@register.filter
def may(user, permission: str) -> bool:
    """Tell whether the user holds a permission anywhere: {% if user|may:"student_edit" %}."""
    return user.is_authenticated and user.has_permission(permission)


@register.filter
def in_words(things) -> str:
    """Join names as the language does: Grade 1, Grade 2 or 一年级、二年级."""
    return comma().join(str(thing) for thing in things)


@register.simple_tag
def comma() -> str:
    """Give what stands between the names of a list."""
    return pgettext("between the names of a list", ", ")


@register.simple_tag
def colon() -> str:
    """Give what stands between a label and its value."""
    return pgettext("between a label and its value", ": ")


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(context, name: str, label: str, css: str = "") -> dict:
    """Print a column header that sorts the list by `name`, once more to turn the order round.

    The list's page is looked up as `page`, as core.listing.listed gave it.
    """
    page = context.get("page")
    is_sorted = getattr(page, "sort", None) == name
    descending = is_sorted and page.is_descending
    wanted = f"-{name}" if is_sorted and not descending else name
    return {
        "label": label,
        "css": css,
        "is_sorted": is_sorted,
        "descending": descending,
        "query": with_query(context, sort=wanted, page=None),
    }


@register.simple_tag(takes_context=True)
def with_query(context, **changes) -> str:
    """Give the present query string with some words changed, or left out when None: ?q=zs&page=2."""
    query = context["request"].GET.copy()
    for word, value in changes.items():
        query.pop(word, None)
        if value is not None and value != "":
            query[word] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def kept_query(context, *changing: str) -> list[tuple[str, str]]:
    """Give the words of the query string but some, for the hidden fields of a search form."""
    dropped = {*changing, "page"}
    return [(k, v) for k, values in context["request"].GET.lists() for v in values if k not in dropped]


@register.simple_tag(takes_context=True)
def block_again(context, name: str) -> str:
    """Print a block's text a second time, without markup: the page title is both <title> and h1."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    # The block's own output is already escaped; taking tags away adds nothing unsafe.
    return mark_safe(" ".join(strip_tags(block.render(context)).split()))  # noqa: S308
