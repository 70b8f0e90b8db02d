"""Where a form leads back to: the page one came from, when it is one of ours."""

from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request, otherwise: str) -> str:
    """Give the address in `next`, or another when it leads elsewhere."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else otherwise
