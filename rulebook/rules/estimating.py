"""What a document will ask of whom, added up: so many people, so much each, about so many objects."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from rulebook.documents.schema import Requirement
from rulebook.rules.expanding import Draft


@dataclass(frozen=True)
class Share:
    """What one requirement asks in a term. `least` is the full number of one obligation, None where there is none;
    `objects` are 0 where each owes it alone or it is owed once for the school; `targets` is how many things one
    obligation must cover; `nobody` counts the obligations without people."""

    requirement: Requirement
    people: int
    obligations: int
    periods: int
    objects: int
    targets: int
    nobody: int
    least: Decimal | None


def shares(drafts: Iterable[Draft]) -> dict[str, Share]:
    """Give the share of every requirement that asks something, in the order of the drafts."""
    found: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        found[draft.requirement.id].append(draft)
    return {name: _share(several) for name, several in found.items()}


def _share(drafts: list[Draft]) -> Share:
    requirement = drafts[0].requirement
    numbers = [draft.least for draft in drafts if draft.least is not None]
    objects = set() if requirement.bears_each else {draft.subject for draft in drafts if draft.subject}
    return Share(
        requirement=requirement,
        people=len({user for draft in drafts for user in draft.bearers}),
        obligations=len(drafts),
        periods=len({draft.period.code for draft in drafts}),
        objects=len(objects),
        targets=max(len(draft.inputs.get("targets", ())) for draft in drafts),
        nobody=sum(not draft.bearers for draft in drafts),
        least=max(numbers, default=None),
    )
