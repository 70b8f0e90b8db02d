"""The school's own Word templates: which are in force, replacing one, going back to the portal's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from core.access import requires
from core.listing import paged
from core.refusals import Refused
from reports import kinds, refusals, selectors
from reports.forms import TemplateForm
from reports.models import Template
from reports.services import making
from reports.services import templates as services
from reports.views.making import kind_open_to
from reports.views.sending import TYPES, send_file
from reports.word.field_list import fields_of
from reports.word.package import Unusable
from reports.word.sentences import sentence, unusable

PER_PAGE = 20
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.REPORT_MAKE)
@require_safe
def template_list(request):
    """Every kind of report with the template that it is made with."""
    offered = kinds.open_to(request.user, Permission.REPORT_MAKE, school=request.school)
    own = selectors.templates_in_force(request.user, request.school)
    page = paged(request, [(kind, own.get(kind.code)) for kind in offered], per_page=PER_PAGE)
    return render(request, "reports/template_list.html", {"page": page})


@requires(Permission.REPORT_MAKE)
@GET_OR_POST
def template_replace(request, code):
    """Upload a new version; what is wrong with it is said field by field. The fields and versions stand below."""
    kind = kind_open_to(request, code)
    form = TemplateForm(request.POST or None, request.FILES or None)
    problems = []
    if form.is_valid():
        try:
            services.replace(
                school=request.school,
                kind=kind,
                data=form.cleaned_data["data"],
                file_name=form.cleaned_data["file"].name,
                by=request.user,
            )
        except services.Broken as broken:
            problems = [sentence(problem) for problem in broken.problems]
        except Unusable as error:
            form.add_error("file", unusable(error.code))
        else:
            messages.success(request, _("The template is in use from now on."))
            return redirect("reports:template_list")
    versions = Template.objects.visible_to(request.user).filter(school=request.school, kind=kind.code)
    context = {
        "form": form,
        "kind": kind,
        "problems": problems,
        "fields": fields_of(kind),
        "page": paged(request, versions.select_related("uploaded_by"), per_page=PER_PAGE),
    }
    return render(request, "reports/template_replace.html", context)


@requires(Permission.REPORT_MAKE)
@GET_OR_POST
def template_reset(request, code):
    """Ask, then use the portal's own template again."""
    kind = kind_open_to(request, code)
    if request.method != "POST":
        return render(request, "reports/template_reset.html", {"kind": kind})
    try:
        services.reset(school=request.school, kind=kind, by=request.user)
    except Refused as refused:
        messages.info(request, refusals.words(refused.reason))
    else:
        messages.success(request, _("The portal's own template is in use again."))
    return redirect("reports:template_list")


@requires(Permission.REPORT_MAKE)
@require_safe
def template_download(request, public_id):
    """Send one version of the school's own template."""
    template = get_object_or_404(Template.objects.visible_to(request.user), public_id=public_id)
    name = f"{template.kind_label} {_('template')} {template.version}"
    return send_file(template.file, name=name, format="docx")


@requires(Permission.REPORT_MAKE)
@require_safe
def template_default(request, code):
    """Send the portal's own template, from which a school begins."""
    kind = kind_open_to(request, code)
    response = HttpResponse(making.template_bytes(kind, None), content_type=TYPES["docx"])
    response["Content-Disposition"] = content_disposition_header(True, f"{kind.label} {_('template')}.docx")
    return response
