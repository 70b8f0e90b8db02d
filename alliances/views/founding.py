"""Found an alliance, ask a school, change the common numbers, end it: by who runs it."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from alliances.forms.founding import AskForm, EndForm, FoundForm
from alliances.refusals import in_words
from alliances.selectors.schools import schools_of_district, schools_to_ask
from alliances.services import founding, scheme
from alliances.services.founding import Asked
from alliances.views.alliances import own_alliance
from core.access import requires
from core.refusals import Refused
from core.saving import saved
from rulebook.documents import loading
from rulebook.forms.adoptions import ChangeForm
from rulebook.forms.numbers import proposed

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.ALLIANCE_FOUND)
@GET_OR_POST
def alliance_found(request):
    """Kind, name and schools; the schools are asked."""
    if request.school is None:
        raise Http404
    form = FoundForm(request.POST or None, own=request.school, schools=schools_of_district(request.school))
    if alliance := saved(
        request,
        form,
        partial(in_words, alliance=form.instance),
        founding.found,
        school=request.school,
        typed=form.typed,
        said=_("The alliance is founded; the schools have been asked."),
    ):
        return redirect("alliances:alliance_detail", alliance.public_id)
    return render(request, "alliances/alliance_found.html", {"form": form})


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def alliance_ask(request, public_id):
    """Ask one more school of the district."""
    alliance = own_alliance(request, public_id)
    form = AskForm(request.POST or None, schools=schools_to_ask(alliance), has_core=alliance.has_core)
    if saved(
        request,
        form,
        partial(in_words, alliance=alliance),
        founding.ask,
        alliance=alliance,
        typed=lambda: {"asked": Asked(**form.cleaned_data)},
        said=_("The school has been asked."),
    ):
        return redirect("alliances:alliance_detail", alliance.public_id)
    return render(request, "alliances/alliance_ask.html", {"alliance": alliance, "form": form})


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def alliance_numbers(request, public_id):
    """Change numbers of the scheme for all schools from a day on. ?value-<key>=… proposes a number."""
    alliance = own_alliance(request, public_id)
    document, numbers = loading.document(alliance.document), scheme.common_numbers(alliance)
    if numbers is None:
        messages.error(request, in_words(Refused("not_adopted")))
        return redirect("alliances:alliance_detail", alliance.public_id)
    begins = proposed(document, request.GET)
    form = ChangeForm(request.POST or None, initial=begins, document=document, numbers=numbers)
    number = saved(
        request,
        form,
        partial(in_words, alliance=alliance),
        scheme.change_for_all,
        alliance=alliance,
        typed=lambda: {
            "values": form.changes(),
            "reasons": form.cleaned_reasons,
            "from_on": form.cleaned_data["from_on"],
            "from_now": form.cleaned_data["from_now"],
        },
        said=lambda number: _("The new numbers count at %(number)s schools.") % {"number": number},
    )
    if number is not None:
        return redirect("alliances:alliance_detail", alliance.public_id)
    return render(
        request, "alliances/alliance_numbers.html", {"alliance": alliance, "document": document, "form": form}
    )


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def alliance_end(request, public_id):
    """Say from when the alliance is no more."""
    alliance = own_alliance(request, public_id)
    form = EndForm(request.POST or None)
    if saved(
        request,
        form,
        partial(in_words, alliance=alliance),
        founding.end,
        alliance=alliance,
        said=_("The alliance ends; the schools have been told."),
    ):
        return redirect("alliances:alliance_detail", alliance.public_id)
    return render(request, "alliances/alliance_end.html", {"alliance": alliance, "form": form})
