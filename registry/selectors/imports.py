"""What the pages of an import read besides its rows."""

from django.db.models import QuerySet

from jobs.models import Job
from registry.imports.loading import watermark
from registry.models import RegisterImport, SchoolClass, StagedStudent

KINDS = ("register_read", "register_apply", "register_undo")


def newest_job(register_import: RegisterImport) -> Job | None:
    """Give the newest work on an import."""
    jobs = Job.objects.filter(school=register_import.school_id, kind__in=KINDS, arguments__import_id=register_import.pk)
    return jobs.select_related("created_by").order_by("-created_at", "-pk").first()


def is_outdated(register_import: RegisterImport) -> bool:
    """Tell whether the register has changed since the preview was made, so that it can no longer be applied."""
    return register_import.can_be_applied and watermark(register_import.school) != register_import.watermark


def sheets_of(register_import: RegisterImport) -> list[str]:
    """Name the sheets with pupils, each once, in the order of the file."""
    return list(dict.fromkeys(table["sheet"] for table in register_import.tables.get("tables", [])))


def unread_columns(register_import: RegisterImport) -> list[str]:
    """Name the columns that nobody has given a meaning, each once."""
    columns = (c for table in register_import.tables.get("tables", []) for c in table["columns"] if not c["field"])
    names = (" ".join(filter(None, (c["group"], c["header"]))) for c in columns)
    return [name for name in dict.fromkeys(names) if name]


def names_left_out(register_import: RegisterImport, names: list[str]) -> set[str]:
    """Keep those names that stand in a row which was left out: such a pupil is in the file after all."""
    rows = StagedStudent.objects.filter(register_import=register_import, student_id=None, name__in=names)
    return set(rows.filter(action=StagedStudent.Action.REJECTED).values_list("name", flat=True))


def classes_to_choose(user, register_import: RegisterImport) -> QuerySet[SchoolClass]:
    """Give the open classes of the school, named as on the effective date."""
    classes = SchoolClass.objects.visible_to(user).filter(school=register_import.school).open()
    return classes.with_grade(register_import.effective_on)
