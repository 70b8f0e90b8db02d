"""What the school keeps and why, and what a family agrees to (L-01)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from core.access import requires
from families.forms import ConsentForm, answer_name
from families.models import Consent, PrivacyContact
from families.rules import NOTICE_VERSION
from families.selectors import Question, children_of, unanswered
from families.selectors.children import decisions, family_of
from families.services import consents
from families.views.children import visible_child
from schools.models import School

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.FAMILY, anywhere=True)
@require_safe
def notice(request):
    """The notice on children's data, with the person in charge at each of the children's schools."""
    schools = School.objects.visible_to(request.user).filter(pk__in=children_of(request.user).values("school"))
    contacts = {contact.school_id: contact for contact in PrivacyContact.objects.visible_to(request.user)}
    return render(
        request,
        "families/notice.html",
        {
            "contacts": [(school, contacts.get(school.pk)) for school in schools],
            "questions": unanswered(request.user),
            "version": NOTICE_VERSION,
        },
    )


@requires(Permission.FAMILY, anywhere=True)
@GET_OR_POST
def consent_ask(request):
    """Ask what is not answered yet, or not since the notice changed, for all of the children."""
    questions = unanswered(request.user)
    if not questions:
        return redirect("families:child_welcome")
    return _ask(request, questions, is_first=True)


@requires(Permission.FAMILY, anywhere=True)
@GET_OR_POST
def child_consents(request, public_id):
    """Change what was agreed to for one child; withdrawing shows first what would end."""
    student = visible_child(request, public_id)
    guardian = family_of(student, request.user).own.guardian
    return _ask(request, [Question(student, guardian, list(Consent.Purpose))], is_first=False)


def _ask(request, questions, *, is_first):
    form = ConsentForm(request.POST or None, questions=questions, initial={} if is_first else _present(questions))
    if not form.is_valid():
        return render(request, "families/consent_ask.html", {"form": form, "is_first": is_first})
    if "confirmed" not in request.POST:
        answers = [{"student": q.student, "guardian": q.guardian, "purposes": a} for q, a in form.answers()]
        ends = [(each["student"], consents.foretell(**each)) for each in answers]
        if any(words for _student, words in ends) or any(consents.withdraws(**each) for each in answers):
            ends = [(student, words) for student, words in ends if words]
            return render(request, "families/consent_confirm.html", {"form": form, "ends": ends})
    for question, answers in form.answers():
        consents.decide(student=question.student, guardian=question.guardian, purposes=answers, by=request.user)
    messages.success(request, _("Saved. You can change this at any time on your child's page."))
    return (
        redirect("families:child_welcome")
        if is_first
        else redirect("families:child_detail", question.student.public_id)
    )


def _present(questions):
    """What the guardian has answered so far, for the form of one child."""
    (question,) = questions
    return {
        answer_name(question, each.purpose): "yes" if each.own.state == Consent.State.GIVEN else "no"
        for each in decisions(question.student, question.guardian)
        if each.own
    }
