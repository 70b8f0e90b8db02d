"""What a page says when a service refuses."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "other-school": _("This belongs to another school."),
    "closed": _("This class is closed."),
    "same-class": _("The pupil is in this class already."),
    "overlap": _("Something later is already entered for this pupil; choose a later day."),
    "not-enrolled": _("The pupil is in no class."),
    "nothing-to-undo": _("There is no step of today to undo."),
    "id-number-taken": _("Another pupil of the school has this ID number."),
    "already-linked": _("This person belongs to the pupil already."),
    "split-all-or-none": _("Choose some of the children, but not all."),
    "same-person": _("Choose another person to merge with."),
    "two-accounts": _("Both have an account of their own; they stay two people."),
    "two-id-numbers": _("They have different ID numbers; they stay two people."),
    "later-post": _("A class teacher is already appointed for a later day."),
    "already-assigned": _("The teacher teaches this already."),
    "outside-term": _("This day does not lie in the term."),
    "ended": _(
        "This lesson is no longer held on that day: it was ended or changed meanwhile. Open the timetable anew."
    ),
    "changed-meanwhile": _("Somebody else has changed this lesson meanwhile. Open the timetable anew."),
    "clash": _("The class, the teacher or the room has another lesson at that time."),
    "not-good": _("Something in the file must be mended first."),
    "changed-since": _("The timetable or the staff has changed since the preview; please look once more."),
    "no-lesson": _("This lesson is not held on that day."),
    "past": _("A day that is over stays as it was."),
    "not-same-class": _("Only two lessons of one class can change places."),
    "other-term": _("The other day lies in another term."),
    "no-school-day": _("No lessons are held on that day."),
    "changed-already": _("Something is different about this lesson on that day already; take that back first."),
    "moved-away": _("This lesson is held at another time on that day; take that back first."),
    "moved-there": _("A lesson of some day is moved to that time; take that back first."),
    "same-teacher": _("This is the teacher's own lesson."),
}
