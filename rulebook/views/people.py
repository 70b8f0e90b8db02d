"""Who and what the documents mean here: people for roles, things that no register keeps."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from core.access import requires
from core.listing import listed, paged
from core.refusals import Refused
from rulebook.documents import loading
from rulebook.documents.schema import Document
from rulebook.forms.people import EndingForm, HolderForm, ThingForm
from rulebook.models import CountedThing, RoleHolder
from rulebook.nouns import thing
from rulebook.refusals.people import WORDS
from rulebook.selectors import holders, owed
from rulebook.selectors.estimates import estimate, kinds_of
from rulebook.services import naming, starting
from rulebook.views.documents import adoptions_here
from schools.selectors import current_term

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
MAY = (Permission.RULEBOOK_ADOPT, Permission.SCHOOL_SETUP)
AT_MOST = 12  # people shown in one search


@requires(*MAY)
@require_safe
def holder_list(request):
    """Every role of the documents in force, or of the one being adopted, with who is meant."""
    today = timezone.localdate()
    documents, asked = _documents(request)
    without_people = owed.without_people(request.school)
    if asked:
        without_people |= _would_have_nobody(request, asked, today)
    found = holders.places(request.school, documents, on=today, without_people=without_people)
    unkept = holders.kinds_without_register(kinds_of(documents))
    context = {"page": paged(request, found), "asked": asked, "has_things": bool(unkept), "has_documents": documents}
    return render(request, "rulebook/holder_list.html", context)


@requires(*MAY)
@GET_OR_POST
def holder_add(request, role):
    """Search somebody of the school and name them for a role from a day on."""
    if role not in loading.words("roles"):
        raise Http404
    today = timezone.localdate()
    words = request.GET.get("q", "").strip()[:40]
    people = holders.people_of(request.school, words, on=today)
    over = holders.places_held_over(request.school)
    form = HolderForm(request.POST or None, people=people, over=over)
    if form.is_valid():
        try:
            naming.name_holder(school=request.school, role=role, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("user", WORDS[refused.reason])
        else:
            _renew(request, form.cleaned_data["from_on"])
            messages.success(request, _("%(name)s is named.") % {"name": form.cleaned_data["user"]})
            return redirect("rulebook:holder_list")
    context = {
        "form": form,
        "role": role,
        "name": loading.words("roles")[role],
        "people": people[:AT_MOST],
        "more": max(0, people.count() - AT_MOST),
        "q": words,
    }
    return render(request, "rulebook/holder_add.html", context)


@requires(*MAY)
@GET_OR_POST
def holder_end(request, public_id):
    """Ask from when somebody is not meant any more."""
    holder = get_object_or_404(_here(request, RoleHolder.objects), public_id=public_id)
    form = EndingForm(request.POST or None)
    if _is_ended(request, form, naming.end_holder, holder=holder):
        return redirect("rulebook:holder_list")
    name = loading.words("roles").get(holder.role, holder.role)
    return render(request, "rulebook/holder_end.html", {"form": form, "holder": holder, "name": name})


@requires(*MAY)
@GET_OR_POST
def thing_list(request):
    """What the documents count and no register keeps; add one."""
    documents, _asked = _documents(request)
    kinds = holders.kinds_without_register(kinds_of(documents))
    form = ThingForm(request.POST or None, kinds=kinds)
    if form.is_valid():
        try:
            naming.add_thing(school=request.school, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("name", WORDS[refused.reason])
        else:
            _renew(request, form.cleaned_data["from_on"])
            messages.success(request, _("Entered: %(name)s") % {"name": form.cleaned_data["name"]})
            return redirect("rulebook:thing_list")
    found = holders.things_of(request.school, on=timezone.localdate())
    page = listed(request, found, sorts={"kind": ["kind", "name"], "name": "name"}, default="kind")
    rows = [(each, thing(each.kind)) for each in page]
    missing = [thing(kind) for kind in kinds if not found.filter(kind=kind).exists()]
    context = {"form": form, "page": page, "rows": rows, "kinds": kinds, "missing": missing}
    return render(request, "rulebook/thing_list.html", context)


@requires(*MAY)
@GET_OR_POST
def thing_end(request, public_id):
    """Ask from when a thing is no more."""
    found = get_object_or_404(_here(request, CountedThing.objects), public_id=public_id)
    form = EndingForm(request.POST or None)
    if _is_ended(request, form, naming.end_thing, thing=found):
        return redirect("rulebook:thing_list")
    return render(request, "rulebook/thing_end.html", {"form": form, "thing": found, "kind": thing(found.kind)})


def _here(request, rows):
    """Keep what the user sees, of the school one works in."""
    return rows.visible_to(request.user).filter(school=request.school)


def _is_ended(request, form: EndingForm, service, **what) -> bool:
    """End what is named where the form is good; a refusal stands at its field."""
    if not form.is_valid():
        return False
    try:
        service(on=form.cleaned_data["on"], by=request.user, **what)
    except Refused as refused:
        form.add_error("on", WORDS[refused.reason])
        return False
    _renew(request, form.cleaned_data["on"])
    messages.success(request, _("Ended."))
    return True


def _documents(request) -> tuple[list[Document], Document | None]:
    """Give the documents in force or to come, with the one being adopted first, and that one."""
    today = timezone.localdate()
    found = [a.text for a in adoptions_here(request) if a.to_on is None or a.to_on > today]
    asked = request.GET.get("document", "")
    if asked not in loading.IDS or any(document.id == asked for document in found):
        return found, None
    return [loading.document(asked), *found], loading.document(asked)


def _would_have_nobody(request, document: Document, today) -> dict[str, int]:
    term = current_term(request.school, request.session, today)
    shares = estimate(request.school, document, term, as_of=today).shares
    return {name: share.nobody for name, share in shares.items() if share.nobody}


def _renew(request, from_on) -> None:
    """Let the obligations follow; without a document in force there are none."""
    if adoptions_here(request):
        today = timezone.localdate()
        starting.renew(school=request.school, from_on=max(from_on, today), today=today)
