"""What a page says when a change of a community is refused."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Community
from core.refusals import Refused

WORDS = {
    "dissolved": gettext_lazy("This community has been dissolved."),
    "society-dissolved": gettext_lazy("This society has been dissolved."),
    "name-taken": gettext_lazy("The society has a community of this name already."),
    "not-agreed": gettext_lazy("Only a pupil or a parent who has agreed can lead."),
    "not-a-draft": gettext_lazy("This community has been approved already."),
    "outside-rules": gettext_lazy(
        "Not everything is in order yet. The school's leaders can approve it as it is, with a reason."
    ),
    "not-shown": gettext_lazy("Choose pupils of the village whose families agreed to be shown."),
    "no-child-here": gettext_lazy("Only parents whose child is in this community, or proposed for it, can join."),
    "not-a-teacher-here": gettext_lazy("Choose teachers of the school who can sign in."),
    "too-many-pupil": gettext_lazy(
        "The community would have more pupils than are allowed (F-01). Nothing was changed."
    ),
    "too-many-parent": gettext_lazy(
        "The community would have more parents than are allowed (F-01). Nothing was changed."
    ),
    "too-many-adviser": gettext_lazy(
        "The community would have more advisers than are allowed (F-01). Nothing was changed."
    ),
    "already-proposed": gettext_lazy("Somebody among them has been proposed already. Please look again."),
    "has-answered": gettext_lazy("There is an answer already, so the proposal cannot be taken back."),
    "not-yours": gettext_lazy("This is not yours to answer."),
    "not-a-member": gettext_lazy("This membership has ended already."),
    "already-answered": gettext_lazy("There is an answer already."),
    "answered-by-another": gettext_lazy("The child's other guardian has answered. Please talk to each other."),
    "no-consent": gettext_lazy(
        "First agree on the child's page that the school may show name and class to the community."
    ),
    "pupil-taken": gettext_lazy("This pupil is in another community already. A pupil is in one at a time."),
}


def words(refused: Refused, user) -> str:
    """Give the sentence for a refusal; another community is named only to somebody who may see it."""
    community = getattr(refused, "community", None)
    if community and Community.objects.visible_to(user).filter(pk=community.pk).exists():
        return _("%(pupil)s is in the community “%(community)s” already. A pupil is in one at a time.") % {
            "pupil": refused.student,
            "community": community,
        }
    return str(WORDS[refused.reason])
