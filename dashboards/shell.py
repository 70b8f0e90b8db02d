"""The parts of the shell: menu, school and term switch, unread messages. Read when first printed."""

from django.utils import timezone
from django.utils.functional import cached_property

from dashboards.menu import menu_for
from notices.selectors import unread_count
from schools.models import School
from schools.selectors import terms_and_current

PHONE_LINKS = 4


class Shell:
    """What is around a page, for one request; at most three statements, one for a family, none for a partial."""

    def __init__(self, request):
        self.request = request
        self.user = getattr(request, "user", None)
        self.school = getattr(request, "school", None)

    @cached_property
    def menu(self):
        return menu_for(self.user, school=self.school, path=self.request.path)

    @cached_property
    def phone_links(self):
        """The first entries of the menu, for the bar at the bottom of a phone."""
        return [link for area in self.menu for link in area.links][:PHONE_LINKS]

    @cached_property
    def schools(self):
        """The schools one can switch to; empty without a choice, and for families, who see all of theirs at once."""
        if len(self.user.school_ids()) < 2 or not self.user.holds_staff_post():
            return []
        return list(School.objects.visible_to(self.user).filter(pk__in=self.user.school_ids()))

    @cached_property
    def _terms(self):
        if not self.user.holds_staff_post():
            return [], None  # a family's pages are about days, not terms
        return terms_and_current(self.school, self.request.session, timezone.localdate())

    @property
    def terms(self):
        return self._terms[0]

    @property
    def term(self):
        """The term that one works in."""
        return self._terms[1]

    @cached_property
    def unread(self) -> int:
        return unread_count(self.user)
