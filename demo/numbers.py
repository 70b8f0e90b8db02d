"""Numbers that belong to nobody: their form is right, and yet no office has issued them."""

from datetime import date

from registry.id_numbers import check_character

AREA = "379977"  # a county code of no county
PHONES = 15400000000  # no operator has been given numbers that begin with 154
FIRST_SEQUENCE = 801


class Numbers:
    """Gives ID numbers and phone numbers, none of them twice."""

    def __init__(self):
        self._used: dict[tuple[date, int], int] = {}
        self._phones = 0

    def id_number(self, born_on: date, sex: str) -> str:
        """Give the next number of a birth date: odd sequences are a boy's; the check character is right."""
        parity = int(sex == "F")
        place = self._used.get((born_on, parity), 0)
        self._used[born_on, parity] = place + 1
        first = f"{AREA}{born_on:%Y%m%d}{FIRST_SEQUENCE + 2 * place + parity}"
        return first + check_character(first)

    def phone(self) -> str:
        self._phones += 1
        return str(PHONES + self._phones)
