"""Who answers for children's data at the school; families read it in the notice."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from core.access import requires
from families.forms import ContactForm
from families.models import PrivacyContact


@requires(Permission.FAMILY_ACCOUNTS)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_edit(request):
    """Name the person in charge of children's data at the school."""
    contacts = PrivacyContact.objects.visible_to(request.user)
    contact = contacts.filter(school=request.school).first() or PrivacyContact(school=request.school)
    form = ContactForm(request.POST or None, instance=contact)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved. Families read it in the notice from now on."))
        return redirect("families:slip_list")
    return render(request, "families/contact_edit.html", {"form": form})
