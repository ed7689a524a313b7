"""Journeys: what somebody does in steps, over HTTP, with cookies and tokens, each step timed."""

import re
from collections.abc import Callable, Mapping
from itertools import count
from time import perf_counter
from typing import Final

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Count, Q

from gpleadership.demo.accounts import ACCOUNTS, PASSWORD
from gpleadership.demo.mailbox import letters
from gpleadership.lib.scopes import system_scope
from groups.jobs.worker import drain
from groups.models import Organisation, Person, Place, PlaceOrganisation, PlaceSystem, System
from script.benchmarks.capture import client_of
from script.benchmarks.cast import WHY
from script.benchmarks.environment import WEB_CORE, on_core
from script.benchmarks.forms import form_to
from script.benchmarks.generator import LoadError
from script.benchmarks.servers import Server
from script.benchmarks.values import Journey
from script.benchmarks.visitor import Times, Visitor, steps_of

SIGN_INS: Final = 10
"""Fewer than the portal allows from one address in a minute."""
FOUNDINGS: Final = 5
LINK: Final = re.compile(r"/invitations/[^/\s]+/")
PLATFORM: Final = next(account.email for account in ACCOUNTS if account.key == "platform")


def sign_in(server: Server) -> Journey:
    """Signing in with e-mail and password, and the password's part of it."""
    times: Times = {}
    for _ in range(SIGN_INS):
        visitor = Visitor(server, times)
        visitor.opens("/account/login/", "see the form")
        visitor.sends("send it: signed in", to="/account/login/", login=ACCOUNTS[0].email, password=PASSWORD)
    encoded = make_password(PASSWORD)
    times["of that: the password’s hash alone"] = _timed(lambda: check_password(PASSWORD, encoded))
    note = f"The hash is {encoded.split('$')[0]}, slow on purpose: that is what a stolen database costs to guess."
    return Journey("sign-in-post", "Signing in", steps_of(times), note)


def _timed(work: Callable[[], object]) -> list[float]:
    found = []
    with on_core(WEB_CORE):
        for _ in range(SIGN_INS):
            began = perf_counter()
            work()
            found.append(perf_counter() - began)
    return found


# ---- Founding ----


def founding(server: Server) -> Journey:
    """From a place without a group to an active one: platform staff, then the chair-to-be, then platform staff."""
    times: Times = {}
    seats = 0
    for _ in range(FOUNDINGS):
        seats = _found(server, times, _new_place())
    note = (
        f"A place of {NETWORKS} PCNs, its council and no group; {seats} people are invited. Letters go out in jobs,"
        " outside of what is timed. Joining makes an account with a password, so a hash is in it."
    )
    return Journey("founding", "Founding a group", steps_of(times), note)


NETWORKS: Final = 8


def _new_place() -> Place:
    """A place with PCNs and no group, in the system with the fewest places."""
    with system_scope(WHY):
        number = next(n for n in count(1) if not Place.objects.filter(slug=f"bench-place-{n}").exists())
        council = Organisation.objects.filter(kind="council").order_by("pk")[0]
        place = Place.objects.create(slug=f"bench-place-{number}", name=f"Bench Place {number}", council=council)
        system = System.objects.annotate(n=Count("places", filter=Q(places__end=None))).order_by("n", "slug")[0]
        begin = PlaceSystem.objects.filter(system=system)[0].start
        PlaceSystem.objects.create(place=place, system=system, start=begin)
        networks = Organisation.objects.filter(kind="pcn", status="active").order_by("ods_code")[:NETWORKS]
        PlaceOrganisation.objects.bulk_create(
            PlaceOrganisation(place=place, organisation=each, start=begin) for each in networks
        )
    return place


def _found(server: Server, times: Times, place: Place) -> int:
    platform = Visitor(server, times, cookies=client_of(Person.objects.get(email=PLATFORM)).cookies)
    chair_email = f"chair@{place.slug}.bench.example.org"
    platform.opens(f"/found/{place.slug}/", "start: see")
    platform.sends(
        "start: send", name=f"{place} Leaders", slug=place.slug, chair_name="Dr Ada Chair", chair_email=chair_email
    )
    chair = Visitor(server, times)
    chair.opens(_link_to(chair_email), "invitation: see")
    joining = {"full_name": "Dr Ada Chair", "password": "a-long-pass-of-the-bench"}
    chair.sends("invitation: join with a password", to=f"{chair.here}join/", **joining)
    invited = _answers(chair, f"/g/{place.slug}/founding/", place)
    platform.opens(f"/platform/groups/{place.slug}/", "activate: see")
    platform.sends("activate: send", to=f"/platform/groups/{place.slug}/activate/")
    return invited


def _answers(chair: Visitor, founding: str, place: Place) -> int:
    chair.opens(founding, "list of questions")
    chair.opens(f"{founding}basis/", "what the group is: see")
    chair.sends("what the group is: send", basis="representative", contact=f"office@{place.slug}.example.org")
    chair.opens(f"{founding}seats/", "who is at the table: see")
    chair.sends("who is at the table: send")
    chair.opens(f"{founding}people/", "who sits: see")
    people = _people(chair.body, place)
    chair.sends("who sits: send", own_seat="0", **people)
    chair.opens(f"{founding}check/", "check: see")
    chair.sends("check: send, group ready")
    return len(people) // 2


def _people(body: str, place: Place) -> Mapping[str, str]:
    """A name and an address for every seat that has none."""
    seats = [name.removeprefix("name-") for name in form_to(body, "").names if name.startswith("name-")]
    names = {f"name-{seat}": f"Dr Seat {seat}" for seat in seats}
    return names | {f"email-{seat}": f"seat{seat}@{place.slug}.bench.example.org" for seat in seats}


def _link_to(email: str) -> str:
    """The link in the newest letter to somebody, once the jobs are done."""
    drain()
    for letter in letters(email)[:1]:
        if found := LINK.search(letter.text):
            return found.group()
    raise LoadError(f"No invitation came to {email}.")
