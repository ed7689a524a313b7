"""Finding a person by e-mail address, and making one. An address is one person's, whether they sign in by it or not."""

from typing import Final

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import visible
from groups.people.models import Person

TAKEN: Final = "There is an account for this address already. Sign in with it."


class HasAccount(Refused):
    """Somebody has an account with this address."""


def person_of(email: str) -> Person | None:
    """Whoever signs in by this address, or has proved that it is theirs too."""
    email = email.strip().lower()
    own = Person.objects.filter(email=email).first()
    if own is not None:
        return own
    other = EmailAddress.objects.filter(email=email, verified=True).select_related("user").first()
    return other.user if other else None


def has_address(person: Person, email: str) -> bool:
    """Whether an address is this person's."""
    return person.email == email or EmailAddress.objects.filter(user=person, email=email, verified=True).exists()


def make_person(email: str, *, full_name: str, password: str | None = None) -> Person:
    """A person whose address is proved; without a password they sign in by codes. Raises `HasAccount` or `Refused`.

    Two who make one at once: the second is refused.
    """
    email = email.strip().lower()
    if person_of(email) is not None:
        raise HasAccount(TAKEN)
    try:
        with transaction.atomic():
            person = Person.objects.create_user(email, password, full_name=visible(full_name).strip())
            EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    except IntegrityError as error:
        raise HasAccount(TAKEN) from error
    except ValidationError as error:
        if "email" in error.message_dict and person_of(email) is not None:
            raise HasAccount(TAKEN) from error
        raise Refused(error.messages[0], field=next(iter(error.message_dict), None)) from error
    return person


def check_password(password: str, *, email: str, full_name: str) -> None:
    """Raise `ValidationError` with a sentence for each rule that a password breaks."""
    validate_password(password, Person(email=email.strip().lower(), full_name=full_name))
