"""Family members row by row: numbered, equal ones merged, phones put where they belong."""

from .draft import Draft
from .members import Member, MemberName, read_member, slots_of
from .results import GuardianRow

_NO_DETAILS: dict = {}
_MARKS = {"emergency": {"is_emergency": True}, "pickup": {"may_pick_up": True}}


def clean_guardians(draft: Draft) -> list[GuardianRow]:
    """Give the family members of all rows; a phone without a name joins the pupil's own phones."""
    members = [read_member(draft, slot) for slot in slots_of(draft)]
    if not members:
        return []
    _lend_relation(members)
    _lend_phone(draft, members)
    found: list[GuardianRow] = []
    for family in zip(*(_rows(draft, *place) for place in enumerate(members, 1)), strict=True):
        found += _settled([row for row in family if row is not None])
    _check_families(draft, members, found)
    return found


def _settled(family):
    """Merge equal members of one pupil, and number them without gaps."""
    if len({row.name for row in family}) < len(family):
        family = _without_twins(family)
    if family and family[-1].position != len(family):
        return [row._replace(position=position) for position, row in enumerate(family, 1)]
    return family


def _without_twins(family):
    kept: list[GuardianRow] = []
    for row in family:
        twin = next((index for index, other in enumerate(kept) if _is_same(other, row)), None)
        if twin is None:
            kept.append(row)
        else:
            kept[twin] = _merge(kept[twin], row)
    return kept


def _rows(draft, position, member: Member) -> list[GuardianRow | None]:
    """Give one member of every pupil; None where there is no name."""
    guards = True if member.slot.startswith("guardian") else None
    columns = (member.names, member.relations, member.phones, member.is_guardian, member.id_types, member.id_numbers)
    rows: list[GuardianRow | None] = []
    for index, (name, relation, phones, is_guardian, id_type, id_number) in enumerate(zip(*columns, strict=True)):
        phones = phones or ()
        if name.__class__ is MemberName:
            name, phones, relation = _unpack(name, phones, relation)
        if name is None:
            _keep_lonely_phone(draft, index, member, phones)
            rows.append(None)
            continue
        rows.append(
            GuardianRow(
                index,
                position,
                name,
                *relation,
                phones[0] if phones else None,
                phones,
                guards if is_guardian is None else is_guardian,
                id_type or ("1" if id_number else None),
                id_number,
                _details(member, index),
            )
        )
    return rows


def _unpack(cell: MemberName, phones, relation):
    """Take phones and relation from the name's cell, where people write them too."""
    phones = tuple(dict.fromkeys((*phones, *cell.phones)))
    return cell.name, phones, (cell.relation, relation[1]) if cell.relation else relation


def _details(member, index):
    details = member.details[index] if member.details else _NO_DETAILS
    marks = _MARKS.get(member.slot)
    return details | marks if marks else details


def _keep_lonely_phone(draft, index, member, phones):
    """Keep the phone of a member without a name with the pupil, and say so where a name was expected."""
    if phones:
        own = draft.columns["phones"]
        own[index] = tuple(dict.fromkeys((*own[index], *phones)))
        draft.columns["phone"][index] = own[index][0]
    if (phones or member.id_numbers[index]) and draft.cells(f"{member.slot}_name") is not None:
        field = f"{member.slot}_phone" if phones else f"{member.slot}_id_number"
        draft.report(index, field, "member-without-name")


def _is_same(one, other):
    if one.name != other.name:
        return False
    if one.id_number and other.id_number:
        return one.id_number == other.id_number
    return not one.phones or not other.phones or bool(set(one.phones) & set(other.phones))


def _merge(one, other):
    """Fill what the first leaves open from the second."""
    phones = tuple(dict.fromkeys((*one.phones, *other.phones)))
    return one._replace(
        relation=one.relation or other.relation,
        relation_note=one.relation_note or other.relation_note,
        phone=phones[0] if phones else None,
        phones=phones,
        is_guardian=other.is_guardian if one.is_guardian is None else one.is_guardian,
        id_type=one.id_type or other.id_type,
        id_number=one.id_number or other.id_number,
        details=other.details | one.details,
    )


def _lend_relation(members: list[Member]):
    """Give a relation column that stands on its own (与学生关系) to the only person it can mean."""
    lonely = next((member for member in members if member.slot == "parent1" and not any(member.names)), None)
    others = [member for member in members if member.slot in ("guardian1", "emergency", "pickup")]
    if lonely and len(others) == 1 and not any(code for code, _ in others[0].relations):
        others[0].relations[:] = lonely.relations


def _lend_phone(draft, members: list[Member]):
    """Give the pupil's phone to the only person of a list 家长姓名｜联系电话: it is theirs."""
    named = [member for member in members if any(member.names)]
    if len(named) != 1 or not named[0].slot.startswith(("guardian", "parent")):
        return
    if draft.cells(f"{named[0].slot}_phone") is None:
        named[0].phones[:] = [phones or None for phones in draft.columns["phones"]]


def _check_families(draft, members, found):
    """Warn of template rows with fewer than two members, without guardian, or without any ID number."""
    slots = {member.slot for member in members}
    if not {"member1", "member2"} <= slots:
        return
    families = [[0, False, False] for _ in range(len(draft))]
    for row in found:
        family = families[row.row]
        family[0] += 1
        family[1] |= row.is_guardian is not False
        family[2] |= row.id_number is not None
    has_marks = any(draft.cells(f"{slot}_is_guardian") is not None for slot in slots)
    has_numbers = any(draft.cells(f"{slot}_id_number") is not None for slot in slots)
    for index, (count, guarded, numbered) in enumerate(families):
        if count < 2:
            draft.report(index, "member2_name" if count else "member1_name", "family-short")
        if has_marks and count and not guarded:
            draft.report(index, "member1_is_guardian", "family-no-guardian")
        if has_numbers and count and not numbered and not draft.columns["id_number"][index]:
            draft.report(index, "member1_id_number", "family-id-missing")
