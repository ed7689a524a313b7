"""Who keeps systems, places and shared organisations: made at the server, by a command."""

from allauth.account.models import EmailAddress

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import system_scope
from groups.log.models import PLATFORM
from groups.log.record import record
from groups.people.models import Person


def appoint_platform_staff(email: str, *, name: str = "") -> tuple[Person, bool]:
    """Make somebody platform staff, and an account for them if there is none. Returns whether it is new.

    A new account has no password: the code sent to the address is the way in, and proves whose it is.
    """
    email = email.strip().lower()
    with system_scope("platform staff are made at the server"):
        person = Person.objects.filter(email=email).first()
        new = person is None
        if person is None:
            if not name.strip():
                raise Refused(f"Nobody has the address {email} yet. Give their name too: --name “Dr Ann Example”.")
            person = Person.objects.create_user(email, full_name=name.strip())
            EmailAddress.objects.create(user=person, email=email, primary=True, verified=True)
        if person.is_platform_staff:
            raise Refused(f"{person} is platform staff already. Nothing was changed.")
        if not person.is_active:
            raise Refused(f"{person} can no longer sign in. Nothing was changed.")
        _set(person, True)
    return person, new


def withdraw_platform_staff(email: str) -> tuple[Person, int]:
    """Take it away again: at their next page they are turned away. Returns how many are left."""
    with system_scope("platform staff are withdrawn at the server"):
        person = Person.objects.filter(email=email.strip().lower(), is_platform_staff=True).first()
        if person is None:
            raise Refused(f"Nobody of platform staff has the address {email}. Nothing was changed.")
        _set(person, False)
        left = Person.objects.filter(is_platform_staff=True, is_active=True).count()
    return person, left


def _set(person: Person, is_staff: bool) -> None:
    person.is_platform_staff = is_staff
    person.save(update_fields=["is_platform_staff"])
    verb = "platform staff appointed" if is_staff else "platform staff withdrawn"
    values = {"before": {"is_platform_staff": not is_staff}, "after": {"is_platform_staff": is_staff}}
    record(
        PLATFORM, verb, by=None, subject=person, personal={"name": person.full_name, "email": person.email}, **values
    )
