"""Which documents are in force at a school in a term, in which versions, and which topics another one answers."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from core.dates import Span
from rulebook.documents.schema import Document
from rulebook.models import Adoption, TopicChoice, Version
from rulebook.rules import phases
from rulebook.rules.expanding import InForce
from rulebook.rules.frames import Frame, frame_of
from rulebook.rules.numbers import Dated, Numbers
from schools.models import School, Term
from schools.selectors import school_calendar, school_calendars

BEFORE, AFTER = 60, 330  # days around a term that its windows and deadlines may reach


def frame(school: School, term: Term) -> Frame:
    """Give the frame of a term; two statements."""
    return frame_among(school, term, list(Term.objects.filter(school=school)))


def frame_among(school: School, term: Term, terms: list[Term]) -> Frame:
    """Give the frame of a term with the school's terms at hand; one statement."""
    from_on = date.fromordinal(term.starts_on.toordinal() - BEFORE)
    to_on = date.fromordinal(term.ends_on.toordinal() + AFTER)
    return frame_of(term, school_calendar(school, from_on, to_on, terms=terms), terms)


def frames_among(schools: Iterable[School], wanted: Iterable[Term], terms: Iterable[Term]) -> dict[int, Frame]:
    """Give the frames of these terms of several schools, by their keys; `terms` are all of theirs; two statements."""
    wanted, by_school = list(wanted), defaultdict(list)
    if not wanted:
        return {}
    for term in terms:
        by_school[term.school_id].append(term)
    from_on = min(term.starts_on for term in wanted) - timedelta(days=BEFORE)
    to_on = max(term.ends_on for term in wanted) + timedelta(days=AFTER)
    calendars = school_calendars(schools, from_on, to_on)
    return {term.pk: frame_of(term, calendars[term.school_id], by_school[term.school_id]) for term in wanted}


def in_force(school: School, span: Span) -> list[InForce]:
    """Give the documents in force on any day of the span, with their versions; three statements."""
    adoptions = list(
        Adoption.objects.filter(school=school).touching(span.from_on, span.to_on).order_by("from_on", "pk")
    )
    versions = versions_of(adoptions)
    silenced = silenced_topics(school, adoptions, on=span.to_on)
    return [
        InForce(
            pk=adoption.pk,
            document=adoption.text,
            versions=versions[adoption.pk],
            from_on=adoption.from_on,
            to_on=adoption.to_on,
            silenced=frozenset(silenced[adoption.document]),
            phases=phases.spans(versions[adoption.pk][-1].numbers.values),
        )
        for adoption in adoptions
    ]


def versions_of(adoptions: Iterable[Adoption]) -> dict[int, list[Dated]]:
    """Give the versions of each adoption in their order; one statement."""
    texts = {adoption.pk: adoption.text for adoption in adoptions}
    found: dict[int, list[Dated]] = defaultdict(list)
    for version in Version.objects.filter(adoption__in=texts).order_by("adoption", "number"):
        numbers = Numbers(texts[version.adoption_id], version.values)
        found[version.adoption_id].append(Dated(version.pk, version.from_on, version.from_now, numbers))
    return found


def latest_numbers(adoption: Adoption) -> Numbers:
    """Give the numbers of the newest version; one statement."""
    return Numbers(adoption.text, adoption.versions.order_by("number").last().values)


def chosen_topics(school: School, *, on: date) -> dict[str, str]:
    """Give for each topic that was ever asked about the document that counts before that day; "" means all."""
    rows = TopicChoice.objects.filter(school=school, from_on__lt=on).order_by("from_on", "pk")
    return dict(rows.values_list("topic", "document"))


def silenced_topics(school: School, adoptions: Iterable[Adoption], *, on: date) -> dict[str, set[str]]:
    """Give for each document the topics that the school has another document answer; one statement."""
    documents = {adoption.document for adoption in adoptions}
    found: dict[str, set[str]] = defaultdict(set)
    for topic, document in chosen_topics(school, on=on).items():
        if document in documents:
            for other in documents - {document}:
                found[other].add(topic)
    return found


def shared_topics(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """Give the topics that several documents set, each with those documents, in the order given."""
    found: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        for topic in dict.fromkeys(r.topic for r in document.requirements.values() if not r.is_permission):
            found[topic].append(document)
    return {topic: several for topic, several in found.items() if len(several) > 1}
