"""Every address of the portal with its view and its access mark, read from the resolver."""

from dataclasses import dataclass

from django.urls import URLPattern, get_resolver
from django.urls.converters import IntConverter, UUIDConverter


@dataclass(frozen=True)
class Address:
    """One address: its route as written, its full name, its view's mark (None when it has none)."""

    route: str
    name: str
    mark: object
    arguments: tuple[str, ...]
    names_record: bool


def every_address() -> list[Address]:
    """Give all addresses in the order in which they are tried."""
    return list(_walk(get_resolver().url_patterns, route="/", space=""))


def _walk(patterns, *, route: str, space: str):
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield _address(pattern, route=here, space=space)
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, route=here, space=inner)


def _address(pattern: URLPattern, *, route: str, space: str) -> Address:
    converters = pattern.pattern.converters
    return Address(
        route=route,
        name=f"{space}{pattern.name}",
        mark=getattr(pattern.callback, "access_mark", None),
        arguments=tuple(converters),
        names_record=any(isinstance(c, UUIDConverter | IntConverter) for c in converters.values()),
    )
