"""`manage.py explain_ballot GROUP NUMBER`: count a ballot again and say how it came to its result."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope
from groups.ballots.explain import Explained, explain
from groups.ballots.models import Ballot
from groups.tenancy.models import LeadershipGroup


class Command(BaseCommand):
    """Say what holds and how it was counted; exit 1 if anything differs."""

    help = (
        "Count a closed trust ballot again, from what is published and the box, and explain its result. "
        "Exits 1 where anything is not as published. Says no count that is withheld."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which ballot, and for whom."""
        parser.add_argument("group", help="the group's short name in addresses, for example eastmere")
        parser.add_argument("number", type=int, help="the ballot's number: 3 for EAS-T-03")
        parser.add_argument("--json", action="store_true", help="for machines")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work it out and say it."""
        found = _explained(options["group"], options["number"])
        if options["json"]:
            self.stdout.write(json.dumps(asdict(found) | {"holds": found.holds}, indent=2, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_lines(found)))
        if not found.holds:
            differing = [check.name for check in found.checks if not check.holds]
            raise CommandError(f"This ballot is not as published: {', '.join(differing)}.")


def _explained(slug: str, number: int) -> Explained:
    group = LeadershipGroup.objects.filter(slug=slug).first()
    if group is None:
        raise CommandError(f"There is no group “{slug}”. Take the short name from its address: /g/<short name>/.")
    with open_scope(read=[group.pk], write=[group.pk], closed=[group.pk]):
        ballot = Ballot.objects.select_related("group").filter(group_id=group.pk, number=number).first()
        if ballot is None:
            raise CommandError(f"{group.name} has no ballot {number}. {_known(group)}")
        try:
            return explain(ballot)
        except Refused as refused:
            raise CommandError(str(refused)) from None


def _known(group: LeadershipGroup) -> str:
    numbers = [str(each) for each in group.ballots.order_by("number").values_list("number", flat=True)]
    return f"It has {', '.join(numbers)}." if numbers else "It has had none."


def _lines(found: Explained) -> Iterator[str]:
    yield from (found.title, found.when)
    yield from _part("Worked out again", [f"{_mark(check.holds)} {check.name}. {check.says}" for check in found.checks])
    yield from _part("Result", found.result)
    yield from _part("How it was counted", [f"{at}. {each}" for at, each in enumerate(found.steps, start=1)])
    yield from _part("What is not shown", found.withheld)


def _mark(holds: bool) -> str:
    return "Holds:  " if holds else "DIFFERS:"


def _part(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", title, *(f"  {line}" for line in lines))
