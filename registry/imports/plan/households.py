"""The adults of the rows that go in: who is new, who is known, which values and links change."""

from registry.imports.plan.columns import ADDRESS, GUARDIAN_TEXTS
from registry.imports.plan.existing import KnownGuardian, KnownLink, Register
from registry.imports.plan.families import Families
from registry.imports.plan.model import Adult, Choices, Draw, File, Households, LinkPlan, Person, RowPlan
from registry.imports.problems import problem

# What a row says of the adult rather than of the link to its pupil.
OF_PERSON = ("phones", "id_type", "id_number", "id_hash", "workplace", "details")


def plan_households(file: File, plans: list[RowPlan], register: Register, choices: Choices, draw: Draw) -> Households:
    """Plan the adults of all rows that are not rejected, and mark the rows whose family changes."""
    adults = [adult for adult in file.adults if not plans[adult.row].is_rejected]
    homes = [values[ADDRESS] for values in file.values]
    families = Families(register, [plan.student for plan in plans], homes, choices.answers)
    numbers = families.place(adults)
    _note_doubts(file, plans, families.doubts)
    people = _gather(adults, numbers, draw)
    households = Households(people=list(people.values()))
    for person in people.values():
        _judge(person, register.guardians.get(person.guardian))
    _link(adults, numbers, people, plans, register, households)
    return households


def _note_doubts(file, plans, doubts):
    for doubt in doubts:
        place = file.sheets[doubt.row], file.rows[doubt.row]
        params = {"other": doubt.other, "question": doubt.question}
        plans[doubt.row].add(problem(*place, "", doubt.name, doubt.code, **params))


def _gather(adults, numbers, draw) -> dict[int, Person]:
    """Give one Person per number; the first value that is not blank counts."""
    new = sorted({number for number in numbers if number < 0}, reverse=True)
    drawn = dict(zip(new, draw("guardian", len(new)), strict=True))
    people: dict[int, Person] = {}
    for adult, number in zip(adults, numbers, strict=True):
        person = people.get(number)
        if person is None:
            people[number] = Person(drawn.get(number, number), adult)
        else:
            person.adult = _completed(person.adult, adult)
    return people


def _completed(first: Adult, later: Adult) -> Adult:
    """Fill what the first mention leaves blank from a later one."""
    missing = {field: value for field in OF_PERSON if (value := getattr(later, field)) and not getattr(first, field)}
    return first._replace(**missing) if missing else first


def _judge(person: Person, known: KnownGuardian | None) -> None:
    """Say whether the person is new, changed or unchanged, and what changes."""
    if known is None:
        return
    adult = person.adult
    values = adult.name, adult.phone, adult.id_type, adult.workplace
    before = {}
    if values != known.values:
        cells = zip(GUARDIAN_TEXTS, values, known.values, strict=True)
        before = {field: old for field, new, old in cells if new and new != old}
    if adult.phone in known.phones:
        before.pop("phone", None)  # the register knows this number as a further one: the main one stays
    if further := {*adult.phones[1:]} - {*known.phones, known.phone}:
        before["other_phones"] = list(known.phones)
        person.adult = adult._replace(phones=(adult.phone, *known.phones, *sorted(further)))
    if adult.id_hash and adult.id_hash != known.id_hash:
        before["id_number"] = None
    if differing := {k: known.details.get(k) for k, v in adult.details.items() if known.details.get(k) != v}:
        before["details"] = differing
    if before:
        person.before, person.action = before, "changed"
    else:
        person.action = "unchanged"


def _link(adults, numbers, people, plans, register, households):
    brought: set[int] = set()
    linked: set[tuple[int, int]] = set()
    for adult, number in zip(adults, numbers, strict=True):
        plan, person = plans[adult.row], people[number]
        pair = plan.student, person.guardian
        if pair in linked:
            continue
        linked.add(pair)
        known = _known_link(register, *pair)
        link = LinkPlan(adult, person, plan.student, number not in brought, known is None, _differs(adult, known))
        if link.is_new and (number in brought or person.guardian in register.guardians):
            households.merged += 1
        brought.add(number)
        if link.says_something:
            plan.has_new_family = True
            households.links.append(link)


def _known_link(register, student, guardian) -> KnownLink | None:
    return next((link for link in register.links.get(student, ()) if link.guardian == guardian), None)


def _differs(adult: Adult, known: KnownLink | None) -> bool:
    """Tell whether the file says something else of a known link; blanks say nothing."""
    if known is None:
        return False
    return (
        bool(adult.relation and adult.relation != known.relation)
        or bool(adult.relation_note and adult.relation_note != known.relation_note)
        or (adult.is_guardian is not None and adult.is_guardian != known.is_guardian)
    )
