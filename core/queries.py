"""What an address asks for, made fit for the database."""


class NoNulMiddleware:
    """Drop NUL from what an address asks for: nobody can type it, and PostgreSQL keeps no text that holds it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "")
        return self.get_response(request)
