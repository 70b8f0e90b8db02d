"""The channels of a school, for whoever manages them: list, add, change, remove, try."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import Permission
from core.access import requires
from core.listing import listed
from core.refusals import Refused
from notices.forms.channels import FORM_OF
from notices.models import Channel, Delivery
from notices.refusals import WORDS
from notices.services import channels

PER_PAGE = 20
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
SORTS = {"name": ("kind", "name")}


@requires(Permission.CHANNEL_MANAGE)
@require_safe
def channel_list(request):
    """List the school's channels, with the way to each kind that can be added."""
    found = Channel.objects.visible_to(request.user).filter(school=request.school)
    page = listed(request, found.select_related("school"), sorts=SORTS, default="name", per_page=PER_PAGE)
    trouble = Delivery.objects.visible_to(request.user).filter(school=request.school).in_trouble().count()
    return render(request, "notices/channel_list.html", {"page": page, "kinds": Channel.Kind, "trouble": trouble})


@requires(Permission.CHANNEL_MANAGE)
@GET_OR_POST
def channel_add(request):
    """Add a channel of the kind that the address names: ?kind=email."""
    kind = request.GET.get("kind", Channel.Kind.EMAIL)
    if kind not in FORM_OF:
        raise Http404
    form = FORM_OF[kind](request.POST or None)
    if form.is_valid():
        fields = {"name": form.cleaned_data["name"], "settings": form.settings}
        try:
            channel = channels.add(school=request.school, kind=kind, **fields, by=request.user)
        except Refused as refused:
            form.add_error("name", WORDS[refused.reason])
        else:
            messages.success(request, _("Added. Now send a test to see that it works."))
            return redirect("notices:channel_test", channel.public_id)
    return render(request, "notices/channel_add.html", {"form": form, "kind": Channel.Kind(kind)})


@requires(Permission.CHANNEL_MANAGE)
@GET_OR_POST
def channel_edit(request, public_id):
    """Change a channel; secrets that are left empty stay."""
    channel = _channel(request, public_id)
    form = FORM_OF[channel.kind](request.POST or None, channel=channel)
    if form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("name", "is_on")}
        try:
            channels.change(channel=channel, settings=form.settings, **fields, by=request.user)
        except Refused as refused:
            form.add_error("name", WORDS[refused.reason])
        else:
            messages.success(request, _("Saved."))
            return redirect("notices:channel_list")
    return render(request, "notices/channel_edit.html", {"form": form, "channel": channel})


@requires(Permission.CHANNEL_MANAGE)
@GET_OR_POST
def channel_remove(request, public_id):
    """Remove a channel, after asking."""
    channel = _channel(request, public_id)
    if request.method == "POST":
        channels.remove(channel=channel, by=request.user)
        messages.success(request, _("Removed."))
        return redirect("notices:channel_list")
    return render(request, "notices/channel_remove.html", {"channel": channel})


@requires(Permission.CHANNEL_MANAGE)
@GET_OR_POST
@never_cache
@vary_on_headers("HX-Request")
def channel_test(request, public_id):
    """Send a test to oneself and show what became of it; the page asks again until it has ended."""
    channel = _channel(request, public_id)
    if request.method == "POST":
        try:
            channels.send_test(channel=channel, by=request.user)
        except Refused as refused:
            messages.error(request, WORDS[refused.reason])
        return redirect("notices:channel_test", channel.public_id)
    tests = channel.deliveries.visible_to(request.user).filter(purpose=Delivery.Purpose.TEST, recipient=request.user)
    template = "notices/_channel_test.html" if request.htmx else "notices/channel_test.html"
    return render(request, template, {"channel": channel, "latest": tests.order_by("-created_at").first()})


def _channel(request, public_id) -> Channel:
    return get_object_or_404(Channel.objects.visible_to(request.user), public_id=public_id)
