"""The first page of parents, parent leaders, presidents of societies and grade committees."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Permission
from accounts.roles import Scope
from communities.selectors.duties import next_duties
from dashboards.selectors import care, family
from dashboards.shell import Shell

NEXT_DUTIES = 4


def family_home(request):
    """Show three buttons, what waits for an answer, the next duties, the children, and what is new.

    A parent's page takes at most eight statements, the shell's included.
    """
    user, today = request.user, timezone.localdate()
    duties = next_duties(user, NEXT_DUTIES)
    news, unread = family.latest_news(user)
    links = family.own_links(user)
    groups = family.own_groups(links)
    presides = bool(user.scopes_with(Permission.COMMUNITY_FORM, Scope.SOCIETY))
    leads = presides or any(group.is_leader and group.guardian_id for group in groups)
    shell = Shell(request)
    shell.unread = unread  # known already
    return render(
        request,
        "dashboards/family.html",
        {
            "shell": shell,
            "today_duty": next((duty for duty in duties if duty.slot.on == today), None),
            "duties": duties,
            "waiting": family.waiting_for(user, links, today),
            "groups": groups,
            "group_url": _group_url(groups),
            "children": list({link.student: None for link in links if not link.is_barred}),
            "news": news,
            "cared_for": care.cared_for(user, today) if leads else [],
            "societies": care.societies_led(user) if presides else [],
            "grade_communities": care.grade_communities(user),
        },
    )


def _group_url(groups) -> str:
    """Give the way to the own group: the one, or the invitations while there is none or there are several."""
    communities = {group.community.public_id for group in groups}
    if len(communities) == 1:
        return reverse("communities:community_detail", args=communities)
    return reverse("communities:invitation_list")
