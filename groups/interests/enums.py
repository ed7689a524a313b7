"""What kinds of interest there are."""

from django.db import models


class Category(models.TextChoices):
    """As NHS bodies sort interests."""

    FINANCIAL = "financial", "Financial"
    PROFESSIONAL = "professional", "Non-financial professional"
    PERSONAL = "personal", "Non-financial personal"
