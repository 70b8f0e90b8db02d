"""Adopted documents, what people owe by them, and what shows that it was done."""

from rulebook.models.adoptions import Adoption, TopicChoice, Version
from rulebook.models.evidence import Attestation
from rulebook.models.expansions import ExpandedTerm
from rulebook.models.obligations import Audience, Obligation, Waiver
from rulebook.models.people import CountedThing, RoleHolder

__all__ = [
    "Adoption",
    "Attestation",
    "Audience",
    "CountedThing",
    "ExpandedTerm",
    "Obligation",
    "RoleHolder",
    "TopicChoice",
    "Version",
    "Waiver",
]
