"""The note on independence: who pays for support and also asks the group for things. Pure: rows in, words out."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from gpleadership.lib.words import listed
from groups.support.askers import Asker
from groups.support.models import SupportRole

STANDS: Final = "Who pays does not decide: the group’s own priorities control its agenda."


def hours_words(hours: Decimal | float) -> str:
    """7.5 hours, 1 hour; up to two decimals and no noughts at the end."""
    text = f"{Decimal(hours):,.2f}".rstrip("0").rstrip(".")
    return f"{text} hour" if text == "1" else f"{text} hours"


def note(roles: Sequence[SupportRole], askers: Iterable[Asker]) -> str:
    """In a sentence or two; empty where nobody who pays asks for anything."""
    total = sum((role.paid_hours for role in roles), Decimal(0))
    said = []
    for asker in askers:
        paid = sum((role.paid_hours for role in roles if _pays(asker, role)), Decimal(0))
        if paid:
            share = f"all {hours_words(total)}" if paid == total else f"{_figure(paid)} of {hours_words(total)}"
            said.append(f"{asker.name} pays for {share} a week and also {asker.asks}.")
    return f"{' '.join(said)} {STANDS}" if said else ""


def _pays(asker: Asker, role: SupportRole) -> bool:
    by_system = asker.system_id is not None and role.funder_system_id == asker.system_id
    return by_system or (asker.organisation_id is not None and role.funder_organisation_id == asker.organisation_id)


def _figure(hours: Decimal) -> str:
    return hours_words(hours).split(" ", maxsplit=1)[0]


def payers(roles: Iterable[SupportRole]) -> str:
    """Who pays, each once, by name."""
    return listed(dict.fromkeys(role.funder for role in roles))
