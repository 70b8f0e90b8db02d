"""What a person teaches the portal on the way through an import; the file is then read again."""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from registry.imports import services
from registry.models import RegisterImport, SchoolClass
from schools.models import Village, VillageAlias


@transaction.atomic
def read_hidden_sheets(*, register_import: RegisterImport, by: User) -> None:
    """Read the file again with its hidden sheets. Raises Refused like every new reading."""
    register_import.include_hidden = True
    register_import.save(update_fields=["include_hidden"])
    services.start_reading(register_import=register_import, by=by)


@transaction.atomic
def teach_classes(*, register_import: RegisterImport, classes: Mapping[str, SchoolClass], by: User) -> None:
    """Let each label of the file name a class of the school from now on, and read again."""
    own = SchoolClass.objects.filter(school=register_import.school)
    for label, school_class in classes.items():
        own.filter(label=label).exclude(pk=school_class.pk).update(label="")
        own.filter(pk=school_class.pk).update(label=label)
    services.start_reading(register_import=register_import, by=by)


@transaction.atomic
def teach_places(*, register_import: RegisterImport, aliases: Mapping[str, Village], new: list[str], by: User) -> None:
    """Make each place of the file another name of a village, or a village of its own, and read again."""
    school = register_import.school
    for name in new:
        village, _is_new = Village.objects.get_or_create(district=school.district, name=name)
        school.villages.add(village)
    for name, village in aliases.items():
        VillageAlias.objects.get_or_create(district=school.district, name=name, defaults={"village": village})
        school.villages.add(village)
    services.start_reading(register_import=register_import, by=by)
