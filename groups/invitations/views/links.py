"""The page of a link: who invites whom to what; accepting, with an account or with a new one.

`actions.accepting` says why the flow is as it is. Reading changes nothing, so a mail program may look.
"""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gpleadership.lib.pages import page
from gpleadership.lib.refusal import Refused
from groups.invitations import actions, presenters, words
from groups.invitations.access import LinkRequest, link_view
from groups.invitations.enums import State, Trouble
from groups.invitations.forms import PASSWORD, JoinForm
from groups.invitations.models import AnInvitation
from groups.invitations.policies import NotOpen, NotYours, is_over, is_taken
from groups.invitations.signing_in import sign_in
from groups.invitations.states import state_of
from groups.people.actions import HasAccount, has_address
from groups.people.models import Person


@require_safe
@link_view
def open_link(request: LinkRequest) -> HttpResponse:
    """Who invites whom to what; or why there is nothing to accept."""
    invitation, now = request.invitation, timezone.now()
    if invitation is None:
        return _notice(request, presenters.UNKNOWN)
    over = is_over(invitation, now)
    if invitation.accepted_by is not None and invitation.accepted_by == request.user:
        return _welcome(request, invitation)
    if state_of(invitation, now) != State.WAITING or over:
        return _notice(request, presenters.ended(invitation, now, over=over))
    if invitation.trouble == Trouble.TAKEN and is_taken(invitation, now):
        return _notice(request, presenters.taken(invitation))
    form = JoinForm(email=invitation.email, initial={"full_name": invitation.full_name, "way": PASSWORD})
    return _offer(request, invitation, form)


@require_POST
@link_view
def accept(request: LinkRequest) -> HttpResponse:
    """Accept with the account that is signed in."""
    if request.invitation is None:
        return _notice(request, presenters.UNKNOWN)
    if not request.user.is_authenticated:
        return redirect(_sign_in_address(request))
    try:
        actions.accept(request.invitation, by=request.user)
    except (NotOpen, NotYours):
        pass  # the page of the link says it
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("invitations:open", request.token)


@require_POST
@link_view
def join(request: LinkRequest) -> HttpResponse:
    """Make an account with the address, and accept."""
    invitation = request.invitation
    if invitation is None:
        return _notice(request, presenters.UNKNOWN)
    if request.user.is_authenticated:
        return redirect("invitations:open", request.token)
    form = JoinForm(request.POST, email=invitation.email)
    if not form.is_valid():
        return _offer(request, invitation, form)
    try:
        person = actions.join(
            invitation, full_name=form.cleaned_data["full_name"], password=form.cleaned_data["password"] or None
        )
    except Refused as refused:
        return _refused(request, invitation, form, refused)
    sign_in(request, person)
    return redirect("invitations:open", request.token)


def _refused(request: LinkRequest, invitation: AnInvitation, form: JoinForm, refused: Refused) -> HttpResponse:
    if isinstance(refused, HasAccount):
        messages.info(request, "There is an account for this address already. Sign in to it to accept.")
        return redirect(_sign_in_address(request))
    if refused.field in form.fields:
        form.add_error(refused.field, str(refused))
        return _offer(request, invitation, form)
    if not isinstance(refused, NotOpen):
        messages.error(request, str(refused))
    return redirect("invitations:open", request.token)


def _offer(request: LinkRequest, invitation: AnInvitation, form: JoinForm) -> HttpResponse:
    signed_in = request.user.is_authenticated
    context = {
        "heading": presenters.heading(invitation),
        "opens": words.opens(invitation),
        "facts": presenters.facts(invitation, timezone.now()),
        "invitation": invitation,
        "token": request.token,
        "form": form,
        "signed_in": signed_in,
        "fits": isinstance(request.user, Person) and has_address(request.user, invitation.email),
        "sign_in": _sign_in_address(request),
    }
    return page(request, "groups/invitations/offer.html", context)


def _welcome(request: LinkRequest, invitation: AnInvitation) -> HttpResponse:
    now = timezone.now()
    text, address = presenters.way_on(invitation)
    context = {
        "say": words.accepted(invitation, now),
        "opens": words.opens(invitation),
        "facts": presenters.facts(invitation, now)[:2],
        "term": words.term(invitation, now),
        "later": words.begins_later(invitation, now),
        "text": text,
        "address": address,
    }
    return page(request, "groups/invitations/accepted.html", context)


def _notice(request: LinkRequest, notice: presenters.Notice) -> HttpResponse:
    context = {"notice": notice, "signed_in": request.user.is_authenticated}
    return page(request, "groups/invitations/notice.html", context, status=notice.status)


def _sign_in_address(request: LinkRequest) -> str:
    here = reverse("invitations:open", args=[request.token])
    return f"{reverse('account_login')}?{urlencode({'next': here})}"
