"""What one owes oneself, and one obligation with everything behind it."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from core.access import requires, signed_in
from core.listing import paged
from rulebook import explaining, kinds
from rulebook.models import Adoption, Obligation, Waiver
from rulebook.selectors import why
from rulebook.selectors.duties import Section, duties_of, frame_for
from rulebook.selectors.names import names_of

OPEN = (Section.LATE, Section.WEEK, Section.MONTH, Section.TERM)
TABS = {"": OPEN, **{section.value: (section,) for section in Section}}


@signed_in
@require_safe
def obligation_mine(request):
    """What I owe at all my schools: late first, then this week, this month, this term."""
    duties = duties_of(request.user, today=timezone.localdate())
    tab = request.GET.get("when", "")
    tab = tab if tab in TABS else ""
    counts = duties.counts()
    context = {
        "page": paged(request, duties.within(*TABS[tab]), per_page=30),
        "tab": tab,
        "counts": {section.value: number for section, number in counts.items()},
        "open_count": sum(counts[section] for section in OPEN),
        "has_any": bool(duties.blocks),
        "has_documents": bool(duties.blocks) or _has_documents(request.user),
        "several_schools": len({block.school.pk for block in duties.blocks}) > 1,
        "today": timezone.localdate(),
    }
    return render(request, "rulebook/obligation_mine.html", context)


def _has_documents(user) -> bool:
    return Adoption.objects.visible_to(user).in_force_on(timezone.localdate()).exists()


@requires(Permission.RULEBOOK_VIEW, anywhere=True)
@require_safe
def obligation_show(request, public_id):
    """One obligation and why it is as it is: article, numbers, formula, records, waivers, history."""
    user, today = request.user, timezone.localdate()
    owed = Obligation.objects.visible_to(user).select_related("adoption", "school", "term")
    obligation = get_object_or_404(owed, public_id=public_id)
    line = why.lines_for([obligation], today=today)[0]
    page = paged(request, line.standing.records[::-1], per_page=20)
    changes = why.changes_of(obligation)
    waivers = list(Waiver.objects.visible_to(user).filter(obligation=obligation).select_related("given_by", "ended_by"))
    kind = kinds.evidence_kind(line.requirement.evidence)
    context = {
        "obligation": obligation,
        "line": line,
        "today": today,
        "names": names_of({*line.bearers, *obligation.counted_by, *(u for change in changes for u in change.bearers)}),
        "articles": why.articles_of(line),
        "numbers": why.numbers_of(line),
        "version": why.version_of(obligation, user=user),
        "steps": explaining.sentences(line, frame_for(obligation.school, obligation.term, today=today), today),
        "page": page,
        "records": why.records_of(page.object_list, user=user),
        "waivers": waivers,
        "changes": changes,
        "list_page": kind.list_page() if kind else "",
        "may_attest": kind is None and Obligation.objects.live().attestable_by(user).filter(pk=obligation.pk).exists(),
        "may_waive": Obligation.objects.live().waivable_by(user).filter(pk=obligation.pk).exists()
        and user.pk not in line.bearers,
    }
    return render(request, "rulebook/obligation_show.html", context)
