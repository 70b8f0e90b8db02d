"""Records of pairs and resources for the walk over every address."""

from django.core.files.base import ContentFile
from django.utils import timezone

from growth.models import Resource, Version
from growth.tests.factories import PDF, create_activity, create_pair
from registry.tests.factories import create_teacher

# The noun of an address where its name does not begin with it.
NOUN_OF: dict[str, str] = {}


def samples(of: dict, *, reader) -> dict:
    """Give one record of each noun; `of` holds the school's others."""
    pair = create_pair(mentor=of["teacher"], apprentice=create_teacher(school=of["school"]))
    resource = Resource.objects.create(
        school=of["school"], author=of["teacher"].user, title="Sample", kind="paper", subject="Maths",
        licence="own_shared", words="sample",
    )  # fmt: skip
    version = Version.objects.create(
        resource=resource, number=1, size=len(PDF), uploaded_by=of["teacher"].user,
        file=ContentFile(PDF, name="sample.pdf"), state="published", reviewed_by=reader, reviewed_at=timezone.now(),
    )  # fmt: skip
    return {
        "pair": pair,
        "pairactivity": create_activity(pair),
        "resource": resource,
        "resourceversion": version,
    }
