"""The library: searching, contributing, reviewing, fetching."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from core.access import may, requires
from core.listing import listed
from core.refusals import Refused
from core.saving import done, saved
from core.uploads import send_upload
from growth.forms.resources import GRADES, BackForm, DetailsForm, ResourceForm, VersionForm
from growth.models import Resource, Version
from growth.refusals import in_words
from growth.selectors import resources as selectors
from growth.selectors.resources import Wanted
from growth.services import resources as services
from growth.settings import overseen_by, settings_of

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
SORTS = {"title": "title", "subject": ["subject", "grade", "unit"], "new": "pk", "fetched": "fetched"}


@requires(Permission.GROWTH_VIEW)
@require_safe
def resource_list(request):
    """?which all, mine, review; ?q words or pinyin; ?kind, ?subject, ?grade."""
    reviews = may(request, Permission.RESOURCE_REVIEW) or bool(overseen_by(request.user))
    offered = ["all", "mine", *(["review"] if reviews else [])]
    asked = {name: request.GET.get(name, "").strip() for name in ("which", "kind", "subject", "grade")}
    asked["which"] = asked["which"] if asked["which"] in offered else "all"
    wanted = Wanted(query=request.GET.get("q", "").strip(), **asked)
    page = listed(request, selectors.resources(request.user, wanted), sorts=SORTS, default="-new", per_page=25)
    context = {
        "page": page,
        "wanted": wanted,
        "offered": offered,
        "kinds": Resource.Kind.choices,
        "subjects": selectors.subjects_of(request.school),
        "grades": GRADES[1:],
    }
    return render(request, "growth/resource_list.html", context)


@requires(Permission.RESOURCE_SHARE)
@GET_OR_POST
def resource_add(request):
    """Give a new resource to colleagues: it waits for a reviewer."""
    options = {"settings": settings_of(request.school), "subjects": selectors.subjects_of(request.school)}
    form = ResourceForm(request.POST or None, request.FILES or None, **options)
    if resource := saved(
        request,
        form,
        in_words,
        services.contribute,
        school=request.school,
        typed=form.contributed,
        said=_("Uploaded. Colleagues see it when somebody has reviewed it."),
    ):
        return redirect("growth:resource_detail", resource.public_id)
    return render(request, "growth/resource_add.html", {"form": form})


@requires(Permission.GROWTH_VIEW)
@require_safe
def resource_detail(request, public_id):
    """One resource with the versions that the user may open."""
    return _detail(request, _visible(request, public_id))


def _detail(request, resource, *, back=None, newer=None):
    versions = list(resource.versions.visible_to(request.user).select_related("uploaded_by", "reviewed_by"))
    waiting = next((each for each in versions if each.state == Version.State.WAITING), None)
    is_author = resource.author_id == request.user.pk
    is_published = any(each.state == Version.State.PUBLISHED for each in versions)
    setting = next((each for each in settings_of(resource.school) if each.key == resource.setting), None)
    context = {
        "resource": resource,
        "versions": versions,
        "newest": next((each for each in versions if each.state == Version.State.PUBLISHED), None),
        "waiting": waiting if waiting and services.reviews(resource, request.user) else None,
        "may_renew": is_author and waiting is None,
        "may_edit": is_author and (waiting is not None or not is_published),
        "proposed": selectors.proposed_details(waiting) if waiting else [],
        "setting": setting,
        "fetched": resource.downloads.count(),
        "back_form": back or BackForm(),
        "newer_form": newer or VersionForm(),
    }
    return render(request, "growth/resource_detail.html", context)


@requires(Permission.RESOURCE_SHARE)
@GET_OR_POST
def resource_edit(request, public_id):
    """The author changes title, subject …: at once until something was published, later for the next review."""
    resource = _visible(request, public_id)
    if resource.author_id != request.user.pk:
        messages.error(request, in_words(Refused("not-author")))
        return redirect("growth:resource_detail", resource.public_id)
    waiting = resource.versions.filter(state=Version.State.WAITING).first()
    begins = waiting.details if waiting else {}
    form = DetailsForm(
        request.POST or None, instance=resource, initial=begins, subjects=selectors.subjects_of(request.school)
    )
    if form.is_valid():
        words = _("Saved. What colleagues see changes when somebody has reviewed it.")
        return _do(request, resource, services.change_details, words, resource=resource, **form.cleaned_data)
    return render(request, "growth/resource_edit.html", {"form": form, "resource": resource})


@requires(Permission.RESOURCE_SHARE)
@require_POST
def resource_renew(request, public_id):
    """The author brings a newer version; the old ones stay."""
    resource = _visible(request, public_id)
    form = VersionForm(request.POST, request.FILES)
    if not form.is_valid():
        return _detail(request, resource, newer=form)
    words = _("Uploaded. Until it is reviewed, colleagues see the version before.")
    return _do(request, resource, services.add_version, words, resource=resource, **form.cleaned_data)


@requires(Permission.RESOURCE_REVIEW)
@require_POST
def resourceversion_publish(request, public_id):
    """A reviewer lets colleagues open it."""
    version = _version(request, public_id)
    return _do(request, version.resource, services.publish, _("Published."), version=version)


@requires(Permission.RESOURCE_REVIEW)
@require_POST
def resourceversion_back(request, public_id):
    """A reviewer asks for changes."""
    version = _version(request, public_id)
    form = BackForm(request.POST)
    if not form.is_valid():
        return _detail(request, version.resource, back=form)
    return _do(request, version.resource, services.send_back, _("Sent back."), version=version, **form.cleaned_data)


@requires(Permission.GROWTH_VIEW)
@require_safe
def resourceversion_fetch(request, public_id):
    """Send the file, and count it."""
    version = _version(request, public_id)
    response = send_upload(version.file, name=f"{version.resource.title}-v{version.number}")
    services.count_download(resource=version.resource, by=request.user)
    return response


def _do(request, shown, service, words, **what):
    done(request, in_words, service, said=words, **what)
    return redirect("growth:resource_detail", shown.public_id)


def _visible(request, public_id) -> Resource:
    rows = Resource.objects.visible_to(request.user).select_related("school", "author")
    return get_object_or_404(rows, public_id=public_id)


def _version(request, public_id) -> Version:
    rows = Version.objects.visible_to(request.user).select_related("resource__school", "resource__author")
    return get_object_or_404(rows, public_id=public_id)
