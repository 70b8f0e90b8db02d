"""Take an applied import back from the command line, as its page does."""

import json

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand

from jobs.runs import Unwatched
from registry.imports import services
from registry.imports.undoing import CannotUndo
from registry.management.commands.import_register import WrongUse
from registry.models import RegisterImport


class Command(BaseCommand):
    help = "Take an applied import back. Prints JSON; exit code 0 all of it, 1 something stays, 2 wrong use."

    def add_arguments(self, parser):
        parser.add_argument("id", help="The import's id, as import_register prints it and as its address holds it.")
        parser.add_argument("--json", action="store_true", help="Print JSON on one line.")

    def handle(self, *args, **options):
        try:
            result = services.undo(register_import=_import(options["id"]), by=None, run=Unwatched())
        except CannotUndo:
            raise WrongUse("Only an import that was applied within the last 30 days can be taken back, once.") from None
        self.stdout.write(json.dumps(result, indent=None if options["json"] else 2))
        if result["kept"]:
            raise SystemExit(1)


def _import(public_id: str) -> RegisterImport:
    try:
        return RegisterImport.objects.select_related("school").get(public_id=public_id)
    except (RegisterImport.DoesNotExist, ValueError, ValidationError):
        raise WrongUse(f"There is no import with the id “{public_id}”.") from None
