"""Groups of a school admit people of partner schools, and end it (G4.4.4b)."""

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from alliances.messages import admissions as messages
from alliances.models import GroupAdmission, Membership
from core.refusals import Refused
from notices.services import send
from registry.models import Teacher, TeacherGroup


@transaction.atomic
def admit(*, host: Membership, group: TeacherGroup, teacher: Teacher, by) -> GroupAdmission:
    """Admit somebody of a partner school to a group of the host; the person is told.

    Raises Refused: "not_a_member", "own_school", "not_of_the_schools", "admitted".
    """
    if not Membership.objects.current().filter(pk=host.pk).exists() or group.school_id != host.school_id:
        raise Refused("not_a_member")
    if teacher.school_id == host.school_id:
        raise Refused("own_school")
    if not Membership.objects.current().filter(alliance=host.alliance_id, school=teacher.school_id).exists():
        raise Refused("not_of_the_schools")
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            admission = GroupAdmission.objects.create(
                host=host, group=group, person=teacher.user, school=teacher.school, from_on=timezone.localdate(),
                admitted_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("admitted") from error
    send(recipients=admission.person, **messages.admitted(admission))
    return admission


@transaction.atomic
def end(*, admission: GroupAdmission, by) -> GroupAdmission:
    """End it today; the person is told. Raises Refused: "ended"."""
    rows = GroupAdmission.objects.select_for_update(of=("self",))
    admission = rows.select_related("host__school", "group", "person", "school").get(pk=admission.pk)
    if admission.to_on:
        raise Refused("ended")
    admission.to_on = max(timezone.localdate(), admission.from_on)
    with pghistory.context(user=by.pk):
        admission.save(update_fields=["to_on"])
    send(recipients=admission.person, **messages.ended(admission))
    return admission
