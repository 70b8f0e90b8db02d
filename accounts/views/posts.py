"""Posts of other people: given and ended."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import refusals, services
from accounts.forms import PostForm
from accounts.models import Post, User
from accounts.views.people import MANAGERS, chosen_school, post_context
from core.access import requires


@requires(*MANAGERS)
def post_give(request, public_id):
    """Give one more post to a person."""
    account = get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
    school = chosen_school(request)
    form = PostForm(request.POST or None, user=request.user, school=school)
    if request.method == "POST" and form.is_valid():
        role, scope_id = form.cleaned_data["role"], form.cleaned_data["scope_id"]
        try:
            services.give_post(user=account, role=role, school=school, scope_id=scope_id, by=request.user)
        except services.Refused as refused:
            form.add_error(None, refusals.words(refused))
        else:
            messages.success(request, _("The post was given."))
            return redirect("accounts:account_detail", account.public_id)
    return render(request, "accounts/post_give.html", {"account": account, **post_context(request, form, school)})


@requires(*MANAGERS)
@require_POST
def post_end(request, public_id):
    """End a post of another person today."""
    post = get_object_or_404(Post.objects.visible_to(request.user), public_id=public_id)
    try:
        services.end_post(post=post, by=request.user)
    except services.Refused as refused:
        messages.error(request, refusals.words(refused))
    else:
        messages.success(request, _("The post has ended."))
    return redirect("accounts:account_detail", post.user.public_id)
