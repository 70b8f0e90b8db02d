"""How I am told: everybody's own page."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import signed_in
from notices.forms.preferences import PreferenceForm
from notices.models.preferences import preference_of
from notices.services import preferences


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def preference(request):
    """Choose how often, by which way and at which hours one is told outside the portal."""
    form = PreferenceForm(
        request.POST or None, instance=preference_of(request.user), initial={"email": request.user.email}
    )
    if form.is_valid():
        fields = dict(form.cleaned_data)
        preferences.keep(user=request.user, email=fields.pop("email"), fields=fields)
        messages.success(request, _("Saved."))
        return redirect("notices:preference")
    return render(request, "notices/preference.html", {"form": form})
