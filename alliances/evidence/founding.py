"""What the founding and the organisation of an alliance show: posts, bodies, plans, goals, first steps, websites."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import F, Q

from alliances.evidence.people import bound_posts, held_by
from alliances.evidence.things import members_in, seated, subjects_of
from alliances.models import Body, GroupAdmission, Plan, PlanConfirmation, PreparationStep, Seat, YearGoal
from alliances.selectors.bodies import structure_of
from core.dates import Span
from registry.models import Subject
from rulebook.documents import loading
from rulebook.rules.judging import Evidence
from schools.models import School

BODY_PARTS = {Body.Kind.SCHOOL_LEADING_GROUP: "leading_group", Body.Kind.SCHOOL_WORKING_TEAM: "working_team"}


def posts(school: School, span: Span) -> Iterator[Evidence]:
    """Give for the alliances of the school's office who holds which post of the scheme, as long as it is held."""
    found = _running(Seat.objects.filter(body__alliance__in=seated(school, span), body__school=None), span)
    seats = list(found.select_related("body__alliance").order_by("from_on", "pk"))
    bound = bound_posts(seats, span)
    for seat in seats:
        if item := _item(seat):
            ref = f"alliances:alliance_bodies:{seat.body.alliance.public_id}"
            for _user, from_on, to_on in held_by(seat, bound):
                yield Evidence("org_post", from_on, None, item, "org_post", until=to_on, ref=ref)


def _item(seat: Seat) -> str:
    """Give the key of the post in the scheme's list, "item:G5.posts:s02_group_head"; "" where it has none."""
    document, structure = loading.document(seat.body.alliance.document), structure_of(seat.body)
    name = f"{document.id}.posts"
    for item in document.items[name].data["items"] if structure else ():
        if item["body"] == structure.id and item.get("post", item["code"]) == seat.post:
            return f"item:{name}:{item['code']}"
    return ""


def confirmations(schools: Sequence[School], span: Span) -> Iterator[Evidence]:
    """Give when each school confirmed the joint plan (G5.0.2)."""
    rows = PlanConfirmation.objects.filter(_of_members("membership", schools, span)).order_by("confirmed_on", "pk")
    for on, membership, plan in rows.values_list("confirmed_on", "membership", "plan__public_id"):
        ref = f"alliances:allianceplan_detail:{plan}"
        yield Evidence("plan_confirmation", on, None, f"alliance_school:{membership}", "programme", ref=ref)


def development_plans(schools: Sequence[School], span: Span) -> Iterator[Evidence]:
    """Give the schools' development plans that have a chapter on the alliance (G5.3.2.4)."""
    subjects = subjects_of(schools, span)
    for plan in Plan.objects.filter(kind=Plan.Kind.SCHOOL, school__in=schools).order_by("decided_on", "pk"):
        subject = subjects.get((plan.alliance_id, plan.school_id))
        if subject and plan.holds_the_chapter:
            ref = f"alliances:allianceplan_detail:{plan.public_id}"
            yield Evidence("development_plan", plan.decided_on, None, subject, "development_plan", ref=ref)


def goals(school: School, span: Span) -> Iterator[Evidence]:
    """Give the goals of the scheme that are done, at the school of the alliance's office (G5.1.2.1–3)."""
    rows = YearGoal.objects.filter(alliance__in=seated(school, span), done_on__isnull=False).exclude(code="")
    for goal in rows.select_related("alliance").order_by("done_on", "pk"):
        ref = f"alliances:alliance_goals:{goal.alliance.public_id}"
        yield Evidence("year_goal_done", goal.done_on, None, goal.subject, "year_goal", ref=ref)


def school_bodies(schools: Sequence[School], span: Span) -> Iterator[Evidence]:
    """Give the leading group and the working team of each school, from the day on which somebody sits in it."""
    subjects = subjects_of(schools, span)
    rows = _running(Seat.objects.filter(body__school__in=schools, body__kind__in=BODY_PARTS), span)
    seats = list(rows.select_related("body__alliance").order_by("from_on", "pk"))
    bound = bound_posts(seats, span)
    seen: set[int] = set()
    for seat in seats:
        body = seat.body
        subject = subjects.get((body.alliance_id, body.school_id))
        for _user, from_on, to_on in () if not subject or body.pk in seen else held_by(seat, bound):
            seen.add(body.pk)
            ref, part = f"alliances:alliance_bodies:{body.alliance.public_id}", BODY_PARTS[body.kind]
            yield Evidence("school_working_body", from_on, None, subject, part, until=to_on, ref=ref)
            break


def steps(kind: str):
    """Give a source of what the schools did in the preparation (G5.4.1.1–2)."""

    def rows(schools: Sequence[School], span: Span) -> Iterator[Evidence]:
        found = PreparationStep.objects.filter(_of_members("membership", schools, span), kind=kind).order_by("on", "pk")
        for on, membership, alliance in found.values_list("on", "membership", "membership__alliance__public_id"):
            ref = f"alliances:alliance_papers:{alliance}"
            yield Evidence(kind, on, None, f"alliance_school:{membership}", "programme", ref=ref)

    return rows


def communities(school: School, span: Span) -> Iterator[Evidence]:
    """Give the subject communities in which every member school that teaches the subject has somebody (G4.4.3)."""
    rows = Body.objects.filter(alliance__in=seated(school, span), kind=Body.Kind.SUBJECT_COMMUNITY)
    bodies = list(_running(rows, span).select_related("alliance").prefetch_related("seats").order_by("from_on", "pk"))
    own = dict(Subject.objects.filter(school=school).values_list("name", "pk")) if bodies else {}
    members = _members_by_alliance(bodies, span)
    taught = set(
        Subject.objects.filter(school__in={pk for several in members.values() for pk in several}).values_list(
            "school", "name"
        )
    )
    for body in bodies:
        wanted = {pk for pk in members[body.alliance_id] if (pk, body.subject) in taught}
        first = _complete_on(body, wanted)
        if first and body.subject in own:
            ref, key = f"alliances:alliance_bodies:{body.alliance.public_id}", f"subject:{own[body.subject]}"
            yield Evidence("subject_community", first, None, key, "subject_community", until=body.to_on, ref=ref)


def _members_by_alliance(bodies: list[Body], span: Span) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {body.alliance_id: [] for body in bodies}
    for alliance, school in members_in(span).filter(alliance__in=found).values_list("alliance", "school"):
        found[alliance].append(school)
    return found


def _complete_on(body: Body, wanted: set[int]) -> date | None:
    """Give the day from which every school that is wanted has a seat; None while one has none."""
    firsts: dict[int, date] = {}
    for seat in body.seats.all():
        if seat.to_on is None:
            firsts[seat.school_id] = min(seat.from_on, firsts.get(seat.school_id, seat.from_on))
    return max(firsts.values()) if firsts and wanted <= firsts.keys() else None


def sites(schools: Sequence[School], span: Span) -> Iterator[Evidence]:
    """Give the schools' websites (G4.4.4b)."""
    rows = members_in(span).filter(school__in=schools).exclude(website="").select_related("alliance")
    for member in rows:
        ref = f"alliances:alliance_detail:{member.alliance.public_id}"
        yield Evidence(
            "school_site", member.website_since, None, member.subject, "website", until=member.to_on, ref=ref
        )


def admissions(schools: Sequence[School], span: Span) -> Iterator[Evidence]:
    """Give the people of partner schools in the schools' groups (G4.4.4b)."""
    rows = _running(GroupAdmission.objects.filter(host__in=members_in(span).filter(school__in=schools)), span)
    columns = ("from_on", "to_on", "host", "host__alliance__public_id")
    for from_on, to_on, host, alliance in rows.order_by("from_on", "pk").values_list(*columns):
        key, ref = f"alliance_school:{host}", f"alliances:alliance_groups:{alliance}"
        yield Evidence("group_admission", from_on, None, key, "subject_community", until=to_on, ref=ref)


def _of_members(column: str, schools: Sequence[School], span: Span) -> Q:
    return Q(**{f"{column}__in": members_in(span).filter(school__in=schools)})


def _running(rows, span: Span):
    return rows.filter(Q(to_on=None) | Q(to_on__gt=span.from_on) & Q(to_on__gt=F("from_on")), from_on__lt=span.to_on)


KINDS = {
    "year_goal_done": (goals, "alliances:alliance_list"),
    "subject_community": (communities, "alliances:alliance_list"),
}
OF_MEMBERS = {
    "plan_confirmation": (confirmations, "alliances:alliance_list"),
    "development_plan": (development_plans, "alliances:alliance_list"),
    "school_working_body": (school_bodies, "alliances:alliance_list"),
    "preparation_meeting": (steps(PreparationStep.Kind.MEETING.value), "alliances:alliance_list"),
    "action_draft": (steps(PreparationStep.Kind.DRAFT.value), "alliances:alliance_list"),
    "school_site": (sites, "alliances:alliance_list"),
    "group_admission": (admissions, "alliances:alliance_list"),
}
