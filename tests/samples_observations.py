"""Records of lesson observations for the walk over every address."""

from datetime import date
from uuid import uuid4

from django.core.files.base import ContentFile

from observations.models import Photo
from observations.services.reading import tell_office
from observations.tests.factories import create_observation
from tests.samples_rulebook import create_owed

# The noun of an address where its name does not begin with it.
NOUN_OF: dict[str, str] = {}


def samples(of: dict, *, reader) -> dict:
    """Give one record of each noun; `of` holds the school's others."""
    observation = create_observation(
        teacher=of["teacher"], school_class=of["class"], term=of["term"], observer=reader, on=date(2026, 10, 9)
    )
    tell_office(observation=observation, text="A good lesson.", by=reader)
    picture = ContentFile(b"\xff\xd8\xff", name="sample.jpg")
    photo = Photo.objects.create(
        school=of["school"], observation=observation, draft_id=uuid4(), file=picture, width=1, height=1
    )
    return {"observation": observation, "photo": photo, "quota": _quota(of)}


def _quota(of: dict):
    """Give what the school's teacher owes by C3-Q04, as the expansion would make it."""
    teacher = {"subject": f"person:{of['account'].pk}", "bearers": [of["account"].pk], "group_id": of["group"].pk}
    rule = {"requirement": "C3-Q04", "key": f"C3-Q04|{of['term'].code}|sample", "least": 10}
    return create_owed(of["adoption"], of["term"], **rule, **teacher)
