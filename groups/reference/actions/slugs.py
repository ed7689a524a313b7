"""Addresses made of names."""

from django.db.models import Model
from django.utils.text import slugify


def free_slug(model: type[Model], name: str) -> str:
    """An address that nothing of this kind has yet: the name's words, numbered if taken."""
    stem = slugify(name)[:70].strip("-") or "place"
    taken = set(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    if stem not in taken:
        return stem
    return next(f"{stem}-{number}" for number in range(2, len(taken) + 3) if f"{stem}-{number}" not in taken)
