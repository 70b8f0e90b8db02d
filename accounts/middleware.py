"""Per request: the school one works in."""

from schools.models import School


class SessionRulesMiddleware:
    """Placeholder order point for idle time-out and first-sign-in change of password."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)


class CurrentSchoolMiddleware:
    """Set `request.school`: the one chosen in the school switch, else the first; None for platform people."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.school = None
        if request.user.is_authenticated:
            request.school = _chosen_school(request)
        return self.get_response(request)


def _chosen_school(request):
    ids = request.user.school_ids()
    if not ids:
        return None
    chosen = request.session.get("school_id")
    return School.objects.select_related("district").get(pk=chosen if chosen in ids else ids[0])
