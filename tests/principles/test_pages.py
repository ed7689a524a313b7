"""Pages of principles: what stands first for whom, forms with every bad input, files, comparison and cost."""

import csv
import io
from collections.abc import Callable, Collection
from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from gpleadership.lib.dates import long_date, today
from groups.models import LeadershipGroup, Principle, PrincipleComment, PrincipleVersion
from groups.principles import actions, uses
from groups.principles.models import COMMENT
from groups.principles.starters import STARTERS
from groups.principles.uses import Use
from groups.signoff.actions import close_round
from tests.cast import Cast
from tests.principles.worlds import (
    NEED,
    adopted,
    discussed,
    drafted,
    everybody_says,
    fresh,
    out,
    renewed,
    scope,
    words,
)
from tests.signoff.reading import OVERHEAD, errors, main, messages, text

SignIn = Callable[[str], Client]
FORM = {"title": "Work comes with its means", "statement": "Work that moves comes with money.", "meaning": "Ask who."}
LIST = "/g/eastmere/principles/"


def at(name: str, pk: int | None = None) -> str:
    return reverse(f"principles:{name}", args=["eastmere", *([pk] if pk else [])])


def make(cast: Cast, how: Callable[..., PrincipleVersion], *args: object) -> PrincipleVersion:
    """A version, made in a scope of its own."""
    with scope(cast):
        return how(cast, *args)


def titles(response: HttpResponse, key: str = "cards") -> list[tuple[str, str]]:
    return [(card.number, card.title.text) for card in response.context_data[key]]


@pytest.fixture
def several(cast: Cast) -> dict[str, PrincipleVersion]:
    """Two adopted, one of them with a new version in discussion; a draft, one given up, one retired."""
    with scope(cast):
        found = {
            "need": adopted(cast),
            "told": adopted(cast, words("Told before it is news", "Every practice hears first.")),
            "old": adopted(cast, words("Patients before boundaries", "Patients first.")),
            "draft": drafted(cast, words("Nobody is worse off unasked")),
            "dropped": drafted(cast, words("Everything for everybody")),
        }
        actions.retire(found["old"].principle, reason="Everybody knows", by=cast["chair"])
        actions.drop_version(found["dropped"], by=cast["chair"])
        new = actions.draft_version(found["need"].principle, words(statement="Need first."), by=cast["chair"])
        actions.open_discussion(new, by=cast["chair"])
    return found


# ---- The list ----


def test_an_empty_list_teaches(cast: Cast, sign_in: SignIn) -> None:
    said = main(sign_in("chair").get(LIST))
    assert "No principles yet" in said
    assert "From a group of seven organisations, which all signed it off: “Money follows need" in said
    assert "Draft the first principle" in said
    assert "Begin with some from the library" in said
    reader = main(sign_in("practice_reader").get(LIST))
    assert "No principles yet" in reader
    assert "Draft" not in reader


def test_what_we_stand_by(cast: Cast, sign_in: SignIn, several: dict[str, PrincipleVersion]) -> None:
    response = sign_in("core_member").get(LIST)
    assert response.context_data["lede"] == (
        "We stand by two principles.",
        "Each organisation signed off for itself. No decision cites any of them yet.",
    )
    assert titles(response) == [("1", "Money follows need"), ("2", "Told before it is news")]
    card = response.context_data["cards"][0]
    assert card.lines == (f"Adopted on {long_date(today())} by 4 of 4 organisations.", "No decision cites it yet.")
    assert [badge.text for badge in card.badges] == ["A new version is in discussion"]
    assert titles(response, "pending") == [("", "Money follows need"), ("", "Nobody is worse off unasked")]
    assert [badge.text for badge in response.context_data["pending"][0].badges] == [
        "In discussion",
        "New version of principle 1",
    ]


def test_practices_see_what_was_adopted_alone(
    cast: Cast, sign_in: SignIn, several: dict[str, PrincipleVersion]
) -> None:
    client = sign_in("practice_reader")
    response = client.get(LIST)
    assert titles(response) == [("1", "Money follows need"), ("2", "Told before it is news")]
    assert response.context_data["pending"] == []
    said = text(response)
    assert "worse off unasked" not in said
    assert "discussion" not in said
    for hidden in ("drafts", "dropped", "nonsense"):
        assert titles(client.get(LIST, {"show": hidden})) == titles(response)
    assert [option.value for option in response.context_data["shows"]] == ["unused", "retired"]
    assert client.get(at("principle", several["draft"].principle_id)).status_code == 403
    refused = client.get(at("version", several["draft"].pk))
    assert "Drafts of principles are read by members and those in attendance." in text(refused)
    page = main(client.get(at("principle", several["need"].principle_id)))
    assert "Need first." not in page
    assert "drafted" not in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"show": "drafts"}, ["Money follows need", "Nobody is worse off unasked"]),
        ({"show": "retired"}, ["Patients before boundaries"]),
        ({"show": "dropped"}, ["Everything for everybody"]),
        ({"show": "unused"}, ["Money follows need", "Told before it is news"]),
        ({"q": "practice HEARS"}, ["Told before it is news"]),
        ({"q": "nothing like it"}, []),
        ({"sort": "-title"}, ["Told before it is news", "Money follows need"]),
        ({"sort": "-adopted"}, ["Told before it is news", "Money follows need"]),
        ({"sort": "unheard", "page": "99"}, ["Money follows need", "Told before it is news"]),
    ],
)
def test_filter_and_order(
    cast: Cast, sign_in: SignIn, several: dict[str, PrincipleVersion], query: dict[str, str], expected: list[str]
) -> None:
    response = sign_in("core_member").get(LIST, query)
    assert [title for _, title in titles(response)] == expected
    fragment = sign_in("core_member").get(LIST, query, headers={"HX-Request": "true"})
    assert fragment.content.decode().strip().startswith('<div id="list">')


def cite(monkeypatch: pytest.MonkeyPatch, pk: int) -> None:
    """A package above says that a decision cites a principle."""

    def cites(group: LeadershipGroup, ids: Collection[int]) -> dict[int, list[Use]]:
        return {pk: [Use("EAS-2026-014", "/decision/", date(2026, 11, 12))]} if pk in ids else {}

    monkeypatch.setitem(uses._providers, "decisions", cites)


def test_what_cites_a_principle(
    cast: Cast, sign_in: SignIn, several: dict[str, PrincipleVersion], monkeypatch: pytest.MonkeyPatch
) -> None:
    cite(monkeypatch, several["need"].principle_id)
    response = sign_in("practice_reader").get(LIST)
    assert response.context_data["lede"][1] == "Each organisation signed off for itself. One has never been cited."
    assert "One decision cites it. EAS-2026-014, 12 November 2026" in main(response)
    assert titles(sign_in("chair").get(LIST, {"show": "unused"})) == [("2", "Told before it is news")]
    page = main(sign_in("chair").get(at("principle", several["need"].principle_id)))
    assert "Decisions that cite it One decision cites it. EAS-2026-014, 12 November 2026" in page
    retiring = main(sign_in("chair").get(at("retire", several["need"].principle_id)))
    assert "and 1 decision goes on citing it" in retiring


def test_the_files_have_what_the_page_has(cast: Cast, sign_in: SignIn, several: dict[str, PrincipleVersion]) -> None:
    response = sign_in("practice_reader").get(at("csv"), {"show": "retired"})
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[1:] == [
        [
            *("3", "Patients before boundaries", "Patients first.", "Show need beside list size.", "Retired", "1"),
            *(today().isoformat(), "4", "4", "0", today().isoformat(), "Everybody knows"),
        ]
    ]
    sheet = load_workbook(io.BytesIO(sign_in("core_member").get(at("xlsx"), {"show": "drafts"}).content)).active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["Money follows need", "Nobody is worse off unasked"]
    hidden = sign_in("practice_reader").get(at("csv"), {"show": "drafts"}).content.decode("utf-8-sig")
    assert "worse off" not in hidden


# ---- One principle ----


def test_a_principle_says_what_it_means_and_who_agreed(cast: Cast, sign_in: SignIn) -> None:
    version = make(cast, adopted)
    response = sign_in("practice_reader").get(at("principle", version.principle_id))
    said = main(response)
    assert "Principle 1 · Money follows need Money follows need, not only list size." in said
    assert f"Adopted on {long_date(today())} by 4 of 4 organisations." in said
    assert "In the room Show need beside list size." in said
    assert "All 4 organisations agreed." in said
    assert "Eastmere Harbour PCN" in said
    assert "No decision cites it yet." in said
    assert [moment.what for moment in response.context_data["history"]] == ["Version 1 adopted"]
    assert sign_in("chair").get(at("version", version.pk)).headers["Location"] == at("principle", version.principle_id)


def test_a_draft_goes_all_the_way_in_a_browser(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("chair")
    response = client.post(at("add"), FORM)
    with scope(cast):
        version = PrincipleVersion.objects.get()
    page = at("version", version.pk)
    assert response.headers["Location"] == page
    assert messages(response) == [
        "“Work comes with its means” is a draft now. Members who read papers can see it; nobody was told by email."
    ]
    assert "Open the discussion" in main(client.get(page))
    client.post(at("discuss", version.pk))
    again = client.post(at("discuss", version.pk))
    assert messages(again)[-1] == (
        "“Work comes with its means” is in discussion now, so this cannot be done. Look at it again."
    )
    asking = main(client.get(at("agree", version.pk)))
    assert "4 organisations will be asked" in asking
    assert "Eastmere Harbour PCN, Eastmere Old Town PCN, Eastmere LMC and Eastmere Federation" in asking
    day = today() + timedelta(days=9)
    when = {"answer_by_day": day.day, "answer_by_month": day.month, "answer_by_year": day.year}
    response = client.post(at("agree", version.pk), when)
    assert messages(response)[-1].startswith(
        f"The organisations are asked about “Work comes with its means” until {long_date(day)}."
    )
    said = main(client.get(page))
    assert "None of the 4 organisations has answered yet." in said
    assert "See the sign-off" in said
    assert "Change the words" not in said
    assert "so it cannot be put to anybody" in main(client.get(at("agree", version.pk)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": " "}, "Enter what it is called"),
        ({"statement": ""}, "Enter the principle in one sentence"),
        ({"meaning": ""}, "Enter what it means in the room"),
        ({"title": "x" * 101}, "What it is called must be 100 characters or fewer"),
        ({"statement": "x" * 401}, "The principle in one sentence must be 400 characters or fewer"),
        ({"meaning": "x" * 1001}, "What it means in the room must be 1,000 characters or fewer"),
    ],
)
def test_words_that_cannot_be_kept(cast: Cast, sign_in: SignIn, change: dict[str, str], said: str) -> None:
    response = sign_in("chair").post(at("add"), FORM | change)
    assert errors(response) == [said]
    for name, value in (FORM | change).items():
        if value.strip() and name not in change:
            assert value in text(response) or value in response.content.decode()
    with scope(cast):
        assert not Principle.objects.exists()


def test_a_line_break_is_one_character(cast: Cast, sign_in: SignIn) -> None:
    broken = "a\r\n" * 133 + "b"
    assert len(broken.replace("\r\n", "\n")) <= 400 < len(broken) + 2
    assert sign_in("chair").post(at("add"), FORM | {"statement": broken}).status_code == 302


def test_of_two_editors_the_second_sees_both(cast: Cast, sign_in: SignIn) -> None:
    version = make(cast, drafted)
    with scope(cast):
        actions.edit_version(version, words("Their title", "Their statement."), edits=1, by=cast["secretariat"])
    client, address = sign_in("chair"), at("edit", version.pk)
    response = client.post(address, FORM | {"edits": "1"})
    assert errors(response)[0].startswith("Somebody else changed these words while you were writing.")
    said = text(response)
    assert "The words that were saved meanwhile Their title Their statement." in said
    assert FORM["statement"] in said
    assert client.post(address, FORM | {"edits": "2"}).status_code == 302
    with scope(cast):
        assert fresh(version).title == FORM["title"]


def test_words_that_stand_are_not_edited(cast: Cast, sign_in: SignIn) -> None:
    version = make(cast, out)
    response = sign_in("chair").post(at("edit", version.pk), FORM | {"edits": "1"})
    assert "were put to the organisations and stand" in errors(response)[0]
    assert FORM["statement"] in text(response)


@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, "The day to answer by must be today or later."), (500, "The day to answer by must be within a year.")],
)
def test_a_day_that_cannot_be_met(cast: Cast, sign_in: SignIn, days: int, said: str) -> None:
    version, day = make(cast, discussed), today() + timedelta(days=days)
    when = {"answer_by_day": day.day, "answer_by_month": day.month, "answer_by_year": day.year}
    assert errors(sign_in("chair").post(at("agree", version.pk), when)) == [said]
    assert errors(sign_in("chair").post(at("agree", version.pk), {})) == ["Enter the day to answer by"]


def test_starters(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("secretariat")
    assert "Whoever speaks for an organisation says first" in main(client.get(at("starters")))
    assert errors(client.post(at("starters"), {})) == ["Select at least one principle"]
    response = client.post(at("starters"), {"chosen": ["need", "told"]})
    assert messages(response) == ["Two drafts were added. Make the words your own before you ask anybody."]
    page = client.get(LIST)
    assert "The group has adopted no principle yet." in main(page)
    assert [title for _, title in titles(page, "pending")] == ["Money follows need", "Told before it is news"]


def test_what_the_group_has_is_not_offered_again(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("secretariat")
    client.post(at("starters"), {"chosen": ["need"]})
    said = main(client.get(at("starters")))
    assert "You have Money follows need already." in said
    assert "Every proposal that shares something out shows need" not in said
    assert len(errors(client.post(at("starters"), {"chosen": ["need"]}))) == 1
    client.post(at("starters"), {"chosen": [key for key in STARTERS if key != "need"]})
    assert "You have taken all of them." in main(client.get(at("starters")))


def test_a_draft_is_given_up(cast: Cast, sign_in: SignIn) -> None:
    version = make(cast, drafted)
    client = sign_in("chair")
    assert "Give up “Money follows need”?" in main(client.get(at("drop", version.pk)))
    response = client.post(at("drop", version.pk))
    assert messages(response)[0].startswith("“Money follows need” was given up.")
    assert "Given up before it was adopted." in main(client.get(at("version", version.pk)))
    assert "is given up now" in errors(client.post(at("drop", version.pk)))[0]


def test_a_principle_is_retired_with_a_reason(cast: Cast, sign_in: SignIn) -> None:
    version = make(cast, adopted)
    client, address = sign_in("chair"), at("retire", version.principle_id)
    assert errors(client.post(address, {"reason": " "})) == ["Enter why it is retired"]
    assert errors(client.post(address, {"reason": "x" * 301})) == ["Why it is retired must be 300 characters or fewer"]
    response = client.post(address, {"reason": "We have better words"})
    assert response.headers["Location"] == at("version", version.pk)
    reader = sign_in("practice_reader")
    assert f"Retired on {long_date(today())}: We have better words" in main(reader.get(LIST, {"show": "retired"}))
    moved = reader.get(at("principle", version.principle_id))
    assert moved.headers["Location"] == at("version", version.pk)
    assert "We have better words" in main(reader.get(at("version", version.pk)))
    assert "Draft it anew" in main(client.get(at("version", version.pk)))


def test_a_new_version_beside_the_one_that_holds(cast: Cast, sign_in: SignIn) -> None:
    version = make(cast, adopted)
    client, address = sign_in("chair"), at("renew", version.principle_id)
    assert client.get(address).context_data["form"].initial["statement"] == NEED.statement
    response = client.post(address, FORM | {"title": NEED.title})
    assert messages(response)[0].startswith("Version 2 is a draft now.")
    assert errors(client.post(address, FORM)) == [
        "Version 2 is on its way already. Change that one, or give it up first."
    ]
    assert "A new version is on its way" in main(client.get(at("principle", version.principle_id)))


# ---- Comparison ----


def test_two_versions_compared(cast: Cast, sign_in: SignIn) -> None:
    old = make(cast, adopted)
    with scope(cast):
        renewed(cast, old, words(statement="Money follows need, and list size second."))
    address = at("compare", old.principle_id)
    response = sign_in("practice_reader").get(address)
    said = main(response)
    assert "From version 1 to version 2 the principle itself changed." in said
    assert "Money follows need, [removed: not only ] [added: and ] list [removed: size. ]" in said
    assert [part["told"] for part in response.context_data["parts"]] == [
        "Not a word has changed.",
        "3 words added, 3 removed.",
        "Not a word has changed.",
    ]
    back = sign_in("practice_reader").get(address, {"old": "2", "new": "1"})
    assert (back.context_data["old"].number, back.context_data["new"].number) == (2, 1)
    assert sign_in("practice_reader").get(address, {"old": "9", "new": "x"}).context_data["old"].number == 1


def test_a_comparison_escapes_what_people_wrote(cast: Cast, sign_in: SignIn) -> None:
    version = make(cast, drafted, words(statement="<script>alert(1)</script> & more"))
    page = sign_in("chair").get(at("compare", version.principle_id)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page


def test_practices_do_not_compare_drafts(cast: Cast, sign_in: SignIn) -> None:
    version = make(cast, adopted)
    with scope(cast):
        actions.draft_version(version.principle, words(statement="Secret words."), by=cast["chair"])
    page = sign_in("practice_reader").get(at("compare", version.principle_id), {"new": "2"})
    assert page.context_data["new"].number == 1
    assert "Secret" not in text(page)


# ---- The discussion ----


def test_members_talk_and_others_do_not_read_it(cast: Cast, sign_in: SignIn) -> None:
    version = make(cast, discussed)
    page, form = at("version", version.pk), at("comment", version.pk)
    response = sign_in("core_member").post(form, {"text": "I can live with it"})
    assert response.headers["Location"] == page
    said = main(sign_in("chair").get(page))
    assert "Core members, the chair and the secretariat read and write here" in said
    assert "Dr Leila Nasser" in said
    assert "I can live with it" in said
    attends = main(sign_in("in_attendance").get(page))
    assert "What members say" not in attends
    assert "I can live with it" not in attends
    assert sign_in("in_attendance").post(form, {"text": "Me too"}).status_code == 403


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (" ", "Enter what you think"),
        ("x" * (COMMENT + 1), "What you think of it must be 600 characters or fewer"),
    ],
)
def test_a_comment_that_cannot_be_kept(cast: Cast, sign_in: SignIn, typed: str, said: str) -> None:
    version = make(cast, discussed)
    response = sign_in("core_member").post(at("comment", version.pk), {"text": typed})
    assert errors(response) == [said]
    assert typed.strip() in text(response)


def test_a_comment_too_late(cast: Cast, sign_in: SignIn) -> None:
    version = make(cast, drafted)
    response = sign_in("core_member").post(at("comment", version.pk), {"text": "Kept words"})
    assert errors(response) == ["“Money follows need” is not in discussion now, so comments are not taken."]


def test_a_comment_is_withdrawn(cast: Cast, sign_in: SignIn) -> None:
    version = make(cast, discussed)
    with scope(cast):
        comment = actions.add_comment(version, "Hasty words", by=cast["core_member"])
    client, address = sign_in("core_member"), at("withdraw_comment", comment.pk)
    assert "Hasty words" in main(client.get(address))
    assert messages(client.post(address)) == [
        "Your comment was withdrawn. Its words are gone; that there was one stays."
    ]
    said = main(client.get(at("version", version.pk)))
    assert "Withdrawn by its writer." in said
    assert "Hasty words" not in said
    assert client.get(address).status_code == 404
    with scope(cast):
        assert PrincipleComment.objects.get().text == ""


# ---- What it costs ----


@pytest.mark.parametrize("many", [1, 3])
def test_pages_cost_the_same_at_any_size(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    with scope(cast):
        held = adopted(cast)
        for number in range(many - 1):
            adopted(cast, words(f"Another {number}"))
        for number in range(many):
            talked = discussed(cast, words(f"Draft {number}"))
        asked = out(cast, words("Out"))
        for each in (talked, asked):
            for _ in range(many):
                actions.add_comment(each, "I think so", by=cast["core_member"])
        old = renewed(cast, held, words(statement="New words."))
        close_round(everybody_says(cast, asked), by=cast["chair"])
    cite(monkeypatch, held.principle_id)
    with scope(cast):
        out_now = out(cast, words("Out again"))
    for who, name, pk, own in (
        ("core_member", "list", None, 1),
        ("practice_reader", "list", None, 1),
        ("core_member", "csv", None, 1),
        ("core_member", "principle", old.principle_id, 4),
        ("core_member", "version", talked.pk, 3),
        ("chair", "version", out_now.pk, 5),
        ("core_member", "compare", old.principle_id, 1),
        ("chair", "edit", talked.pk, 1),
        ("chair", "agree", talked.pk, 3),
        ("chair", "renew", old.principle_id, 1),
        ("chair", "retire", old.principle_id, 1),
    ):
        client, address = sign_in(who), at(name, pk)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        assert len(queries) - OVERHEAD == own, (name, [query["sql"] for query in queries])
