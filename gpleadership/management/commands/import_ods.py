"""Bring in files of the NHS register (ODS): show what would change, and change it when that is approved."""

import re
import sys
from argparse import ArgumentTypeError
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gpleadership.lib.dates import long_date
from gpleadership.lib.ods import BadFile, Kind
from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import plural
from groups.imports import importing, rules, wording
from groups.imports.actions.applying import ALLOW, apply_files
from groups.imports.importing import Found
from groups.imports.models import ImportBatch
from groups.imports.rules import Dated
from groups.jobs.progress import Progress

EXAMPLES = 3


def as_at(text: str) -> tuple[Kind | None, date]:
    """`2026-02-01`, or `practices=2026-02-01` for one kind of file."""
    kind, _, day = text.rpartition("=")
    try:
        return (Kind(kind) if kind else None), date.fromisoformat(day)
    except ValueError:
        kinds = ", ".join(Kind)
        raise ArgumentTypeError(f"write a date like 2026-02-01, or KIND=2026-02-01 with one of {kinds}") from None


class Command(BaseCommand):
    """`manage.py import_ods FILE…`."""

    help = "Bring in ODS files: show what would change, ask, and apply. Nothing is changed when a file is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        """The files, and what spares the questions."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".csv, .zip or .xlsx")
        parser.add_argument(
            *("--as-at",), action="append", type=as_at, default=[], metavar="[KIND=]DATE", help="day of undated files"
        )
        parser.add_argument("--accept-proposed-dates", action="store_true", help="take the dates that are proposed")
        parser.add_argument("--apply", action="store_true", help="apply without asking")
        parser.add_argument("--force", action="store_true", help="also a file older than the last one of its kind")
        parser.add_argument("--minimum-rows", type=int, help="fewest rows of a file (for small files of tests)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, date, show, apply."""
        self.talks = options["verbosity"] > 0
        self.asks = self.talks and sys.stdin.isatty()
        self.progress = Progress(watch=self._show if self.talks and self.stderr.isatty() else None)
        try:
            self._bring_in(options)
        except (BadFile, Refused) as error:
            raise CommandError(str(error)) from None

    def _bring_in(self, options: dict[str, Any]) -> None:
        paths = [(path, path.name) for path in options["files"]]
        files = importing.read(paths, options["minimum_rows"], self.progress)
        importing.judge(files, force=options["force"])
        for file in files:
            self._date(file, options)
        files = rules.in_order(files)
        if refused := importing.judge(files, force=options["force"]):
            raise Refused(f"{' '.join(refused)} {ALLOW.replace('allow older files', 'add --force')}")
        self._list(files)
        if all(file.skipped for file in files):
            self._say("Nothing is new, so nothing is changed.")
            return
        if not options["apply"] and not self._approved(files):
            return
        batch = ImportBatch(forced=options["force"], minimum_rows=options["minimum_rows"])
        found = apply_files(batch, files, self.progress, by=None)
        if options["apply"]:
            self._tell(found)
        self._say(f"Applied: {plural(found.total, 'change')}.")

    # ---- Dates ----

    def _date(self, file: Dated, options: dict[str, Any]) -> None:
        """Confirm the day of a file that carries none: from the command line, by asking, or as proposed."""
        if file.confirmed or file.skipped:
            return
        given = dict(reversed(options["as_at"]))
        if day := given.get(file.kind) or given.get(None):
            file.as_at, file.source = day, "given with --as-at"
        elif not (options["accept_proposed_dates"] and file.as_at):
            file.as_at, file.source = self._ask_date(file), "confirmed"
        file.confirmed = True

    def _ask_date(self, file: Dated) -> date:
        proposed = f"{file.as_at} is proposed {file.source}" if file.as_at else "none can be proposed"
        if not self.asks:
            accept = ", or accept it with --accept-proposed-dates" if file.as_at else ""
            raise CommandError(
                f"{file.file.name} carries no date: {proposed}. Give one with --as-at {file.kind}=YYYY-MM-DD{accept}."
            )
        self.stdout.write(f"{file.file.name} carries no date: {proposed}.")
        while True:
            answer = input(f"As at which day? [{file.as_at or 'YYYY-MM-DD'}] ").strip()
            if not answer and file.as_at:
                return file.as_at
            if re.fullmatch(r"\d{4}-\d\d-\d\d", answer):
                try:
                    return date.fromisoformat(answer)
                except ValueError:
                    pass
            self.stdout.write("Write it like 2026-02-01.")

    # ---- Showing and asking ----

    def _approved(self, files: Sequence[Dated]) -> bool:
        found = importing.try_out(files, self.progress)
        self._tell(found)
        if not self.asks:
            self._say("Nothing is changed yet. To apply it, add --apply.")
            return False
        if input("Apply this? [y/N] ").strip().lower() in {"y", "yes"}:
            return True
        self._say("Nothing is changed.")
        return False

    def _list(self, files: Sequence[Dated]) -> None:
        for file in files:
            when = f", as at {long_date(file.as_at)} ({file.source})" if file.as_at else ""
            self._say(f"{file.file.name}: {file.kind.label}{when}")
            if file.skipped:
                self._say(f"  {file.skipped}: left out.")

    def _tell(self, found: Found) -> None:
        """Each kind of change with its count and a few examples, then what else there is to know."""
        for key, count in wording.added_up(outcome.counts for outcome in found.outcomes).items():
            self._say(f"{wording.sentence(key, count)}")
            for line in found.examples(key, EXAMPLES):
                self._say(f"    {line}")
        if not found.total:
            self._say("Nothing changes.")
        for note in (note for outcome in found.outcomes for note in outcome.notes):
            self._say(f"Note: {note}")

    def _say(self, words: str) -> None:
        if self.talks:
            self.stdout.write(words)

    def _show(self, progress: Progress) -> None:
        share = f"{100 * progress.done // progress.total:3} %" if progress.total else ""
        end = "\n" if progress.total and progress.done >= progress.total else ""
        self.stderr.write(f"\r\033[K{share} {progress.note[:90]}", ending=end)
