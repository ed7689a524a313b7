"""The demo's password opens the demo and nothing else."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest

from gpleadership.demo.accounts import PASSWORD


class RefuseDemoPassword(BaseBackend):
    """First among the ways to sign in: outside the demo, its published password ends the attempt."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Say no for good, or let the next backend decide."""
        if not settings.DEMO and credentials.get("password") == PASSWORD:
            raise PermissionDenied


class NotTheDemoPassword:
    """Nobody chooses the demo's password for an account of their own."""

    def validate(self, password: str, user: object = None) -> None:
        """Refuse it outside the demo."""
        if not settings.DEMO and password == PASSWORD:
            raise ValidationError("This password is published with the demo. Choose another.")

    def get_help_text(self) -> str:
        """For the form."""
        return "Your password can’t be the one that is published with the demo."
