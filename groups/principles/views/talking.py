"""What members say of a draft."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from gpleadership.lib.pages import page
from groups.principles import actions
from groups.principles.forms import CommentForm
from groups.principles.views.found import check_discusses, version_or_404
from groups.principles.views.reading import version_page
from groups.seats.forms.base import attempt, succeeds, typed
from groups.seats.forms.plain import ConfirmForm
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability


@require_POST
@group_view(Capability.READ_PAPERS)
def comment(request: GroupRequest, pk: int) -> HttpResponse:
    """Say what one thinks; what cannot be kept is shown again with the reason."""
    check_discusses(request)
    found = version_or_404(request, pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        said = attempt(form, lambda: actions.add_comment(found, form.cleaned_data["text"], by=request.user))
        if said:
            messages.success(request, "Your comment is kept. Core members, the chair and the secretariat read it.")
            return redirect("principles:version", request.group.slug, found.pk)
    return version_page(request, found, form)


@require_http_methods(["GET", "HEAD", "POST"])
@group_view(Capability.READ_PAPERS)
def withdraw_comment(request: GroupRequest, pk: int) -> HttpResponse:
    """Take back one's own comment."""
    check_discusses(request)
    own = request.group.principle_comments.filter(by=request.user, withdrawn_at=None)
    found = get_object_or_404(own.select_related("version"), pk=pk)
    form = ConfirmForm(typed(request))
    if form.is_valid() and succeeds(form, lambda: actions.withdraw_comment(found, by=request.user)):
        messages.success(request, "Your comment was withdrawn. Its words are gone; that there was one stays.")
        return redirect("principles:version", request.group.slug, found.version_id)
    return page(
        request, "groups/principles/withdraw_comment.html", {"group": request.group, "comment": found, "form": form}
    )
