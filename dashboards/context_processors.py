"""What the shell around every page shows."""


def shell(request):
    """Give the school one works in."""
    return {"current_school": getattr(request, "school", None)}
