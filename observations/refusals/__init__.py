"""Why an observation cannot be handed in or changed: the words for the codes of the services."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from observations.models.photos import MOST_PHOTOS

SENDING = {
    "oneself": _("Nobody observes the own lesson. Choose another teacher."),
    "not-employed": _("This teacher was not employed at the school on that day."),
    "elsewhere": _("This belongs to another school. Choose from the list."),
    "no-term": _("This day lies outside the terms of the school."),
    "no-lessons": _("No lessons are held on this day: holiday, weekend or vacation in the school's calendar."),
    "too-long-ago": _("This day is too long ago. What is written down late is no record of the lesson."),
    "not-begun": _("This lesson has not begun yet."),
    "off-timetable": _("The timetable does not have this lesson. Choose another class or period, or say why."),
    "unannounced": _("Group heads and above observe unannounced. Agree on it with your colleague: announced."),
    "assessment": _("Group heads and above assess. Choose another occasion."),
    "overlap": _("You have handed in another observation of this time. Withdraw it first, or choose another period."),
    "photos": format_lazy(_("At most {most} photos. Remove some."), most=MOST_PHOTOS),
    "photo-too-large": _("This photo is larger than 10 MB. Take it again, or remove it."),
    "not-a-photo": _("This file is no photo (JPEG, PNG or WebP). Remove it."),
}

AFTERWARDS = {
    "not-yours": _("Only observer and observed teacher can do this."),
    "not-observer": _("Only the observer can do this."),
    "withdrawn": _("This observation has been withdrawn."),
    "talked-over": _("It has been talked over; what stands there stays."),
    "answered": _("The teacher has answered; what stands there stays."),
    "talk-before-lesson": _("This is before the lesson began."),
    "talk-in-future": _("This time has not come yet."),
    "no-reason": _("Give a reason."),
}
