"""Lists that look alike: sorted by a word in the address, cut into pages."""

from collections.abc import Mapping, Sequence

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


def listed(
    request,
    queryset: QuerySet,
    *,
    sorts: Mapping[str, str | Sequence[str]],
    default: str,
    per_page: int = 50,
) -> Page:
    """Give the page that the address asks for: ?sort=name or ?sort=-name, ?page=3.

    `sorts` maps the words of the address to one or several order_by fields; an unknown word gives the
    default order, a page out of range the nearest one. The page carries `sort` and `is_descending` for
    the headers. Rows that are equal in the order keep a stable place by their key.
    """
    asked = request.GET.get("sort", "")
    word = asked if asked.removeprefix("-") in sorts else default
    name, descending = word.removeprefix("-"), word.startswith("-")
    fields = sorts[name]
    fields = [fields] if isinstance(fields, str) else list(fields)
    order = [_reversed(f) if descending else f for f in fields]

    page = paged(request, queryset.order_by(*order, "pk"), per_page=per_page)
    page.sort, page.is_descending = name, descending
    return page


def paged(request, rows: QuerySet | Sequence, *, per_page: int = 50) -> Page:
    """Give the page of ?page=3, with `numbers` for the links to the others."""
    page = Paginator(rows, per_page).get_page(request.GET.get("page"))
    page.numbers = list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    return page


def _reversed(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"
