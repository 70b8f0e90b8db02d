"""Notices about communities and who is in them. Names of pupils reach their own guardians and the leaders only."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Membership
from communities.rules import Finding
from communities.words import label_of


def proposed(membership: Membership) -> dict:
    """Invite the guardians of a pupil, a parent or an adviser."""
    if membership.student_id:
        subject = format_lazy(
            _("{child} is invited to the growth community “{community}”"), **_names(membership, "child")
        )
    elif membership.guardian_id:
        subject = format_lazy(_("You are invited to help in the growth community “{community}”"), **_names(membership))
    else:
        subject = format_lazy(_("You are asked to advise the growth community “{community}”"), **_names(membership))
    return {
        "subject": subject,
        "body": _("Please look at it and answer: agree, or not now. Nobody asks for a reason."),
        "url": reverse("communities:invitation_list"),
        "school": membership.community.school,
    }


def answered_for_child(membership: Membership, *, by) -> dict:
    """Tell the other guardian of a child that one of them has answered."""
    agreed = membership.state != Membership.State.DECLINED
    words = (
        _("{person} has agreed that {child} joins “{community}”")
        if agreed
        else _("{person} has answered “not now” for {child} and “{community}”")
    )
    return {
        "subject": format_lazy(words, person=by.name, **_names(membership, "child")),
        "body": _("If you see it otherwise, talk to each other; you can take the child out at any time.")
        if agreed
        else "",
        "url": reverse("communities:invitation_list"),
        "school": membership.community.school,
    }


def joined(membership: Membership) -> dict:
    """Tell the leaders of an approved community that somebody has joined."""
    return _about(membership.community, _("{person} has joined “{community}”"), person=str(membership.person))


def left(membership: Membership) -> dict:
    """Tell the leaders that somebody has left; future duties are free again."""
    notice = _about(membership.community, _("{person} has left “{community}”"), person=str(membership.person))
    return notice | {"body": _("Coming duties of whoever left are free again. Please look at the rota.")}


def child_left(membership: Membership) -> dict:
    """Tell the other guardians of a child that has left."""
    notice = _about(membership.community, _("{person} has left “{community}”"), person=str(membership.person))
    return notice | {
        "body": _("Where no other child of yours is in the community, your own coming duties there end too."),
        "url": reverse("communities:invitation_list"),
    }


def approved(community: Community) -> dict:
    return _about(community, _("The growth community “{community}” has been approved"))


def dissolved(community: Community) -> dict:
    notice = _about(community, _("The growth community “{community}” has been dissolved"))
    return notice | {"body": _("All its coming duties are cancelled."), "url": ""}


def outside_rules(community: Community, finding: Finding) -> dict:
    """N-04: tell the president and the school that an approved community breaks a limit."""
    notice = _about(community, _("“{community}” is outside the rules: {what}"), what=label_of(finding))
    return notice | {"body": format_lazy(_("Article {article}"), article=finding.article)}


def _about(community, words, **values) -> dict:
    return {
        "subject": format_lazy(words, community=community.name, **values),
        "url": reverse("communities:community_detail", args=[community.public_id]),
        "school": community.school,
    }


def _names(membership, *wanted) -> dict:
    names = {"community": membership.community.name}
    return names | ({"child": membership.student.name} if "child" in wanted else {})
