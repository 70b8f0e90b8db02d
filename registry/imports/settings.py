"""What the importer has to know of a school: stages, villages with their aliases, classes."""

from django.db.models import Max, Min

from registry.class_names import ClassKey, Stage
from registry.imports.cleaning import Context
from registry.imports.cleaning.classes import class_label
from registry.models import Grade, RegisterImport, SchoolClass
from schools.models import School, Village, VillageAlias


def context_of(register_import: RegisterImport) -> Context:
    """Give what cleaning is told of the school. Four statements."""
    school = register_import.school
    return Context(
        stages=stages_of(school),
        effective_on=register_import.effective_on,
        villages=_villages(school),
        class_labels={
            class_label(label): ClassKey(*key)
            for label, *key in SchoolClass.objects.filter(school=school)
            .exclude(label="")
            .values_list("label", "stage", "entry_year", "number")
        },
    )


def stages_of(school: School) -> list[Stage]:
    """Give the stages that the school teaches, lowest first."""
    grades = Grade.objects.filter(school=school).order_by().values("stage")
    rows = grades.annotate(first=Min("number"), last=Max("number")).order_by("first")
    return [Stage(row["stage"], row["first"], row["last"]) for row in rows]


def _villages(school: School) -> dict[str, int]:
    """Give every name and alias of the district's villages; a name wins over an alias of another village."""
    aliases = VillageAlias.objects.filter(district=school.district_id).values_list("name", "village_id")
    names = Village.objects.filter(district=school.district_id).values_list("name", "pk")
    return {**dict(aliases), **dict(names)}


def known_classes(school: School) -> dict[ClassKey, int]:
    """Give the school's classes by key."""
    rows = SchoolClass.objects.filter(school=school).values_list("stage", "entry_year", "number", "pk")
    return {ClassKey(*key): pk for *key, pk in rows}
