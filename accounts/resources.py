"""The access log as a spreadsheet."""

from django.utils import timezone
from django.utils.translation import gettext as _
from import_export import fields, resources
from import_export.widgets import DateTimeWidget

from accounts.models import AccessRecord

FORMULA_SIGNS = "=", "+", "-", "@", "\t", "\r"


class AccessRecordResource(resources.ModelResource):
    at = fields.Field("at", widget=DateTimeWidget("%Y-%m-%d %H:%M:%S"))
    name = fields.Field("user__name")
    school = fields.Field("school__name")
    action = fields.Field("get_action_display")
    what = fields.Field("what_label")
    purpose = fields.Field("purpose_label")

    class Meta:
        model = AccessRecord
        fields = export_order = [
            "at", "username", "name", "school", "action", "what", "record_id", "count", "purpose", "address",
        ]  # fmt: skip

    def dehydrate_at(self, record) -> str:
        return f"{timezone.localtime(record.at):%Y-%m-%d %H:%M:%S}"

    def export_field(self, field, record, **kwargs):
        return harmless(super().export_field(field, record, **kwargs))

    def get_export_headers(self, *args, **kwargs) -> list[str]:
        return [
            _("Moment"), _("User name"), _("Name"), _("School"), _("Action"), _("Kind of record"), _("Record"),
            _("Number"), _("Purpose"), _("Address"),
        ]  # fmt: skip


def harmless(value):
    """Keep a text from running as a formula in Excel: failed sign-ins keep what a stranger typed."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value
