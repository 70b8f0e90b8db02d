"""The compliance board as a workbook at once, filtered as it is on its page."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from core.access import requires
from reports.contents.board import written
from reports.excel import workbook
from reports.models import Format
from reports.views.sending import TYPES
from rulebook import r33
from rulebook.forms.board import BoardFilter
from rulebook.selectors.board_pages import choices
from schools.selectors import current_term


@requires(Permission.COMPLIANCE_VIEW)
@require_safe
def board_export(request):
    """Send what the user's board shows: a head's own group, a leader's whole school."""
    today = timezone.localdate()
    term = current_term(request.school, request.session, today)
    if term is None:
        raise Http404
    form = BoardFilter(request.GET, choices=choices(request.school, term, user=request.user))
    gathered = written(r33.gather(request.school, term, today, user=request.user, wanted=form.wanted))
    data = workbook(gathered, made_by=request.user.name, made_at=timezone.now())
    response = HttpResponse(data, content_type=TYPES[Format.EXCEL])
    name = f"{gathered.school} {gathered.title} {gathered.period} {today}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name.replace("/", " "))
    response["Cache-Control"] = "no-store"
    return response
