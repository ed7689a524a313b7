"""A person with an account."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class PersonManager(BaseUserManager["Person"]):
    """Makes people; e-mail addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A person; without a password they sign in by a code sent to them."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.full_clean(exclude=["password"])
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """By e-mail address, in whatever case it was typed."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in: a GP, a manager, a partner, ICB or platform staff.

    What they may do is never kept here: it follows from seats, offices, readerships and staff terms.
    """

    email = models.EmailField("e-mail address", max_length=254)
    full_name = models.CharField("name", max_length=120, help_text="As colleagues know you, with your title")
    is_active = models.BooleanField("can sign in", default=True)
    is_platform_staff = models.BooleanField("platform staff", default=False)
    joined_at = models.DateTimeField("joined", default=timezone.now, editable=False)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        ordering = ("full_name", "pk")
        constraints = (
            models.UniqueConstraint(fields=["email"], name="person_email_once"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="person_email_in_lower_case"),
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="person_nobody_is_superuser"),
        )

    def __str__(self) -> str:
        return self.full_name

    @property
    def is_staff(self) -> bool:
        """Django's admin is for platform staff."""
        return self.is_platform_staff

    def get_full_name(self) -> str:
        """The name, for Django and allauth."""
        return self.full_name
