"""The numbers about communities that a school has adopted with G1 or G2: on their days they count before its own."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rulebook.documents.schema import Value
from rulebook.models import Adoption, TopicChoice
from rulebook.rules.numbers import Dated, version_on
from rulebook.selectors.in_force import versions_of

DOCUMENTS = ("G1", "G2")


class Number(NamedTuple):
    """Where a document has a number of ours: the key of its parameter, and the topic it belongs to."""

    key: str
    topic: str


# By the names of the fields of Limits; the last one has no field, for a school cannot set it apart from a document.
NUMBERS = {
    "students_min": Number("community.students_min", "community_size"),
    "students_max": Number("community.students_max", "community_size"),
    "parents_min": Number("community.parents_min", "community_size"),
    "parents_max": Number("community.parents_max", "community_size"),
    "advisers_min": Number("community.advisers_min", "adviser_load"),
    "advisers_max": Number("community.advisers_max", "adviser_load"),
    "adviser_groups_min": Number("adviser.groups_min", "adviser_load"),
    "adviser_groups_max": Number("adviser.groups_max", "adviser_load"),
    "accompaniment": Number("accompany.mode", "accompaniment"),
    "tolerance_minutes": Number("accompany.tolerance_minutes", "accompaniment"),
    "accompanying_parents": Number("session.accompanying_parents_min", "accompaniment"),
}


@dataclass(frozen=True)
class Adopted:
    """One document with its versions."""

    adoption: Adoption
    versions: tuple[Dated, ...]

    def is_in_force(self, day: date) -> bool:
        adoption = self.adoption
        return adoption.from_on <= day and (adoption.to_on is None or day < adoption.to_on)

    def value(self, key: str, day: date) -> Value:
        """Give a number by the version of that day; None where the document has none."""
        numbers = version_on(self.versions, day).numbers
        return numbers.get(key) if key in numbers.document.parameters else None


@dataclass(frozen=True)
class AdoptedNumbers:
    """The documents of one school, and which of them counts on a topic from when."""

    documents: tuple[Adopted, ...] = ()
    choices: tuple[TopicChoice, ...] = ()

    def setting(self, name: str, day: date) -> list[tuple[Adoption, Value]]:
        """Give what sets the number on that day, each document with its value."""
        number = NUMBERS[name]
        there = [each for each in self.documents if each.is_in_force(day)]
        chosen = self._chosen(number.topic, day)
        counting = [each for each in there if each.adoption.document == chosen] or there
        found = [(each.adoption, each.value(number.key, day)) for each in counting]
        return [(adoption, value) for adoption, value in found if value is not None]

    def value(self, name: str, day: date) -> Value:
        """Give the number that counts on that day; None where no document sets one.

        Where two documents count, both must be kept: the higher of two least numbers, the lower of two most.
        """
        values = [value for _, value in self.setting(name, day)]
        if not values:
            return None
        if name == "accompaniment":
            return "single" if "single" in values else values[0]
        return max(values) if name.endswith(("_min", "_parents")) else min(values)

    def _chosen(self, topic: str, day: date) -> str:
        documents = [each.document for each in self.choices if each.topic == topic and each.from_on <= day]
        return documents[-1] if documents else ""


def adopted_by_school(school_ids: Iterable[int]) -> dict[int, AdoptedNumbers]:
    """Give the adopted numbers of each school by its key; at most three statements, one where nothing is adopted."""
    ids = set(school_ids)
    adoptions = list(Adoption.objects.filter(school__in=ids, document__in=DOCUMENTS).order_by("from_on", "pk"))
    if not adoptions:
        return dict.fromkeys(ids, AdoptedNumbers())
    versions = versions_of(adoptions)
    documents, choices = defaultdict(list), defaultdict(list)
    for adoption in adoptions:
        documents[adoption.school_id].append(Adopted(adoption, tuple(versions[adoption.pk])))
    topics = {number.topic for number in NUMBERS.values()}
    for choice in TopicChoice.objects.filter(school__in=ids, topic__in=topics).order_by("from_on", "pk"):
        choices[choice.school_id].append(choice)
    return {pk: AdoptedNumbers(tuple(documents[pk]), tuple(choices[pk])) for pk in ids}
