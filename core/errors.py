"""Error pages in human words; each tells what happened and what to do next."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from core.access import public


@public
def csrf_failure(request, reason=""):
    """The form was stale or came from elsewhere."""
    return render(request, "errors/csrf.html", status=403)


@public
def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


@public
def not_found(request, exception=None):
    return render(request, "404.html", status=404)


@public
def broken(request):
    """Something failed, perhaps the database: this page asks nothing of it, nor of the session."""
    return HttpResponse(render_to_string("500.html"), status=500)
