"""Why a service says no; the page chooses the words."""


class Refused(Exception):
    """`reason` is a short code such as "same-class"; nothing was written."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason
