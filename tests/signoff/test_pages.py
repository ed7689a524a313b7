"""The pages of a round: where organisations stand, forms with every bad input, what needs whom, and the cost."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gpleadership.lib.dates import long_date, today
from groups.models import Round, Word
from groups.signoff.actions import withdraw_round
from tests.cast import Cast
from tests.signoff.reading import OVERHEAD, errors, main, messages, text
from tests.signoff.worlds import opened, party, says, scope

SignIn = Callable[[str], Client]


def day(when: date) -> dict[str, str]:
    """A day as three boxes."""
    return {"given_on_day": str(when.day), "given_on_month": str(when.month), "given_on_year": str(when.year)}


def word(stance: str = "agree", *, on: date | None = None, after: int = 0, **more: str) -> dict[str, str]:
    """The form of a word as it is sent."""
    return {"stance": stance, "authority": "leader", "after": str(after), **day(on or today()), **more}


def asked(cast: Cast, **options: int) -> Round:
    with scope(cast):
        return opened(cast, **options)


def at(name: str, found: Round, *more: int) -> str:
    return reverse(f"signoff:{name}", args=["eastmere", found.pk, *more])


def key(cast: Cast, found: Round, name: str = "Harbour PCN") -> int:
    with scope(cast):
        return party(found, name).pk


def test_where_everybody_stands(cast: Cast, sign_in: SignIn) -> None:
    found = asked(cast)
    with scope(cast):
        says(found, "Harbour PCN", "object", cast["core_member"])
        says(found, "Federation", "agree", cast["secretariat"], authority="board")
        says(found, "LMC", "reservation", cast["chair"], remedy="")
    response = sign_in("in_attendance").get(at("round", found))
    board = response.context_data["board"]
    assert board.headline == (
        "2 of 4 organisations agree, 1 of them with a reservation, 1 objects, 1 has not answered."
    )
    assert [(stand.shape, stand.heading, [line.name for line in stand.lines]) for stand in board.stands] == [
        ("object", "Objects", ["Eastmere Harbour PCN"]),
        ("reservation", "Agrees, with a reservation", ["Eastmere LMC"]),
        ("agree", "Agrees", ["Eastmere Federation"]),
        ("none", "Has not answered", ["Eastmere Old Town PCN"]),
    ]
    line = board.stands[2].lines[0]
    assert (line.side, line.who) == (
        f"ratified by its board, {long_date(today())}",
        "Recorded by Kofi Mensah on the word of Dr Tan",
    )
    said = main(response)
    assert "It cannot be adopted while Eastmere Harbour PCN objects." in said
    assert "“It harms the coast.” Would change it: A clinic there." in said
    assert "Dr Leila Nasser, Clinical director, holder of the seat Harbour PCN" in said
    assert "This is not the closed room." in said
    assert (response.context_data["mine"], response.context_data["manages"]) == ([], False)
    assert all(line.link is None for stand in board.stands for line in stand.lines)


def test_my_organisation_comes_first(cast: Cast, sign_in: SignIn) -> None:
    found = asked(cast)
    mine = sign_in("core_member").get(at("round", found)).context_data["mine"]
    assert [(each.title, each.answered, each.button.text) for each in mine] == [
        ("Eastmere Harbour PCN has not answered", False, "Give the word of Eastmere Harbour PCN")
    ]
    with scope(cast):
        says(found, "Harbour PCN", "stand_aside", cast["core_member"])
    mine = sign_in("core_member").get(at("round", found)).context_data["mine"]
    assert [(each.title, each.answered, each.button.text) for each in mine] == [
        ("Eastmere Harbour PCN stands aside", True, "Change the word of Eastmere Harbour PCN")
    ]
    assert sign_in("deputy").get(at("round", found)).context_data["mine"] == []


def test_a_word_is_given_in_a_browser(cast: Cast, sign_in: SignIn) -> None:
    found = asked(cast)
    address, client = at("word", found, key(cast, found)), sign_in("core_member")
    page = client.get(address)
    assert "What does Eastmere Harbour PCN say to “Money follows need”?" in main(page)
    assert "Who reads this Core members, those in attendance and whoever runs the group read it now." in main(page)
    response = client.post(address, word("object", note="Harm", remedy="A clinic"))
    assert response.headers["Location"] == at("round", found)
    assert messages(response) == [
        (
            "Eastmere Harbour PCN objects. Those who read papers see it now; nobody was told by email."
            " It can be changed until the round closes."
        )
    ]
    with scope(cast):
        kept = Word.objects.get()
        assert (kept.stance, kept.note, kept.remedy, kept.recorded) == ("object", "Harm", "A clinic", False)
    again = client.get(address)
    assert again.context_data["form"].initial["note"] == "Harm"
    assert "Now it objects. What you send replaces that." in main(again)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (word(""), ["Select what the organisation says"]),
        (word("maybe"), ["Select what it says from the list"]),
        (word(authority=""), ["Select whose word it is"]),
        (word("reservation"), ["Enter which harm or principle the reservation is about"]),
        (
            word("object", note=" ", remedy=" "),
            ["Enter which harm or principle the objection is about", "Enter what would change the objection"],
        ),
        (
            word("object", note="x" * 1001, remedy="y"),
            ["Harm or principle it is about must be 1,000 characters or fewer"],
        ),
        (word(on=today() + timedelta(days=1)), ["The day on which it was given cannot be in the future."]),
        (
            word(on=today() - timedelta(days=1)),
            [
                (
                    f"The organisations were asked on {long_date(today())}. A leader’s view is of that day or later;"
                    " only a board may have ratified it before."
                )
            ],
        ),
        (
            word(on=today() - timedelta(days=400), authority="board"),
            ["A board’s word must be from the year before the organisations were asked."],
        ),
        (word() | {"given_on_day": "31", "given_on_month": "2"}, ["The day on which it was given must be a real date"]),
        (word() | {"given_on_day": ""}, ["The day on which it was given must include a day"]),
    ],
)
def test_what_cannot_be_a_word(cast: Cast, sign_in: SignIn, data: dict[str, str], said: list[str]) -> None:
    found = asked(cast)
    kept = {"note": "Kept words", "remedy": "Kept too"} | data
    if "stance" in data and data["stance"] in {"reservation", "object"}:
        kept = data
    response = sign_in("core_member").post(at("word", found, key(cast, found)), kept)
    assert errors(response) == said
    for name in ("note", "remedy"):
        if kept.get(name, "").strip():
            assert kept[name] in text(response)
    with scope(cast):
        assert not Word.objects.exists()


def test_two_tabs_are_told_of_each_other(cast: Cast, sign_in: SignIn) -> None:
    found = asked(cast)
    with scope(cast):
        first = says(found, "Harbour PCN", "object", cast["secretariat"])
    client, address = sign_in("core_member"), at("word", found, key(cast, found))
    response = client.post(address, word("reservation", note="My own words"))
    assert "Kofi Mensah entered a word of Eastmere Harbour PCN on" in errors(response)[0]
    assert "My own words" in text(response)
    assert re.search(rf'name="after"[^>]* value="{first.pk}"', response.content.decode())
    again = client.post(address, word("reservation", note="My own words", after=first.pk))
    assert again.status_code == 302


def test_somebody_of_another_organisation_is_told_why_not(cast: Cast, sign_in: SignIn) -> None:
    found = asked(cast)
    address = at("word", found, key(cast, found))
    for who, words in (
        ("chair", "You sit for Eastmere LMC, not for Eastmere Harbour PCN. Each organisation speaks for itself."),
        ("deputy", "You are a deputy for Eastmere Harbour PCN and do not act for its holder now"),
        ("in_attendance", "Only somebody who sits for Eastmere Harbour PCN in a core seat gives its word."),
    ):
        for answer in (sign_in(who).get(address), sign_in(who).post(address, word())):
            assert answer.status_code == 403
            assert words in text(answer)


def test_the_secretariat_records_a_word(cast: Cast, sign_in: SignIn) -> None:
    found = asked(cast)
    client, address = sign_in("secretariat"), at("record", found, key(cast, found))
    page = client.get(address)
    assert page.context_data["form"].initial["on_word_of"] == "Dr Leila Nasser"
    assert "Dr Leila Nasser can speak for it now" in main(page)
    assert errors(client.post(address, word())) == ["Enter who gave you its word"]
    response = client.post(address, word(on_word_of="Dr Tan"))
    assert response.status_code == 302
    said = main(client.get(at("round", found)))
    assert "Recorded by Kofi Mensah on the word of Dr Tan" in said
    assert "Record another word of Eastmere Harbour PCN" in said
    again = client.get(address)
    assert "Now it agrees: what you record replaces that." in main(again)
    assert again.context_data["form"].initial["stance"] == "agree"
    nobody = client.get(at("record", found, key(cast, found, "Federation")))
    assert "Nobody sits for it now. Say who gave its word" in main(nobody)


def test_a_word_that_its_speaker_gave_is_not_recorded_over_unseen(cast: Cast, sign_in: SignIn) -> None:
    found = asked(cast)
    assert sign_in("core_member").post(at("word", found, key(cast, found)), word()).status_code == 302
    client, address = sign_in("secretariat"), at("record", found, key(cast, found))
    page = client.get(address)
    assert "Now it agrees, in the word that Dr Leila Nasser gave: what you record replaces that." in main(page)
    first = page.context_data["form"].initial
    assert "stance" not in first
    unseen = client.post(address, {"on_word_of": "Dr Tan", "after": str(first["after"])} | day(today()))
    assert len(errors(unseen)) == 2
    with scope(cast):
        assert Word.objects.count() == 1


def test_it_is_adopted_in_a_browser(cast: Cast, sign_in: SignIn) -> None:
    found = asked(cast)
    client, address = sign_in("chair"), at("close", found)
    waits = main(client.get(address))
    assert waits.startswith("“Money follows need” It cannot be closed yet")
    with scope(cast):
        for name in ("Harbour PCN", "Old Town PCN", "LMC", "Federation"):
            says(found, name, "agree", cast["secretariat"])
    page = client.get(address)
    assert "All 4 organisations agree. It can be adopted" in main(page)
    assert re.search(r'name="expects"[^>]* value="adopted"', page.content.decode())
    response = client.post(address, {"expects": "adopted"})
    assert response.headers["Location"] == "/g/eastmere/"
    told = "2 people are told by email."
    assert messages(response) == [f"“Money follows need” was adopted. {told} This cannot be undone."]
    over = client.get(at("round", found))
    assert "All 4 organisations agreed." in main(over)
    assert "Adopted on" in over.context_data["eyebrow"]
    assert main(client.get(address)).startswith("“Money follows need” This sign-off is closed")


def test_a_word_that_comes_in_meanwhile_is_told(cast: Cast, sign_in: SignIn) -> None:
    found = asked(cast)
    with scope(cast):
        says(found, "Harbour PCN", "object", cast["core_member"])
    client = sign_in("chair")
    response = client.post(at("close", found), {"expects": "adopted"})
    assert errors(response)[0].startswith("A word has come in while you were reading, and changes what follows.")
    assert 'value="not_adopted"' in response.content.decode()
    assert client.post(at("close", found), {"expects": "not_adopted"}).status_code == 302


def test_it_is_withdrawn_with_a_reason(cast: Cast, sign_in: SignIn) -> None:
    found = asked(cast)
    client, address = sign_in("secretariat"), at("withdraw", found)
    assert errors(client.post(address, {"reason": " "})) == ["Enter why it is withdrawn"]
    assert errors(client.post(address, {"reason": "x" * 301})) == [
        "Why it is withdrawn must be 300 characters or fewer"
    ]
    response = client.post(address, {"reason": "New words come"})
    assert messages(response)[0].startswith("“Money follows need” is no longer out for agreement.")
    assert "Withdrawn: New words come" in main(client.get(at("round", found)))
    late = client.post(address, {"reason": "Again"})
    assert errors(late) == [f"This was closed on {long_date(today())}: withdrawn. Words can no longer be given."]


def test_an_open_round_is_not_for_practices_and_an_adopted_one_is(cast: Cast, sign_in: SignIn) -> None:
    found = asked(cast)
    refused = sign_in("practice_reader").get(at("round", found))
    assert refused.status_code == 403
    assert "What is out for agreement is read by members and those in attendance." in text(refused)
    with scope(cast):
        for name in ("Harbour PCN", "Old Town PCN", "LMC", "Federation"):
            says(found, name, "agree", cast["secretariat"])
    sign_in("chair").post(at("close", found), {})
    assert sign_in("practice_reader").get(at("round", found)).status_code == 200


def test_a_form_after_the_end_says_so(cast: Cast, sign_in: SignIn) -> None:
    found = asked(cast)
    with scope(cast):
        withdraw_round(found, reason="Enough", by=cast["chair"])
    response = sign_in("core_member").post(at("word", found, key(cast, found)), word("reservation", note="Kept words"))
    assert errors(response) == [f"This was closed on {long_date(today())}: withdrawn. Words can no longer be given."]
    assert "Kept words" in text(response)


def test_a_party_of_another_round_is_not_found(cast: Cast, sign_in: SignIn) -> None:
    found, other = asked(cast), asked(cast, subject=2)
    assert sign_in("core_member").get(at("word", found, key(cast, other))).status_code == 404


# ---- What needs whom ----


def needs(cast: Cast, sign_in: SignIn, who: str) -> list[tuple[str, str, str]]:
    duties = sign_in(who).get("/g/eastmere/").context_data["needs"]
    return [(each.what, each.why, each.clock) for each in duties if "Money" in each.what]


def test_my_organisations_word_is_awaited(cast: Cast, sign_in: SignIn) -> None:
    found = asked(cast, days=3)
    own = ("Give the word of Eastmere Harbour PCN: Money follows need", "Each organisation signs off for itself.")
    assert needs(cast, sign_in, "core_member") == [(*own, "3 days left")]
    assert needs(cast, sign_in, "deputy") == needs(cast, sign_in, "practice_reader") == []
    with scope(cast):
        says(found, "Harbour PCN", "agree", cast["core_member"])
    assert needs(cast, sign_in, "core_member") == []


def test_those_who_run_the_group_close_what_can_be_closed(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = asked(cast, days=0)
    assert needs(cast, sign_in, "secretariat") == []
    with scope(cast):
        for name in ("Harbour PCN", "Old Town PCN", "LMC"):
            says(found, name, "agree", cast["secretariat"])
    assert needs(cast, sign_in, "secretariat") == []
    tomorrow = today() + timedelta(days=1)
    monkeypatch.setattr("groups.home.views.dates.today", lambda: tomorrow)
    assert needs(cast, sign_in, "secretariat") == [
        ("Adopt: Money follows need", "3 of 4 organisations agree, 1 has not answered.", "Waiting")
    ]
    with scope(cast):
        says(found, "Federation", "object", cast["secretariat"])
    assert needs(cast, sign_in, "secretariat") == [
        (
            "Close, or talk about: Money follows need",
            "3 of 4 organisations agree, 1 objects. It cannot be adopted while Eastmere Federation objects.",
            "Waiting",
        )
    ]


def test_a_late_word_is_late(cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(cast, days=0)
    monkeypatch.setattr("groups.home.views.dates.today", lambda: today() + timedelta(days=2))
    assert [clock for _, _, clock in needs(cast, sign_in, "core_member")] == ["2 days late"]


# ---- What it costs ----


@pytest.mark.parametrize("words", [1, 3])
def test_a_round_costs_the_same_at_any_size(cast: Cast, sign_in: SignIn, words: int) -> None:
    found = asked(cast)
    with scope(cast):
        for name in ("Harbour PCN", "LMC", "Federation")[:words]:
            says(found, name, "object", cast["secretariat"])
    for who, name, more, own in (
        ("core_member", "round", [], 4),
        ("chair", "round", [], 4),
        ("chair", "close", [], 4),
        ("chair", "withdraw", [], 2),
        ("core_member", "word", [key(cast, found)], 5),
        ("secretariat", "record", [key(cast, found)], 4),
    ):
        client, address = sign_in(who), at(name, found, *more)
        client.get(address)
        with CaptureQueriesContext(connection) as asked_for:
            assert client.get(address).status_code == 200
        assert len(asked_for) - OVERHEAD == own, (name, [query["sql"] for query in asked_for])
