"""Ballot boxes that people build: the attacker must see through each, or the test must say that it does not.

They see the same traffic as the portal's own, in a schema of their own. Where a design rewrites its table at each
cast only the last rewriting is there to be seen, so it is done once, before the dump.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import psycopg
from django.conf import settings

from gpleadership.lib.scopes import open_scope
from groups.ballots import keeper
from tests.ballots.attack.dump import Dump, take
from tests.ballots.attack.elections import Election
from tests.ballots.attack.finding import Scene
from tests.ballots.attack.scoring import Finding, attack
from tests.database import owner

TABLES = """
CREATE SCHEMA designs;
CREATE TABLE designs.plain_roll (seat_id bigint, person_id bigint, pool text, voted boolean);
CREATE TABLE designs.plain_box (receipt text, pool text, approved smallint[]);
CREATE TABLE designs.diary (id bigserial, created_at timestamptz DEFAULT clock_timestamp(), person_id bigint,
  code text, receipt text, pool text, approved smallint[]);
"""
REWRITTEN = """
DROP TABLE IF EXISTS designs.shuffled_roll, designs.shuffled_box, designs.numbered_box, designs.dated_box,
  designs.told, designs.derived_box;
CREATE TABLE designs.shuffled_roll AS SELECT * FROM designs.plain_roll ORDER BY gen_random_uuid();
CREATE TABLE designs.shuffled_box AS SELECT * FROM designs.plain_box ORDER BY gen_random_uuid();
CREATE TABLE designs.numbered_box AS SELECT id, receipt, pool, approved FROM designs.diary ORDER BY receipt;
CREATE TABLE designs.dated_box AS SELECT created_at, receipt, pool, approved FROM designs.diary
  ORDER BY gen_random_uuid();
CREATE TABLE designs.told AS SELECT person_id, 'Your code is ' || code AS message FROM designs.diary
  ORDER BY gen_random_uuid();
CREATE TABLE designs.derived_box AS
  SELECT encode(sha256(convert_to(person_id || ':' || %(ballot)s::text, 'UTF8')), 'hex') AS receipt, pool, approved
  FROM designs.diary ORDER BY gen_random_uuid();
"""


@dataclass(frozen=True)
class Design:
    """Two tables, and what else it keeps."""

    roll: str
    box: str
    beside: tuple[str, ...] = ()


NAIVE = Design("plain_roll", "plain_box")
DESIGNS: Mapping[str, Design] = {
    "ticked on the roll, put into the box": NAIVE,
    "roll rewritten, box appended": Design("shuffled_roll", "plain_box"),
    "both rewritten, box numbered": Design("shuffled_roll", "numbered_box"),
    "both rewritten, box with a time": Design("shuffled_roll", "dated_box"),
    "both rewritten, code told in a message": Design("shuffled_roll", "shuffled_box", ("told",)),
    "both rewritten, receipt worked out from the voter": Design("shuffled_roll", "derived_box"),
    "ticked on the roll, box rewritten": Design("plain_roll", "shuffled_box"),
}


class Beside:
    """The designs' own tables, filled by the same votes."""

    def __init__(self, election: Election) -> None:
        self.election = election
        self.connection: psycopg.Connection[Any] = owner(settings.DATABASES["owner"]["NAME"])
        self.connection.execute(TABLES)
        with open_scope(read=[election.group.pk]):
            roll = keeper.roll(election.ballot.pk)
        self.pools = {seat: pool for seat, _, pool in roll}
        random.Random(2).shuffle(roll)
        with self.connection.cursor() as cursor:
            cursor.executemany("INSERT INTO designs.plain_roll VALUES (%s, %s, %s, false)", roll)

    def cast(self, seat: int, person: int, approved: list[int], code: str) -> None:
        """One ballot, in one transaction."""
        values = [self.election.truth[seat], self.pools[seat], approved]
        with self.connection.transaction():
            self.connection.execute("UPDATE designs.plain_roll SET voted = true WHERE seat_id = %s", [seat])
            self.connection.execute("INSERT INTO designs.plain_box VALUES (%s, %s, %s)", values)
            self.connection.execute(
                "INSERT INTO designs.diary (person_id, code, receipt, pool, approved) VALUES (%s, %s, %s, %s, %s)",
                [person, code, *values],
            )

    def attacked(self, dump: Dump, designs: Iterable[Design]) -> list[Finding]:
        """Each design attacked alone, with the sessions, jobs, mail and log that are the portal’s own."""
        with psycopg.ClientCursor(self.connection) as cursor:
            cursor.execute(REWRITTEN, {"ballot": self.election.ballot.pk})
        own, rest = take("designs"), dump.without(("groups_ballotroll", "groups_ballotbox"))
        return [self._attacked(rest | own.only((each.roll, each.box, *each.beside)), each) for each in designs]

    def _attacked(self, dump: Dump, design: Design) -> Finding:
        scene = Scene(dump, design.roll, design.box, tuple(self.election.order))
        return attack(scene, self._derived() if design.box == "derived_box" else self.election.truth)

    def _derived(self) -> dict[int, str]:
        people = {seat.pk: person.pk for person, seat in self.election.electors}
        return {
            seat: sha256(f"{people[seat]}:{self.election.ballot.pk}".encode()).hexdigest()
            for seat in self.election.truth
        }

    def drop(self) -> None:
        """Take them away again."""
        self.connection.execute("DROP SCHEMA designs CASCADE")
        self.connection.close()
