"""Making documents, by the jobs' own function, and giving out one that is there."""

from collections.abc import Callable
from datetime import date
from functools import partial
from time import perf_counter
from typing import Final

from django.urls import reverse

from gpleadership.lib.documents.making import Format, make
from gpleadership.lib.documents.model import Document, Fact, Footer, number_sections
from groups.documents import jobs
from groups.interests.enums import KIND, SUBJECT
from groups.jobs.progress import Progress
from groups.models import LeadershipGroup
from script.benchmarks import cast
from script.benchmarks.capture import client_of, cookie_of
from script.benchmarks.environment import WEB_CORE, on_core
from script.benchmarks.generator import LoadError, answer_once, burst, request_bytes
from script.benchmarks.servers import Server
from script.benchmarks.values import Journey
from script.benchmarks.visitor import Times, steps_of

RUNS: Final = 7
LENGTHS: Final = {"six": 6, "twelve": 12}
"""How many clauses each section of the sample has, for so many pages."""
_LISTS: Final = """
To tell every practice what was agreed within 7 days:

- in the weekly digest
- on the *front door*

and to keep [the record](https://example.org/record).
"""
_NUMBERS: Final = """
It does not replace its members. What belongs to one of them is handed to it: contracts to the LMC. What belongs to
nobody is discussed first, and then:

1. given to one organisation
2. taken up by the group
3. declined, with the reason
"""
CLAUSES: Final = (
    "To give general practice here one voice in what affects its patients, and to agree what that voice says.",
    "To work on its own priorities. **At least 60%** of the time at its meetings goes to them.",
    _LISTS,
    _NUMBERS,
)
TITLES: Final = (
    "What the group is for",
    "What the group is not",
    "Who sits at the table",
    "Chair and deputy chair",
    "How decisions are made",
    "Interests and conflicts",
    "Meetings and papers",
    "How the group is heard",
    "Confidentiality and records",
    "Review",
)
NOTE: Final = (
    "Warm: the process has made a document before. Terms of reference of six and of twelve pages are laid out as the "
    "job does it; the register of interests is read, laid out and kept by the job’s whole function. A made file is "
    "asked for by one client of a web worker, from connecting to the last byte."
)


def papers(server: Server) -> Journey:
    """Terms of reference of two lengths, the register through its job, and its file over HTTP."""
    people = cast.gather()
    times: Times = {}
    with on_core(WEB_CORE):
        for name, clauses in LENGTHS.items():
            times[f"lay out terms of reference, {name} pages"] = _timed(partial(make, sample(clauses), Format.PDF))
        times["lay out six pages for Word"] = _timed(partial(make, sample(LENGTHS["six"]), Format.DOCX))
        times["make the register of interests, the whole job"] = _timed(partial(_job, people.group))
    times["give out a made file"] = _given(server, people)
    return Journey("papers", "Documents", steps_of(times), NOTE)


def sample(clauses: int) -> Document:
    """Terms of reference with so many clauses in each section."""
    said = (CLAUSES * clauses)[:clauses]
    return Document(
        title="Terms of reference",
        author="Bench GP Leadership Group",
        status="Version 4 · in force",
        lede="General practice’s organisations act together through this group.",
        facts=(Fact("Agreed", "16 July 2026, by 12 of 12 organisations"), Fact("Quorum", "8, with 4 PCNs and the LMC")),
        sections=number_sections([(title, said) for title in TITLES]),
        footer=Footer("BEN-TOR-4", "16 July 2026", "7f3a 91c4 d02e"),
        made=date(2026, 7, 16),
    )


def _timed(work: Callable[[], object]) -> list[float]:
    """Seconds of each run but the first, which is cold."""
    found = []
    for _ in range(RUNS + 1):
        began = perf_counter()
        work()
        found.append(perf_counter() - began)
    return found[1:]


def _job(group: LeadershipGroup) -> int:
    arguments = {"group": group.pk, "kind": KIND, "subject": SUBJECT, "format": Format.PDF.value}
    return int(jobs.make_file(arguments, Progress())["document"])


def _given(server: Server, people: cast.Cast) -> list[float]:
    address = reverse("documents:file", args=[people.group.slug, _job(people.group), "register", "pdf"])
    request = request_bytes(address, cookie_of(client_of(people.secretariat)))
    status, _, body = answer_once(server.port, request)
    if status != 200 or not body.startswith(b"%PDF"):
        raise LoadError(f"GET {address} gave {status}.")
    return list(burst(server.port, request, clients=1, seconds=5, at_most=300).latencies)
