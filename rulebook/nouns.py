"""How what documents count is called after a number: “12 teachers”, “3 hazard areas”."""

from django.utils.translation import pgettext, pgettext_lazy

COUNTED = {
    "teacher": pgettext_lazy("after a number", "teachers"),
    "class": pgettext_lazy("after a number", "classes"),
    "grade": pgettext_lazy("after a number", "grades"),
    "subject": pgettext_lazy("after a number", "subjects"),
    "student": pgettext_lazy("after a number", "pupils"),
    "village": pgettext_lazy("after a number", "villages"),
    "research_group": pgettext_lazy("after a number", "research groups"),
    "prep_group": pgettext_lazy("after a number", "preparation groups"),
    "society": pgettext_lazy("after a number", "societies"),
    "community": pgettext_lazy("after a number", "growth communities"),
    "hazard_area": pgettext_lazy("after a number", "hazard areas"),
    "unit": pgettext_lazy("after a number", "teaching units"),
    "alliance": pgettext_lazy("after a number", "alliances"),
    "alliance_school": pgettext_lazy("after a number", "schools of the alliance"),
    "member_school": pgettext_lazy("after a number", "member schools"),
    "each_alliance_school": pgettext_lazy("after a number", "schools of the alliance"),
    "each_member_school": pgettext_lazy("after a number", "member schools"),
    "each_exchanged_staff": pgettext_lazy("after a number", "exchanged members of staff"),
    "mentor": pgettext_lazy("after a number", "mentors"),
    "exchanged_staff": pgettext_lazy("after a number", "exchanged members of staff"),
    "need": pgettext_lazy("after a number", "needs of schools"),
}


def counted(kind: str) -> str:
    """Give the noun of a kind; of several joined by "+", all of them."""
    return " + ".join(_noun(part) for part in kind.split("+"))


def _noun(kind: str) -> str:
    if kind.startswith("role:"):
        return pgettext("after a number", "people")
    if kind.startswith("list:"):
        return pgettext("after a number", "items of the list")
    return str(COUNTED.get(kind, kind))


def thing(kind: str) -> str:
    """Give the noun as a heading or in a sentence of its own."""
    return " + ".join(str(THINGS.get(part, part)) for part in kind.split("+"))


THINGS = {
    "student": pgettext_lazy("kind of thing", "Pupils"),
    "village": pgettext_lazy("kind of thing", "Villages"),
    "society": pgettext_lazy("kind of thing", "Mutual-aid societies"),
    "community": pgettext_lazy("kind of thing", "Growth communities"),
    "hazard_area": pgettext_lazy("kind of thing", "Hazard areas"),
    "unit": pgettext_lazy("kind of thing", "Teaching units"),
    "alliance": pgettext_lazy("kind of thing", "Alliance"),
    "alliance_school": pgettext_lazy("kind of thing", "Schools of the alliance"),
    "member_school": pgettext_lazy("kind of thing", "Member schools"),
    "each_alliance_school": pgettext_lazy("kind of thing", "Schools of the alliance"),
    "each_member_school": pgettext_lazy("kind of thing", "Member schools"),
    "each_exchanged_staff": pgettext_lazy("kind of thing", "Exchanged staff"),
    "mentor": pgettext_lazy("kind of thing", "Mentors"),
    "exchanged_staff": pgettext_lazy("kind of thing", "Exchanged staff"),
    "need": pgettext_lazy("kind of thing", "Needs of schools"),
    "class": pgettext_lazy("kind of thing", "Classes"),
    "grade": pgettext_lazy("kind of thing", "Grades"),
    "subject": pgettext_lazy("kind of thing", "Subjects"),
    "teacher": pgettext_lazy("kind of thing", "Teachers"),
    "research_group": pgettext_lazy("kind of thing", "Research groups"),
    "prep_group": pgettext_lazy("kind of thing", "Preparation groups"),
}
