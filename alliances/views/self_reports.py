"""Self-inspection reports: the list with what is asked, one report, writing in it, handing in, the office's answer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from alliances.forms.reports import AnswerForm, WordsForm
from alliances.models import Membership, ReportSection, SelfReport
from alliances.refusals.reports import WORDS, in_words
from alliances.sections import title_of
from alliances.selectors import self_reports as selectors
from alliances.services import self_reports as services
from core.access import requires
from core.listing import paged
from core.refusals import Refused
from core.saving import done, saved

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
LIST = "alliances:selfreport_list"


@requires(Permission.ALLIANCE_SCHOOL, Permission.ALLIANCE_RUN)
@require_safe
def selfreport_list(request):
    """What the own school owes and has written; for the office what all schools of its alliances have handed in."""
    today = timezone.localdate()
    tab = "office" if request.GET.get("tab") == "office" else "own"
    members = Membership.objects.accepted().select_related("school", "alliance__seat")
    own = members.spoken_for_by(request.user).filter(school=request.school)
    collected = members.run_by(request.user)
    has_office = collected.exists()
    asked = selectors.asked_of(collected if tab == "office" and has_office else own, today)
    if only_overdue := request.GET.get("show") == "overdue":
        asked = [each for each in asked if each.is_overdue]
    context = {
        "page": paged(request, asked),
        "tab": tab if has_office else "own",
        "has_office": has_office,
        "only_overdue": only_overdue,
    }
    return render(request, "alliances/selfreport_list.html", context)


@requires(Permission.ALLIANCE_SCHOOL)
@require_POST
def selfreport_begin(request, public_id):
    """Begin the report of a month, or open the one that is begun."""
    members = Membership.objects.spoken_for_by(request.user).select_related("alliance__seat", "school")
    membership = get_object_or_404(members, public_id=public_id)
    year, _dash, month = request.POST.get("month", "").partition("-")
    if not (year.isdecimal() and month.isdecimal()):
        messages.error(request, WORDS["not-asked"])
        return redirect(LIST)
    try:
        report = services.begin(membership=membership, year=int(year), month=int(month), by=request.user)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
        return redirect(LIST)
    return redirect("alliances:selfreport_detail", report.public_id)


@requires(Permission.ALLIANCE_SCHOOL, Permission.ALLIANCE_RUN)
@require_safe
def selfreport_detail(request, public_id):
    """One report: each section's figures and words, what happened to it, and what can be done now."""
    return _detail(request, _visible(request, public_id))


def _detail(request, report: SelfReport, form: AnswerForm | None = None):
    may_write = SelfReport.objects.written_by(request.user).filter(pk=report.pk).exists()
    may_answer = SelfReport.objects.collected_by(request.user).filter(pk=report.pk).exists()
    context = {
        "report": report,
        "sections": selectors.written(report, timezone.localdate()),
        "period": selectors.period_words(report),
        "steps": report.steps.select_related("by"),
        "may_write": may_write and report.is_open,
        "form": form or (AnswerForm(report=report) if may_answer and not report.is_open else None),
    }
    return render(request, "alliances/selfreport_detail.html", context)


@requires(Permission.ALLIANCE_SCHOOL)
@GET_OR_POST
def reportsection_edit(request, public_id):
    """Write the school's words in a section; when somebody saved meanwhile, both texts stand side by side."""
    sections = ReportSection.objects.written_by(request.user).select_related("report__membership__school", "saved_by")
    section = get_object_or_404(sections, public_id=public_id)
    report = section.report
    if not report.is_open and request.method != "POST":
        messages.error(request, WORDS["closed"])
        return redirect("alliances:selfreport_detail", report.public_id)
    form = WordsForm(request.POST or None, initial={"words": section.words, "revision": section.revision})
    other = None
    if form.is_valid():
        try:
            services.save_words(section=section, by=request.user, **form.cleaned_data)
        except Refused as refused:
            newest = sections.get(pk=section.pk)
            other, form = newest if newest.saved_by else None, _on_top_of_the_newest(form, newest, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("alliances:selfreport_detail", report.public_id)
    context = {"form": form, "section": section, "report": report, "title": title_of(section.name), "other": other}
    return render(request, "alliances/reportsection_edit.html", context)


def _on_top_of_the_newest(form: WordsForm, newest: ReportSection, refused: Refused) -> WordsForm:
    """Keep what was typed, on top of what is stored now: saving once more is a decision then, not an accident."""
    again = WordsForm({"words": form.data["words"], "revision": newest.revision})
    again.is_valid()
    again.add_error(None, WORDS[refused.reason])
    return again


@requires(Permission.ALLIANCE_SCHOOL)
@GET_OR_POST
def selfreport_submit(request, public_id):
    """Ask, then hand the report in to the office."""
    report = get_object_or_404(_rows(SelfReport.objects.written_by(request.user)), public_id=public_id)
    if request.method == "POST":
        done(request, in_words, services.submit, report=report, said=_("Handed in; the alliance office has been told."))
        return redirect("alliances:selfreport_detail", report.public_id)
    return render(request, "alliances/selfreport_submit.html", {"report": report})


@requires(Permission.ALLIANCE_RUN)
@require_POST
def selfreport_answer(request, public_id):
    """Comment, return, accept or archive a report that a school has handed in."""
    report = get_object_or_404(_rows(SelfReport.objects.collected_by(request.user)), public_id=public_id)
    form = AnswerForm(request.POST, report=report)
    if not saved(request, form, in_words, services.answer, report=report, said=_("Done.")):
        return _detail(request, report, form)
    if not SelfReport.objects.visible_to(request.user).filter(pk=report.pk).exists():
        return redirect(LIST)
    return redirect("alliances:selfreport_detail", report.public_id)


def _visible(request, public_id) -> SelfReport:
    return get_object_or_404(_rows(SelfReport.objects.visible_to(request.user)), public_id=public_id)


def _rows(reports):
    return reports.select_related("membership__school", "alliance__seat", "submitted_by", "opened_by")
