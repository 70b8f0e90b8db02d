"""What the shell around every page shows."""

from dashboards.shell import Shell


def shell(request):
    """Give the shell, which asks the database only for what a template prints."""
    return {"shell": Shell(request), "current_school": getattr(request, "school", None)}
