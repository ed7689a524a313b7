"""Signing in somebody who has just made an account by a link."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest

from groups.people.models import Person


def sign_in(request: HttpRequest, person: Person) -> None:
    """Begin their session, as allauth does after its own sign-in. Their address is proved: no stage holds them up."""
    method = "password" if person.has_usable_password() else "code"
    record_authentication(request, person, method=method, email=person.email)
    perform_login(request, Login(user=person, email=person.email))
