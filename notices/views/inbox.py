"""The inbox: read, open, mark as read."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import signed_in
from core.listing import listed
from notices import services
from notices.models import Notice
from notices.selectors import unread_count

PER_PAGE = 20


@signed_in
@require_safe
def inbox(request):
    """Show the user's messages, newest first; `?unread=1` keeps those not opened."""
    only_unread = request.GET.get("unread") == "1"
    notices = Notice.objects.visible_to(request.user).select_related("school")
    if only_unread:
        notices = notices.unread()
    page = listed(request, notices, sorts={"sent": "created_at"}, default="-sent", per_page=PER_PAGE)
    context = {"page": page, "only_unread": only_unread, "unread": unread_count(request.user)}
    return render(request, "notices/inbox.html", context)


@signed_in
@require_POST
def notice_open(request, public_id):
    """Mark a message as read and go where it points."""
    notice = _of_user(request, public_id)
    services.mark_read(notice=notice)
    return redirect(notice.url if services.is_local(notice.url) else "notices:inbox")


@signed_in
@require_POST
def notice_read(request, public_id):
    """Mark one message as read."""
    services.mark_read(notice=_of_user(request, public_id))
    return redirect("notices:inbox")


@signed_in
@require_POST
def notice_read_all(request):
    """Mark the whole inbox as read."""
    services.mark_all_read(user=request.user)
    messages.success(request, _("All messages are marked as read."))
    return redirect("notices:inbox")


def _of_user(request, public_id) -> Notice:
    return get_object_or_404(Notice.objects.visible_to(request.user), public_id=public_id)
