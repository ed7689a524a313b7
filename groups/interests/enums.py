"""What kinds of interest there are, and what their register is called as a document."""

from typing import Final

from django.db import models

KIND: Final = "interests"
SUBJECT: Final = "register"


class Category(models.TextChoices):
    """As NHS bodies sort interests."""

    FINANCIAL = "financial", "Financial"
    PROFESSIONAL = "professional", "Non-financial professional"
    PERSONAL = "personal", "Non-financial personal"
