"""An account becomes nobody’s: no name, no address, no way in."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session

from groups.mydata import storage
from groups.mydata.erasing.steps import NOBODY, Was
from groups.mydata.models import DataExport
from groups.people.models import Person


def ways_in(was: Was) -> None:
    """Addresses, second steps, single sign-on and every open session."""
    keys = list(UserSession.objects.filter(user=was.person).values_list("session_key", flat=True))
    keys += [each.session_key for each in Session.objects.iterator() if _is_of(each, was.person)]
    Session.objects.filter(session_key__in=keys).delete()
    for model in (UserSession, Authenticator, SocialAccount, EmailAddress):
        model._default_manager.filter(user=was.person).delete()


def _is_of(session: Session, person: Person) -> bool:
    return bool(session.get_decoded().get("_auth_user_id") == str(person.pk))


def copies(was: Was) -> None:
    """The files of their own copies."""
    for export in DataExport.objects.filter(person=was.person):
        storage.forget(export)


def administration(was: Was) -> None:
    """What Django’s admin calls them in its own history."""
    about = LogEntry.objects.filter(content_type__app_label="groups", content_type__model="person")
    about.filter(object_id=str(was.person.pk)).update(object_repr=NOBODY)


def account(was: Was) -> None:
    """The row itself stays, for what it did: without a name, and nobody can sign in to it."""
    person = was.person
    person.full_name, person.email = NOBODY, was.gone
    person.is_active = person.is_platform_staff = False
    person.last_login = None
    person.set_unusable_password()
    person.save()
