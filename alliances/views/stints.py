"""Stints: applying, deciding, beginning and returning, the host's records, the certificate (G5.3.5)."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from alliances import certificates
from alliances.forms.exchange import (
    AssessmentForm,
    DayForm,
    NoteForm,
    SchoolApprovalForm,
    StintForm,
    TrainingForm,
    WhyNotForm,
)
from alliances.models import Alliance, Membership, Stint
from alliances.refusals.exchange import field_of, in_words
from alliances.selectors.stint import dossier
from alliances.services import exchange_records, exchanging
from core.access import requires
from core.dates import school_year
from core.listing import listed
from core.saving import done, saved

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
SORTS = {"name": "person__name", "from": "from_on", "state": "state"}
LISTS = ("mine", "waiting", "all")
ENTERERS = (Permission.ALLIANCE_SCHOOL,)


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def stint_list(request):
    """?which: the own ones, those that wait for the user's decision, all that the user sees."""
    rows = Stint.objects.visible_to(request.user)
    which = request.GET.get("which") if request.GET.get("which") in LISTS else "mine"
    if which == "mine":
        rows = rows.filter(person=request.user)
    elif which == "waiting":
        rows = rows.waiting_for(request.user)
    page = listed(request, rows.for_listing(), sorts=SORTS, default="-from")
    alliances = Alliance.objects.visible_to(request.user).founded_on(timezone.localdate())
    return render(request, "alliances/stint_list.html", {"page": page, "which": which, "alliances": alliances})


@requires(Permission.ALLIANCE_VIEW)
@GET_OR_POST
def exchange_ask(request, public_id):
    """Apply for a stint of one's own, from the school one works in."""
    alliance = get_object_or_404(Alliance.objects.visible_to(request.user), public_id=public_id)
    hosts = Membership.objects.current().filter(alliance=alliance).exclude(school=request.school)
    form = StintForm(request.POST or None, hosts=hosts.select_related("school"), initial=_next_year())
    if stint := saved(
        request,
        form,
        in_words,
        exchanging.ask,
        alliance=alliance,
        home=request.school,
        typed=form.asked,
        said=_("Sent to your principal. You get a message when it is decided."),
        at=lambda refused: field_of(refused, form),
    ):
        return redirect("alliances:stint_detail", stint.public_id)
    return render(request, "alliances/exchange_ask.html", {"alliance": alliance, "form": form})


def _next_year() -> dict:
    year = school_year(timezone.localdate()) + 1
    return {"from_on": date(year, 9, 1), "last_on": date(year + 1, 7, 10)}


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def stint_detail(request, public_id):
    """One stint: where it stands, what was served, and what the reader can do next."""
    stint = _visible(request, public_id)
    return _detail(request, stint)


def _detail(request, stint, **forms):
    user, state = request.user, stint.state
    acts_for = set(user.schools_with(Permission.ALLIANCE_SCHOOL)) if user != stint.person else set()
    runs = user != stint.person and Alliance.objects.run_by(user).filter(pk=stint.alliance_id).exists()
    decides = Stint.objects.of_home_of(user).filter(pk=stint.pk).exists()
    context = {
        "stint": stint,
        "dossier": dossier(stint, timezone.localdate()),
        "steps": stint.steps.select_related("by"),
        "trainings": stint.trainings.select_related("by"),
        "may_approve_at_home": decides and state == "asked",
        "may_approve": runs and state == "school_approved",
        "may_refuse": (decides and state == "asked") or (runs and state in ("school_approved", "approved")),
        "may_withdraw": user == stint.person and stint.is_open,
        "may_begin": state == "approved" and bool(acts_for & {stint.home_id, stint.host_id}),
        "may_return": state == "under_way" and stint.home_id in acts_for,
        "may_certify": runs and state == "returned",
        "is_host": stint.has_begun and stint.host_id in acts_for,
        "may_add_training": stint.has_begun and bool(acts_for & {stint.home_id, stint.host_id}),
        "approval": SchoolApprovalForm(initial={"backbone": stint.backbone}),
        "refusal": WhyNotForm(),
        "beginning": DayForm(initial={"on": stint.from_on}, prefix="begin"),
        "returning": DayForm(initial={"on": min(stint.last_on, timezone.localdate())}, prefix="return"),
    }
    return render(request, "alliances/stint_detail.html", context | forms)


@requires(Permission.ALLIANCE_JOIN, Permission.ALLIANCE_SCHOOL)
@require_POST
def stint_school_approve(request, public_id):
    """The principal of the home school, of the own application a deputy, approves and says whether it is a backbone
    teacher."""
    form = SchoolApprovalForm(request.POST)
    backbone = form.cleaned_data["backbone"] if form.is_valid() else ""
    return _do(
        request, public_id, exchanging.approve_for_school, _("Approved; the alliance decides now."), backbone=backbone
    )


@requires(Permission.ALLIANCE_RUN)
@require_POST
def stint_approve(request, public_id):
    """The alliance's office approves."""
    return _do(request, public_id, exchanging.approve_for_alliance, _("Approved."))


@requires(Permission.ALLIANCE_JOIN, Permission.ALLIANCE_RUN)
@require_POST
def stint_refuse(request, public_id):
    """The home school, later the office, refuses, with the reason."""
    form = WhyNotForm(request.POST)
    if not form.is_valid():
        return _detail(request, _visible(request, public_id), refusal=form)
    return _do(
        request, public_id, exchanging.refuse, pgettext("a staff exchange", "Refused."), why=form.cleaned_data["why"]
    )


@requires(Permission.ALLIANCE_VIEW)
@require_POST
def stint_withdraw(request, public_id):
    """Who applied takes it back."""
    return _do(request, public_id, exchanging.withdraw, _("Withdrawn."))


@requires(*ENTERERS)
@require_POST
def stint_begin(request, public_id):
    """Either school says that the person has begun."""
    return _on_a_day(
        request, public_id, exchanging.begin, "beginning", "begin", "on", _("Entered: the exchange is under way.")
    )


@requires(*ENTERERS)
@require_POST
def stint_return(request, public_id):
    """The home school says that the person is back."""
    return _on_a_day(
        request, public_id, exchanging.end, "returning", "return", "last_on", _("Entered: back at the home school.")
    )


def _on_a_day(request, public_id, service, form_name, prefix, field, words):
    """Do what needs a day; what is wrong with the day is said at its field."""
    stint = _visible(request, public_id)
    form = DayForm(request.POST, prefix=prefix)
    if saved(
        request,
        form,
        in_words,
        service,
        stint=stint,
        typed=lambda: {field: form.cleaned_data["on"]},
        said=words,
        at="on",
    ):
        return redirect("alliances:stint_detail", stint.public_id)
    return _detail(request, stint, **{form_name: form})


@requires(Permission.ALLIANCE_RUN)
@require_POST
def stint_certify(request, public_id):
    """The office certifies the time."""
    return _do(request, public_id, exchanging.certify, _("Certified. The certificate can be printed."))


def _do(request, public_id, service, words, **more):
    stint = _visible(request, public_id)
    done(request, in_words, service, stint=stint, said=words, **more)
    return redirect("alliances:stint_detail", stint.public_id)


@requires(*ENTERERS)
@GET_OR_POST
def stint_note(request, public_id):
    """The host school's note of a month."""
    stint = _visible(request, public_id)
    form = NoteForm(request.POST or None, stint=stint)
    return _entered(request, stint, form, exchange_records.note, _("Monthly note"))


@requires(*ENTERERS)
@GET_OR_POST
def stint_assess(request, public_id):
    """The host school's assessment of a term."""
    stint = _visible(request, public_id)
    form = AssessmentForm(request.POST or None, stint=stint)
    return _entered(request, stint, form, exchange_records.assess, _("Assessment at the end of the term"))


@requires(*ENTERERS)
@GET_OR_POST
def stint_training(request, public_id):
    """A training or study visit outside."""
    stint = _visible(request, public_id)
    form = TrainingForm(request.POST or None)
    return _entered(request, stint, form, exchange_records.add_training, _("Training outside"))


def _entered(request, stint, form, service, title):
    if saved(
        request, form, in_words, service, stint=stint, said=_("Entered."), at=lambda refused: field_of(refused, form)
    ):
        return redirect("alliances:stint_detail", stint.public_id)
    return render(request, "alliances/stint_entry.html", {"stint": stint, "form": form, "entry": title})


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def stint_certificate(request, public_id):
    """The certificate to print; before the time is certified, what is missing (R-14)."""
    stint = _visible(request, public_id)
    found, seals = dossier(stint, timezone.localdate()), [stint.home.name, stint.host.name, stint.alliance.name]
    return render(request, "alliances/stint_certificate.html", {"stint": stint, "dossier": found, "seals": seals})


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def stint_word(request, public_id):
    """The certificate as a Word file; before the time is certified, back to the stint."""
    stint = _visible(request, public_id)
    if stint.state != Stint.State.CERTIFIED:
        messages.error(request, _("The office certifies the time after the return."))
        return redirect("alliances:stint_detail", stint.public_id)
    data = certificates.word(stint, dossier(stint, timezone.localdate()).served)
    response = HttpResponse(data, content_type=certificates.DOCX)
    response["Content-Disposition"] = f'attachment; filename="exchange-{stint.from_on:%Y%m%d}.docx"'
    return response


def _visible(request, public_id) -> Stint:
    return get_object_or_404(Stint.objects.visible_to(request.user).for_listing(), public_id=public_id)
