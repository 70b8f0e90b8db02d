"""Which norms of teaching a school looks at (C7.7)."""

import pghistory
from django.db import IntegrityError, transaction
from django.utils import translation

from core.refusals import Refused
from patrols.models import Norm
from patrols.rules.norms import SHIPPED
from schools.models import School

LANGUAGE_OF_SHIPPED = "zh-hans"  # rows of a school are in the language of its staff


@transaction.atomic
def norms_of(*, school: School) -> list[Norm]:
    """Give all norms of a school; one that has none begins with those shipped."""
    norms = list(Norm.objects.filter(school=school))
    if norms:
        return norms
    with translation.override(LANGUAGE_OF_SHIPPED):
        rows = [Norm(school=school, code=code, name=translation.gettext(words)) for code, words in SHIPPED.items()]
    Norm.objects.bulk_create(rows, ignore_conflicts=True)  # another request may have done the same
    return list(Norm.objects.filter(school=school))


@transaction.atomic
def save(*, school: School, name: str, by, norm: Norm | None = None, is_used: bool = True) -> Norm:
    """Add a norm, rename it, or leave it out from now on; entries keep what they say. Raises Refused("norm-twice")."""
    norm = norm or Norm(school=school)
    norm.name, norm.is_used = name, is_used
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            norm.save()
    except IntegrityError as error:
        raise Refused("norm-twice") from error
    return norm
