"""The component gallery: every component in every state, with fictional content. A test draws it all."""

from datetime import date
from typing import Any, Final

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from gpleadership.lib.documents import model
from gpleadership.lib.forms import DateField
from gpleadership.lib.pages import page
from gpleadership.lib.parts import (
    Badge,
    Bar,
    Column,
    Constituency,
    Dot,
    Duty,
    Fact,
    Link,
    Moment,
    Option,
    Progress,
    SeatCard,
    Strip,
    Tile,
)
from groups.documents.offers import Offer

PRACTICES: Final = ("Sandholme Surgery", "Lighthouse Practice", "Marram Health Centre", "High Wold Surgery")
SIZES: Final = (
    ("Coastal Villages PCN", 41_200),
    ("Harbour PCN", 38_400),
    ("Mere Valley PCN", 27_900),
    ("Northgate PCN", 46_100),
    ("Old Town PCN", 52_300),
    ("Saltings PCN", 33_700),
)


class GalleryForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Name", max_length=60, help_text="As colleagues know you, with your title")
    address = forms.EmailField(label="Email address")
    hours = forms.IntegerField(label="Hours a week", min_value=1, max_value=60)
    starts = DateField(label="Start date", help_text="For example, 1 12 2026", earliest=date(2022, 7, 1))
    why = forms.CharField(label="Why now", max_length=200, widget=forms.Textarea, required=False)
    constituency = forms.ChoiceField(
        label="Constituency", choices=[("", "Choose one"), ("pcn", "PCN"), ("lmc", "LMC"), ("fed", "Federation")]
    )
    basis = forms.ChoiceField(
        label="What the group is",
        widget=forms.RadioSelect,
        choices=[("rep", "Representative"), ("adv", "Advisory"), ("man", "Mandated")],
    )
    topics = forms.MultipleChoiceField(
        label="Speaks on",
        widget=forms.CheckboxSelectMultiple,
        choices=[("urgent", "Urgent care"), ("frailty", "Frailty"), ("estates", "Estates")],
        required=False,
    )
    file = forms.FileField(label="Readers as CSV", required=False)
    word = forms.CharField(label="Password", widget=forms.PasswordInput)
    sure = forms.BooleanField(label="Their organisation has agreed")
    token = forms.CharField(widget=forms.HiddenInput, initial="fixed")


WRONG: Final = {
    "name": "x" * 70,
    "address": "ruth.calder",
    "hours": "90",
    "starts_day": "31",
    "starts_month": "",
    "starts_year": "2026",
    "why": "y" * 210,
    "basis": "",
    "token": "fixed",
}


@require_safe
@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """All of it on one page."""
    words = [*_words(), *_seats(), *_charts(), *_documents(), *_lists(request)]
    context: dict[str, Any] = dict(words)
    context |= {"blank": GalleryForm(auto_id="new_%s"), "wrong": GalleryForm(WRONG)}
    return page(request, "gallery.html", context)


@require_safe
@login_not_required
def matches(request: HttpRequest) -> HttpResponse:
    """The type-ahead's list: the same page without script, its list alone with it."""
    asked = request.GET.get("q", "").strip()
    found = [Option(name, name, "A991", "#") for name in PRACTICES if asked and asked.lower() in name.lower()]
    return page(request, "gallery_matches.html", {"found": found, "asked": asked}, block="found")


@require_safe
@login_not_required
def progress(request: HttpRequest) -> HttpResponse:
    """A job that is done when it is asked about."""
    name = "job-2" if request.GET.get("job") == "2" else "job-1"
    done = Progress("Done: 6,512 practices read", reverse("gallery_progress"), 1.0, done=True)
    return page(request, "gallery_progress.html", {"job": done, "name": name}, block="job")


def _words() -> list[tuple[str, Any]]:
    badges = [Badge("Plain"), Badge("Chair", "pine"), Badge("Floor met", "good")]
    badges += [Badge("Empty", "due"), Badge("Late", "late"), Badge("Closed room", "room")]
    return [
        ("badges", badges),
        ("facts", [Fact("Who was told", "Dr Hale and 12 members"), Fact("Wrong?", "", (Link("Undo this", "#facts"),))]),
        (
            "moments",
            [
                Moment("1 May 2026 to now", "Ruth Calder, PCN manager.", note="Chair by trust ballot"),
                Moment("15 to 30 April 2026", "Empty for 16 days.", empty=True),
            ],
        ),
        (
            "jobs",
            [
                Progress("Reading practices: 2,406 of 6,512", reverse("gallery_progress"), 0.37),
                Progress("Waiting for its turn", reverse("gallery_progress") + "?job=2"),
                Progress("Done: 6,512 practices read", "#", 1.0, done=True),
                Progress("Stopped: the file has a wrong width at line 14", "#", 0.5, failed=True),
            ],
        ),
    ]


def _seats() -> list[tuple[str, Any]]:
    cards = [
        SeatCard(
            "Old Town PCN",
            "Ruth Calder",
            lines=("PCN manager", "Deputy: Dr Jonah Pryce"),
            until="Until 31 January 2027 · 69 days",
            badges=(Badge("Chair", "pine"),),
            links=(Link("Change", "#seats", "the seat of Ruth Calder"), Link("History", "#seats", "of Old Town PCN")),
        ),
        SeatCard(
            "Coastal Villages PCN",
            kind="empty",
            warning="Empty for 54 days",
            lines=("Six practices and 41,200 patients have no one here.",),
            links=(Link("Fill this seat", "#seats", button=True), Link("History", "#seats", "of Coastal Villages PCN")),
        ),
        SeatCard(
            "Tidewater ICS",
            "Dr Helen Marsh",
            kind="guest",
            lines=("Clinical lead for diabetes",),
            until="Left Old Town PCN’s seat on 15 April 2026",
            badges=(Badge("System role"),),
        ),
        SeatCard("Saltings PCN", "Dr Mei Tan", warning="No deputy", until="Until 14 February 2027"),
    ]
    heading = Constituency("Primary care networks", "7 of 8 filled · at least 4 needed for quorum", 7, 1, "pcns")
    return [("cards", cards), ("constituency", heading)]


def _documents() -> list[tuple[str, Any]]:
    facts = (("Agreed", "16 July 2026, by 12 of 12 organisations"), ("Seats", "14, all filled that day"))
    texts = ("To give general practice one voice.", "To tell every practice:\n\n- what was agreed\n- *within 7 days*")
    terms = model.Document(
        title="Terms of reference",
        author="Eastmere GP Leadership Group",
        status="Version 4 · in force",
        lede="Eastmere’s general practice organisations act together through this group.",
        facts=tuple(model.Fact(*fact) for fact in facts),
        sections=model.number_sections([("What the group is for", texts)]),
        footer=model.Footer("EAS-TOR-4", "16 July 2026", "7f3a 91c4 d02e"),
        made=date(2026, 7, 16),
    )
    offers = (
        Offer("pdf", "Download PDF (84 KB)", "of the terms of reference", "#documents", "#documents"),
        Offer("docx", "Download Word", "of the terms of reference", "#documents"),
    )
    return [("terms", terms), ("offers", offers)]


def _charts() -> list[tuple[str, Any]]:
    bars = [
        Bar("PCN practices", "26 of 33, 79%", 26 / 33, "Floor met"),
        Bar("LMC", "4 of 10, 40%", 0.4, "Not met", "late"),
        Bar("Federation", "3 of 5, 60%", 0.6, "Just met", "due"),
    ]
    dots = tuple(Dot(name, size, f"{size:,}") for name, size in SIZES)
    ticks = ((0, "0"), (30_000, "30,000"), (50_000, "50,000"))
    return [("bars", bars), ("strip", Strip(dots, 30_000, 50_000, ticks))]


def _lists(request: HttpRequest) -> list[tuple[str, Any]]:
    columns = [Column("Practice", "name"), Column("Patients", "size", number=True), Column("Reader")]
    rows = [(name, f"{9_000 - 731 * place:,}", "Invited") for place, name in enumerate(PRACTICES)]
    duties = [
        Duty("Contract query the LMC has not accepted", "#duties", "Redirected 6 days ago.", "1 day left", "due"),
        Duty(
            "Urgent Care Board, 11 November 2026", "", "Dr Priya Raman.", "3 days late", "late", "due 20 November 2026"
        ),
        Duty("Fill the empty seat", "#duties", when="no date set", link=Link("Remind the PCN", "#duties")),
    ]
    tiles = [
        Tile(
            "55%", "of agenda time on our own priorities", "#tiles", "", "Below our 60%", "due", "Was 46% in May.", True
        ),
        Tile("6", "since practices last heard from us", "#tiles", "days", "Promise kept", "good", "We promise 7 days."),
        Tile("2", "report-backs late", "#tiles", "", "Up from none", "late", "4 of 6 came on time.", alert=True),
        Tile("12", "seats filled", more="Of 14."),
    ]
    options = [Option("pcn", "PCN"), Option("lmc", "LMC")]
    found = [Option("A99102", "Sandholme Surgery", "A99102"), Option("A99107", "Lighthouse Practice", "A99107")]
    return [
        ("columns", columns),
        ("rows", rows),
        ("sort", request.GET.get("sort", "name")),
        ("duties", duties),
        ("tiles", tiles),
        ("options", options),
        ("found", found),
        ("pages", Paginator(range(230), 10).page(4)),
    ]
