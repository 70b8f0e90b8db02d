"""Words for the kinds of documents and for how the portal answers an article."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS = {
    "student_growth": _("Pupils' growth communities"),
    "teacher_growth": _("Teachers' growth"),
    "alliance": _("Alliance of schools"),
    "rule_set": _("Teaching inspection"),
    "foreword": _("Foreword"),
}
ANSWERS = {
    "requirement": pgettext_lazy("what an article does", "Asks something"),
    "record": pgettext_lazy("what an article does", "A record is kept"),
    "report": pgettext_lazy("what an article does", "A report is made"),
    "structure": pgettext_lazy("what an article does", "Says how it is organised"),
    "parameter": pgettext_lazy("what an article does", "Sets a number"),
    "shown": pgettext_lazy("what an article does", "To be read; asks nothing"),
}
