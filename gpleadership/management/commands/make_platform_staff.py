"""`manage.py make_platform_staff EMAIL --name "…"`: who keeps systems, places and shared organisations."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from gpleadership.lib.refusal import Refused
from groups.reference.actions.platform_staff import appoint_platform_staff, withdraw_platform_staff

NEXT = """What to do next:
  1. Tell them to open {site}{sign_in} and ask for a code by email. {password}
  2. The portal then asks them for a second step, and helps to set one up.
  3. Their pages begin at {site}{overview}
Nothing was sent."""


class Command(BaseCommand):
    """Make somebody platform staff, or withdraw it."""

    help = "Make somebody platform staff, with an account if there is none. Sends nothing. --withdraw takes it away."

    def add_arguments(self, parser: CommandParser) -> None:
        """An address, and a name for a new account."""
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="as colleagues know them; needed for a new account")
        parser.add_argument("--withdraw", action="store_true", help="they are platform staff no longer")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what to do next."""
        try:
            words = self._withdraw(options["email"]) if options["withdraw"] else self._appoint(**options)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(words)

    def _appoint(self, email: str, name: str, **_: Any) -> str:
        person, new = appoint_platform_staff(email, name=name)
        done = "has an account now, and is platform staff" if new else "is platform staff now"
        steps = NEXT.format(
            site=settings.SITE_URL,
            sign_in=reverse("account_request_login_code"),
            overview=reverse("reference:overview"),
            password="They have no password." if new else "Or their password, if they have one.",
        )
        return f"{person} ({person.email}) {done}.\n{steps}"

    def _withdraw(self, email: str) -> str:
        person, left = withdraw_platform_staff(email)
        words = f"{person} ({person.email}) is platform staff no longer, from their next page on. Nothing was sent."
        return words if left else f"{words}\nNobody is platform staff now: make somebody with this command."
