"""The quota board: one's own observations, and those of the groups or the school that one looks after."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from core.access import requires
from core.listing import paged
from observations.selectors import quotas
from observations.selectors.quota_facts import facts_behind
from rulebook.models import Obligation
from rulebook.selectors import why
from rulebook.selectors.duties import frame_for
from schools.selectors import current_term


@requires(Permission.OBSERVE)
@require_safe
def quota_board(request):
    """How far I am with my observations; for heads and leaders also everybody they look after, never as a ranking."""
    today = timezone.localdate()
    term = current_term(request.school, request.session, today)
    if term is None:
        return render(request, "observations/quota_board.html", {"term": None})
    found = quotas.quota_board(request.school, term, user=request.user, today=today)
    wanted = {"text": request.GET.get("q", ""), "group": request.GET.get("group", "")}
    is_behind = request.GET.get("behind") == "1"
    shown, sort = quotas.ordered(
        quotas.narrowed(found.all, behind=is_behind, **wanted), request.GET.get("sort", "group")
    )
    page = paged(request, shown)
    page.sort, page.is_descending = sort.removeprefix("-"), sort.startswith("-")
    context = {
        "term": term,
        "today": today,
        "found": found,
        "page": page,
        "sums": quotas.sums_by_group(found.all),
        "is_grouped": page.sort == "group",
        "is_behind": is_behind,
        "total": quotas.sums(found.all),
        "wanted": wanted,
    }
    return render(request, "observations/quota_board.html", context)


@requires(Permission.OBSERVE)
@require_safe
def quota_show(request, public_id):
    """One person's quota: the rule, how it stands week by week or for the term, and every lesson behind it."""
    today = timezone.localdate()
    owed = Obligation.objects.live().visible_to(request.user).filter(requirement__in=quotas.quota_ids())
    obligation = get_object_or_404(owed.select_related("school", "term"), public_id=public_id)
    line = why.lines_for([obligation], today=today)[0]
    frame = frame_for(obligation.school, obligation.term, today=today)
    facts = facts_behind(obligation, line, user=request.user)
    context = {
        "quota": quotas.quotas_of(obligation.school, [line], frame, today)[0],
        "line": line,
        "obligation": obligation,
        "today": today,
        "articles": why.articles_of(line),
        "page": paged(request, facts.counting, per_page=50),
        "waiting": facts.waiting,
        "is_own": request.user.pk in line.bearers,
    }
    return render(request, "observations/quota_show.html", context)
