"""What happened in an alliance, as plain data: who did what when. It knows no table of the portal."""

import json
from dataclasses import dataclass, field
from datetime import date

Event = dict  # "on": date, "what": code, "by": "school/person"; the rest depends on the code


@dataclass
class Chronicle:
    """Schools with their staff, terms, and the events in the order in which they happened.

    A person is named "school/key": the key is the post (principal, vice, director, clerk) or a number (t05).
    """

    document: str
    seed: int
    name: str
    founded_on: date
    until: date
    schools: list[dict]
    terms: list[dict]
    events: list[Event] = field(default_factory=list)

    def of(self, *codes: str) -> list[Event]:
        """Give the events of these kinds, in their order."""
        return [event for event in self.events if event["what"] in codes]

    def to_json(self) -> str:
        """Write everything down, days as 2026-09-01."""
        return json.dumps(vars(self), ensure_ascii=False, indent=1, default=str)
