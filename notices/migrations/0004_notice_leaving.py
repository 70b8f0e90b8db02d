"""What may leave the portal, and whether it was looked at; messages from before are not sent out after all."""

import core.operations
from django.db import migrations, models

PLANNED = "UPDATE notices_notice SET planned_at = created_at WHERE planned_at IS NULL"


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0003_notice_unread"),
    ]

    operations = [
        core.operations.AddField(
            model_name="notice",
            name="may_leave",
            field=models.BooleanField(
                default=False, help_text="Names no child; its words may go out by e-mail and text message."
            ),
        ),
        core.operations.AddField(
            model_name="notice",
            name="planned_at",
            field=models.DateTimeField(
                help_text="When it was decided by which channels it goes out.", null=True
            ),
        ),
        migrations.RunSQL(PLANNED, migrations.RunSQL.noop),
        core.operations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("planned_at", None)), fields=["created_at"], name="notice_unplanned"
            ),
        ),
    ]
