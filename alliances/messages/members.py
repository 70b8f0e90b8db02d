"""What principals and the office of an alliance are told: schools asked, joined, gone; no person, no pupil."""

from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Post, User
from accounts.roles import Role
from alliances.models import Alliance, Membership, Plan
from alliances.selectors.bodies import running_seats
from notices.services import send
from schools.models import School


def tell_principals(school: School, letter: dict) -> None:
    """Tell whoever leads the school today."""
    people = User.objects.filter(pk__in=_holders(school, Role.PRINCIPAL))
    send(recipients=people, school=school, **letter)


def tell_runners(alliance: Alliance, letter: dict, *, but: User) -> None:
    """Tell who runs the alliance, except who did it."""
    people = {pk for seat in running_seats(alliance) for pk in seat.holders} - {but.pk}
    send(recipients=User.objects.filter(pk__in=people), school=alliance.seat, **letter)


def asked(membership: Membership) -> dict:
    """To the principal: the school is asked to join."""
    address = reverse("alliances:member_answer", args=[membership.public_id])
    return _about(membership, _("Your school is asked to join: {alliance}"), "asked", url=address)


def joined(membership: Membership) -> dict:
    return _about(membership, _("{school} has joined: {alliance}"), "joined")


def declined(membership: Membership) -> dict:
    return _about(membership, _("{school} does not join: {alliance}"), "declined", body=membership.left_why)


def left(membership: Membership) -> dict:
    return _about(membership, _("{school} leaves: {alliance}"), "left", body=membership.left_why)


def took_over(membership: Membership) -> dict:
    """To the principal: the office of the alliance is at the own school now."""
    day = timezone.localdate()
    return _about(membership, _("The office of the alliance is at your school now: {alliance}"), f"office-{day}")


def ended(membership: Membership) -> dict:
    return _about(membership, _("The alliance ends: {alliance}"), "ended")


def _about(membership: Membership, subject, matter: str, *, body="", url="") -> dict:
    alliance = membership.alliance
    return {
        "subject": format_lazy(subject, alliance=alliance.name, school=membership.school.name),
        "body": body,
        "url": url or reverse("alliances:alliance_detail", args=[alliance.public_id]),
        "dedupe": f"alliance-member-{membership.public_id}-{matter}",
    }


def _holders(school: School, role: str) -> list[int]:
    posts = Post.objects.held_on(timezone.localdate()).filter(school=school, role=role)
    return list(posts.values_list("user", flat=True))


def plan_to_confirm(plan: Plan) -> dict:
    """To the principal of each member: the joint plan waits for the school's yes (G5.0.2)."""
    return {
        "subject": format_lazy(_("Please confirm for your school: {plan}"), plan=plan.title),
        "body": "",
        "url": reverse("alliances:allianceplan_detail", args=[plan.public_id]),
        "dedupe": f"alliance-plan-{plan.public_id}",
    }
