"""What teachers' records say that may cost something: facts with figures, never an amount (C4, F-10)."""

from deductions.kinds import register_facts
from teaching_checks.evidence import page
from teaching_checks.facts import experiments, hand_ins, markings, rounds


def register() -> None:
    """Make the sources known; called when the app starts."""
    register_facts("hand_ins", facts=hand_ins.facts, page=page)
    register_facts("markings", facts=markings.facts, page=page)
    register_facts("experiments", facts=experiments.facts, page=page)
    register_facts("rounds", facts=rounds.facts, page=page)
