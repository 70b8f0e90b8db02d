"""What a teacher is told about the evaluation at term end: that it is there, no grade."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from teaching_checks.models import SixEarnestsReview


def written(review: SixEarnestsReview) -> dict:
    """To the teacher."""
    return {
        "subject": _("Your six-earnests evaluation is there"),
        "body": _("You can read it and add a word of your own."),
        "url": reverse("teaching_checks:review_mine"),
        "dedupe": f"six-earnests-{review.public_id}",
        "school": review.school,
        "may_leave": True,
    }
