"""One record of every noun of the communities at a school, for tests/samples.py."""

from datetime import date

from accounts.models import User
from communities.models import Feed, Leave, SlotPattern
from communities.tests.factories import (
    create_community,
    create_consent,
    create_duty,
    create_membership,
    create_rota,
    create_slot,
    create_society,
    create_swap,
    create_unavailability,
    create_venue,
)
from registry.models import Guardian, Student
from schools.tests.factories import create_village

# The noun of an address where its name does not begin with it.
NOUN_OF = {
    "communities:attendance_child": "student",
    "communities:attendance_list": "community",
    "communities:duty_take": "slot",
    "communities:home_agree": "home_consent",
    "communities:home_refuse": "home_consent",
    "communities:home_withdraw": "home_consent",
    "communities:pattern_create": "community",
    "communities:pattern_list": "community",
    "communities:pattern_preset": "community",
    "communities:rota_create": "community",
    "communities:rota_list": "community",
    "communities:slot_create": "rota",
    "communities:swap_list": "community",
    "communities:venue_add": "community",
    "communities:venue_add_home": "community",
    "communities:venue_list": "community",
}


def community_samples(student: Student, guardian: Guardian, *, reader: User, on: date) -> dict:
    """Give the records by noun: an approved community in which the guardian is on duty on that day."""
    school = student.school
    society = create_society(school=school, village=create_village(school=school))
    community = create_community(society=society, by=reader, is_approved=True)
    proposed = create_membership(community=community, person=student, state="proposed")
    create_membership(community=community, person=guardian)
    rota = create_rota(community=community, is_filed=True)
    slot = create_slot(rota=rota, on=on)
    duty = create_duty(slot=slot, guardian=guardian)
    home = create_venue(community=community, kind="home", host=guardian)
    return {
        "attendance": slot,
        "community": community,
        "duty": duty,
        "feed": Feed.objects.create(user=reader),
        "home_consent": create_consent(venue=home),
        "leave": Leave.objects.create(school=school, student=student, from_on=on, to_on=on, asked_by=reader),
        "membership": proposed,
        "pattern": SlotPattern.objects.create(
            school=school, community=community, kind="homework", weekdays=[1], starts_at="17:00", ends_at="18:30"
        ),
        "rota": rota,
        "slot": slot,
        "society": society,
        "swap": create_swap(duty=duty),
        "unavailability": create_unavailability(guardian=guardian),
        "venue": home,
    }
