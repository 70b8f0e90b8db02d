"""The founding, seats, numbers, papers and the network of groups."""

from decimal import Decimal, InvalidOperation

from alliances.models import Body
from alliances.services import (
    admissions,
    bodies,
    common_papers,
    founding,
    joining,
    members,
    papers,
    scheme,
    seats,
)
from demo.alliance_years.living.files import word_file
from demo.alliance_years.living.stage import Stage
from demo.loading.places import set_up_days
from registry.models import TeacherGroup


def found(stage: Stage, event: dict) -> None:
    plans = stage.chronicle.schools
    asked = [
        founding.Asked(stage.school(each["code"]), part=each["part"], place=each["place"], is_assisted=place == 3)
        for place, each in enumerate(plans)
    ]
    is_core = stage.chronicle.document == "G5"
    stage.alliance = founding.found(
        school=stage.own_school(event),
        document=stage.chronicle.document,
        name=stage.chronicle.name,
        level="township" if is_core else "county",
        ordinal=None if is_core else 3,
        from_on=event["on"],
        asked=asked,
        by=stage.by(event),
    )


def join(stage: Stage, event: dict) -> None:
    code = event["by"].split("/")[0]
    joining.accept(membership=stage.member(code), by=stage.by(event))


def seated(stage: Stage, event: dict) -> None:
    teacher = stage.teacher(event["person"])
    seats.name(body=stage.body(event["body"]), post=event["post"], teacher=teacher, by=stage.by(event))


def numbers(stage: Stage, event: dict) -> None:
    values = {key: _value(text) for key, text in event["values"].items()}
    reasons = dict.fromkeys(values, "理事会议定")
    scheme.change_for_all(
        alliance=stage.alliance, from_on=event["since"], values=values, reasons=reasons, by=stage.by(event)
    )


def _value(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def basis(stage: Stage, event: dict) -> None:
    fields = {"number": event["number"], "title": event["title"], "issuer": "区教育局", "year": event["on"].year}
    papers.add_basis(alliance=stage.alliance, by=stage.by(event), **fields)


def plan(stage: Stage, event: dict) -> None:
    fields = {"title": event["title"], "first_year": event["on"].year, "decided_on": event["on"]}
    fields["indicators"] = "第一年打基础，第二年出特色，第三年成品牌。"
    stage.keep("plan", papers.draw_up(alliance=stage.alliance, by=stage.by(event), **fields))


def plan_confirmed(stage: Stage, event: dict) -> None:
    member = stage.member(event["by"].split("/")[0])
    papers.confirm(plan=stage.get("plan"), membership=member, by=stage.by(event))


def school_plan(stage: Stage, event: dict) -> None:
    fields = {"title": "学校三年发展规划", "first_year": event["on"].year, "decided_on": event["on"]}
    fields["chapter"] = "积极参加联盟建设，共享师资和课程。" if event["has_chapter"] else ""
    papers.draw_up(alliance=stage.alliance, school=stage.own_school(event), by=stage.by(event), **fields)


def step(stage: Stage, event: dict) -> None:
    member, title = stage.member(event["by"].split("/")[0]), "准备工作"
    papers.note_step(membership=member, kind=event["kind"], on=event["on"], title=title, by=stage.by(event))


def school_bodies(stage: Stage, event: dict) -> None:
    code = event["by"].split("/")[0]
    bodies.set_up_school(membership=stage.member(code), by=stage.by(event))
    team = Body.objects.get(
        alliance=stage.alliance, school=stage.school(code), kind=Body.Kind.SCHOOL_WORKING_TEAM, to_on=None
    )
    for person in event["team"]:
        seats.name(body=team, post="group_member", teacher=stage.teacher(person), by=stage.by(event))


def evaluation(stage: Stage, event: dict) -> None:
    fields = {"for_teachers": event["teachers"], "for_pupils": event["pupils"], "from_on": event["on"]}
    title = "联盟统一评价方案"
    common_papers.add_evaluation(
        alliance=stage.alliance, by=stage.by(event), title=title, file=word_file(title), **fields
    )


def site(stage: Stage, event: dict) -> None:
    member = stage.member(event["by"].split("/")[0])
    members.keep_site(membership=member, website=event["address"], by=stage.by(event))


def admitted(stage: Stage, event: dict) -> None:
    group = TeacherGroup.objects.get(school=stage.own_school(event))
    host, teacher = stage.member(event["by"].split("/")[0]), stage.teacher(event["person"])
    admissions.admit(host=host, group=group, teacher=teacher, by=stage.by(event))


def community(stage: Stage, event: dict) -> None:
    body = bodies.form_community(alliance=stage.alliance, subject=event["subject"], by=stage.by(event))
    for person in event["people"]:
        seats.name(body=body, post="group_member", teacher=stage.teacher(person), by=stage.by(event))


def year_entered(stage: Stage, event: dict) -> None:
    set_up_days(stage.own_school(event), [event["school_year"]])


HANDLERS = {
    "year_entered": year_entered,
    "found": found,
    "join": join,
    "seated": seated,
    "numbers": numbers,
    "basis": basis,
    "plan": plan,
    "plan_confirmed": plan_confirmed,
    "school_plan": school_plan,
    "step": step,
    "school_bodies": school_bodies,
    "evaluation": evaluation,
    "site": site,
    "admitted": admitted,
    "community": community,
}
