"""Classes: the list, one class with its pupils, its class teacher, its list as a workbook."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import downloads
from accounts.access_log import record_list
from accounts.permissions import Permission
from core.access import may, requires
from core.listing import listed
from core.refusals import Refused
from registry import class_lists
from registry.forms.classes import ClassTeacherForm
from registry.models import Grade, SchoolClass
from registry.refusals import WORDS
from registry.selectors import classes as selectors
from registry.selectors.pupils import contacts_open_to
from registry.services.posts import appoint_class_teacher

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
SORTS = {"name": "order", "size": "size", "class_teacher": "class_teacher"}


@requires(Permission.CLASS_VIEW)
@require_safe
def class_list(request):
    """The open classes by grade, with size and class teacher; ?grade= and ?missing=class_teacher filter."""
    classes = selectors.classes_of(request.user, request.school)
    grades = Grade.objects.filter(school=request.school)
    grade = next((each for each in grades if str(each.pk) == request.GET.get("grade")), None)
    if grade:
        classes = classes.filter(pk__in=SchoolClass.objects.in_grades([grade.pk]).values("pk"))
    if is_missing := request.GET.get("missing") == "class_teacher":
        classes = selectors.without_class_teacher(classes)
    page = listed(request, selectors.for_listing(classes, request.user), sorts=SORTS, default="name")
    return render(
        request,
        "registry/class_list.html",
        {"page": page, "grades": grades, "grade": grade, "is_missing": is_missing},
    )


@requires(Permission.CLASS_VIEW)
@require_safe
def class_detail(request, public_id):
    """One class: who leads and teaches it, and its pupils; contacts only where they are open to the user."""
    school_class = visible_class(request, public_id)
    pupils = list(selectors.pupils_of_class(school_class, request.user))
    assignments = school_class.assignments.filter(to_on=None).select_related("teacher", "subject")
    record_list(request, "student", len(pupils))
    return render(
        request,
        "registry/class_detail.html",
        {
            "school_class": school_class,
            "pupils": pupils,
            "shows_contacts": _are_contacts_open(request.user, pupils),
            "class_teachers": selectors.class_teachers(school_class),
            "assignments": assignments.order_by("subject", "teacher__name_pinyin"),
            "may_appoint": may(request, Permission.TEACHER_EDIT),
            "may_download": may(request, Permission.REGISTER_DOWNLOAD),
            "may_add": may(request, Permission.STUDENT_EDIT),
            "reads_timetable": may(request, Permission.TIMETABLE_VIEW),
            "links_teachers": may(request, Permission.TEACHER_VIEW),
        },
    )


def _are_contacts_open(user, pupils) -> bool:
    """Tell whether the contacts of every pupil on the page are open to the user."""
    ids = [pupil.pk for pupil in pupils]
    return bool(ids) and contacts_open_to(user).filter(pk__in=ids).count() == len(ids)


@requires(Permission.TEACHER_EDIT)
@GET_OR_POST
def class_appoint(request, public_id):
    """Give the class a class teacher; the predecessor's post ends on that day."""
    school_class = visible_class(request, public_id)
    form = ClassTeacherForm(
        request.POST or None,
        school=request.school,
        initial={"teacher": next((t for _name, t in selectors.class_teachers(school_class)), None)},
    )
    if form.is_valid():
        try:
            appoint_class_teacher(school_class=school_class, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Saved."))
            return redirect("registry:class_detail", school_class.public_id)
    return render(request, "registry/class_appoint.html", {"form": form, "school_class": school_class})


@requires(Permission.REGISTER_DOWNLOAD)
@GET_OR_POST
def class_download(request, public_id):
    """Take the class list away as a workbook: first the purpose, which decides the columns; logged (L-02)."""
    school_class = visible_class(request, public_id)
    pupils = selectors.pupils_of_class(school_class, request.user)
    return downloads.deliver(
        request,
        "student",
        count=len(pupils),
        purposes=list(class_lists.COLUMNS_FOR),
        make=lambda purpose: class_lists.class_list(pupils, purpose),
        name=f"{slugify(str(school_class), allow_unicode=True) or 'class'}.xlsx",
        title=_("Take the class list away"),
        cancel_url=reverse("registry:class_detail", args=[school_class.public_id]),
    )


def visible_class(request, public_id) -> SchoolClass:
    """Give the class of the current school, also a closed one, or page 404."""
    classes = SchoolClass.objects.visible_to(request.user).filter(school=request.school).with_grade()
    return get_object_or_404(classes.select_related("campus"), public_id=public_id)
