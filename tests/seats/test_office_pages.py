"""The offices on pages: who comes next, the chair leaving early, the history, cautions, the words for acting."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from gpleadership.lib.dates import end_of_day, last_day, long_date, start_of_day, today
from groups.models import LeadershipGroup, OfficeTerm
from groups.seats import cautions
from groups.seats.actions import appoint_to_office, chair_leaves_early, hand_over_chair
from groups.seats.rules.spans import span
from tests.cast import Cast, person, term
from tests.seats.test_members_page import OVERHEAD, text
from tests.seats.test_pages import SignIn, at, day, errors, messages, office_term, scope, seat_term

SOON = today() + timedelta(days=20)
LEAVES = {"when": "today", "reason": "A new post"}


def deputy_chair(cast: Cast, who: str = "core_member") -> None:
    with scope(cast):
        begins = timezone.now() - timedelta(days=5)
        appoint_to_office(cast.eastmere, "deputy_chair", cast[who], begins=begins, ends=None, by=cast["chair"])


def acting(cast: Cast, **options: Any) -> None:
    fields = {"at": timezone.now(), "reason": "A new post", "acting": None, "by": cast["chair"]} | options
    with scope(cast):
        chair_leaves_early(cast.eastmere, **fields)


def sections(response: Any) -> dict[str, Any]:
    return {section.office: section for section in response.context_data["sections"]}


def names(section: Any) -> list[list[str]]:
    return [[link.text for link in line.links] for line in section.lines]


def last(cast: Cast) -> str:
    with scope(cast):
        return long_date(last_day(cast["chair"].office_terms.get(office="chair").period) or today())


# ---- The page of the offices ----


def test_the_first_sentence_says_who_comes_next(cast: Cast, sign_in: SignIn) -> None:
    until = last(cast)
    client = sign_in(cast["practice_reader"])
    said = client.get(at("offices")).context_data["lede"]
    assert said == (f"Ruth Calder is chair until {until}.", "There is no deputy chair.")
    with scope(cast):
        hand_over_chair(cast.eastmere, to=cast["core_member"], at=end_of_day(SOON), ends=None, by=cast["chair"])
    response = client.get(at("offices"))
    first = long_date(SOON + timedelta(days=1))
    strong, _ = response.context_data["lede"]
    assert strong == f"Ruth Calder is chair until {long_date(SOON)}, then Dr Leila Nasser from {first}."
    assert sections(response)["chair"].passes == (
        f"When {long_date(SOON)} ends, Dr Leila Nasser is chair and runs the group, and Ruth Calder no longer does. "
        "Nobody has to press anything. Both are told by email that day, with the deputy chair and the secretariat."
    )


def test_that_nobody_follows_is_said(cast: Cast, sign_in: SignIn) -> None:
    with scope(cast):
        OfficeTerm.objects.filter(office="chair", person=cast["chair"]).update(
            period=span(timezone.now() - timedelta(days=90), end_of_day(SOON))
        )
    response = sign_in(cast["practice_reader"]).get(at("offices"))
    first = long_date(SOON + timedelta(days=1))
    assert sections(response)["chair"].nobody == (
        f"Nobody follows yet: without a successor the group has no chair from {first}."
    )


def test_days_without_a_chair_are_said(cast: Cast, sign_in: SignIn) -> None:
    until = last(cast)
    with scope(cast):
        begins = start_of_day(today() + timedelta(days=800))
        appoint_to_office(cast.eastmere, "chair", cast["core_member"], begins=begins, ends=None, by=cast["chair"])
    strong, _ = sign_in(cast["practice_reader"]).get(at("offices")).context_data["lede"]
    assert strong == (
        f"Ruth Calder is chair until {until}, then nobody until Dr Leila Nasser begins on {long_date(begins)}."
    )


def test_a_group_without_a_chair_says_so(cast: Cast, sign_in: SignIn) -> None:
    with scope(cast):
        cast["chair"].office_terms.all().delete()
    said = sign_in(cast["secretariat"]).get(at("offices")).context_data["lede"]
    assert said == ("The group has no chair now.", "There is no deputy chair.")


def test_a_manager_finds_what_can_be_done(cast: Cast, sign_in: SignIn) -> None:
    deputy_chair(cast)
    client = sign_in(cast["secretariat"])
    assert names(sections(client.get(at("offices")))["chair"]) == [
        ["Change the last day", "Hand over the chair", "The chair leaves early"]
    ]
    assert names(sections(sign_in(cast["core_member"]).get(at("offices")))["chair"]) == [[]]
    acting(cast, at=end_of_day(SOON))
    assert names(sections(client.get(at("offices")))["chair"]) == [
        [f"Undo the leaving on {long_date(SOON)}"],
        [],
    ]


def test_while_somebody_acts_every_word_says_so(committed_cast: Cast, sign_in: SignIn) -> None:
    cast = committed_cast
    deputy_chair(cast)
    acting(cast)
    client = sign_in(cast["core_member"])
    response = client.get(at("offices"))
    assert response.context_data["lede"] == (
        "Dr Leila Nasser acts as chair until a chair is appointed.",
        "Dr Leila Nasser is deputy chair, with no end date.",
    )
    chair = sections(response)["chair"]
    assert chair.passes == "Dr Leila Nasser has all of a chair’s rights until a chair is appointed and takes over."
    assert names(chair) == [["Hand over the chair", "The acting chair leaves early"]]
    assert [(moment.what, moment.note) for moment in chair.history] == [
        ("Dr Leila Nasser, acting chair.", ""),
        ("Ruth Calder.", "A new post."),
    ]
    members = client.get(at("members"))
    assert "Acting chair" in text(members)
    assert '<span class="gpl-badge gpl-badge--pine">Acting chair</span>' in members.content.decode()
    assert response.wsgi_request.standing.role_label == "Acting chair"
    assert "Acting chair" in text(client.get(at("step_down")))
    rows = list(csv.DictReader(io.StringIO(client.get(at("csv")).content.decode("utf-8-sig"))))
    assert [row["Office"] for row in rows if row["Holder"] == "Dr Leila Nasser"] == ["Acting chair, Deputy chair"]


def test_the_homes_and_the_roster_say_acting_chair(committed_cast: Cast, sign_in: SignIn) -> None:
    cast = committed_cast
    acting(cast, acting=cast["core_member"])
    home = reverse("home:group", args=["eastmere"])
    facts = sign_in(cast["core_member"]).get(home).context_data["officers"]
    assert (facts[0].name, facts[0].value) == ("Acting chair", "Dr Leila Nasser")
    speaks = sign_in(cast["practice_reader"]).get(home).context_data["speaks"]
    assert (speaks[0].name, speaks[0].value) == ("Acting chair", "Dr Leila Nasser")
    places = reverse("roster:places", args=["tidewater"])
    staff = sign_in(cast["icb_staff"])
    assert "Dr Leila Nasser , acting chair" in text(staff.get(places))
    opened = staff.get(reverse("roster:seats", args=["tidewater", "eastmere"]))
    assert "Dr Leila Nasser (acting)" in text(opened)


def test_the_log_says_acting_chair(cast: Cast, sign_in: SignIn) -> None:
    acting(cast, acting=cast["core_member"])
    said = text(sign_in(cast["secretariat"]).get(reverse("audit:acts", args=["eastmere"])))
    assert "made Dr Leila Nasser acting chair" in said


# ---- The chair leaves early ----


def test_the_page_says_who_acts_and_how_to_undo(cast: Cast, sign_in: SignIn) -> None:
    deputy_chair(cast)
    response = sign_in(cast["secretariat"]).get(at("leave_early"))
    facts = {fact.name: fact.value for fact in response.context_data["facts"]}
    assert list(facts) == ["Who acts", "What comes next", "Who is told", "How to undo"]
    assert facts["Who acts"] == ("Dr Leila Nasser, until a chair is appointed. They stay deputy chair meanwhile.")
    assert "manage members" in response.context_data["closes"]
    assert response.content.decode().count('class="nhsuk-button nhsuk-button--warning"') == 1


def test_the_chair_leaves_and_is_led_where_they_still_may(committed_cast: Cast, sign_in: SignIn) -> None:
    cast = committed_cast
    deputy_chair(cast)
    client, pk = sign_in(cast["chair"]), str(office_term(cast, "chair"))
    response = client.post(at("leave_early"), LEAVES | {"chair": pk})
    assert response.headers["Location"] == at("members")
    assert messages(response)[0].startswith("Ruth Calder has left the chair, and Dr Leila Nasser is acting chair now.")
    assert client.get(at("members")).status_code == 200
    assert client.get(at("leave_early")).status_code == 403


def test_a_chair_who_leaves_altogether_goes_home(committed_cast: Cast, sign_in: SignIn) -> None:
    cast = committed_cast
    with scope(cast):
        cast["chair"].seat_terms.all().delete()
    address = at("leave_with", person=cast["core_member"].pk)
    client = sign_in(cast["chair"])
    assert "all of its pages close" in client.get(address).context_data["closes"]
    response = client.post(address, LEAVES | {"chair": str(office_term(cast, "chair"))})
    assert response.headers["Location"] == reverse("home")
    assert client.get(at("members")).status_code == 404


def test_a_chair_from_outside_loses_the_chairs_seat_too(committed_cast: Cast, sign_in: SignIn) -> None:
    cast = committed_cast
    with scope(cast):
        hand_over_chair(cast.eastmere, to=cast["deputy"], at=timezone.now(), ends=None, by=cast["chair"])
        cast["deputy"].seat_terms.filter(part="deputy").delete()
    for address in (at("leave_with", person=cast["chair"].pk), at("hand_over_to", person=cast["chair"].pk)):
        closes = sign_in(cast["deputy"]).get(address).context_data["closes"]
        assert "has no other part in the group" in closes
        assert "the closed room too" in closes


def test_on_a_day_to_come_the_offices_say_so(cast: Cast, sign_in: SignIn) -> None:
    deputy_chair(cast)
    client, pk = sign_in(cast["secretariat"]), str(office_term(cast, "chair"))
    data = {"when": "day", "reason": "A new post", "chair": pk} | day("on", SOON)
    response = client.post(at("leave_early"), data)
    assert response.headers["Location"] == at("offices")
    (said,) = messages(response)
    assert said == (
        f"Ruth Calder leaves the chair at the end of {long_date(SOON)}; Dr Leila Nasser acts from then. "
        "Everybody at the table is told by email. Until then you can undo it here."
    )
    undo = client.get(at("undo_office_end", term=int(pk)))
    assert "Dr Leila Nasser does not act as chair" in text(undo)
    assert client.post(at("undo_office_end", term=int(pk)), {"sure": "yes"}).status_code == 302
    assert "acts" not in client.get(at("offices")).context_data["lede"][0]


def test_without_a_deputy_chair_somebody_is_chosen_first(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast["secretariat"])
    assert client.get(at("leave_early")).headers["Location"] == at("choose_acting")
    found = client.get(at("choose_acting"), {"q": "leila"}).context_data["options"]
    assert [option.href for option in found] == [at("leave_with", person=cast["core_member"].pk)]
    assert "Ruth Calder" not in [option.text for option in client.get(at("choose_acting")).context_data["options"]]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, ["Select when", "Enter why the chair leaves"]),
        ({"when": "day", "reason": "x"}, ["Enter the last day"]),
        ({"when": "day", "reason": "x"} | day("on", date(2020, 1, 1)), ["Last day must be today or in the future"]),
    ],
)
def test_bad_input_is_said_at_the_field(cast: Cast, sign_in: SignIn, data: dict[str, str], said: list[str]) -> None:
    deputy_chair(cast)
    pk = str(office_term(cast, "chair"))
    response = sign_in(cast["secretariat"]).post(at("leave_early"), data | {"chair": pk})
    if "on_year" in data:
        (line,) = errors(response)
        assert "Last day" in line
    else:
        assert errors(response) == said
    assert not data.get("reason") or f'value="{data["reason"]}"' in response.content.decode()


def test_icb_staff_do_not_act(cast: Cast, sign_in: SignIn) -> None:
    with scope(cast):
        appoint_to_office(
            cast.eastmere, "secretariat", cast["icb_staff"], begins=timezone.now(), ends=None, by=cast["chair"]
        )
    address, pk = at("leave_with", person=cast["icb_staff"].pk), str(office_term(cast, "chair"))
    assert errors(sign_in(cast["chair"]).post(address, LEAVES | {"chair": pk})) == [
        "Helen Castle works for Tidewater ICB, so they cannot be chair, deputy chair or acting chair."
    ]


def test_the_second_of_two_tabs_lets_nobody_else_leave(cast: Cast, sign_in: SignIn) -> None:
    client, pk = sign_in(cast["secretariat"]), str(office_term(cast, "chair"))
    address = at("leave_with", person=cast["core_member"].pk)
    assert client.post(address, LEAVES | {"chair": pk}).status_code == 302
    response = client.post(at("leave_with", person=cast["deputy"].pk), LEAVES | {"chair": pk})
    (said,) = errors(response)
    assert said == (
        "Dr Leila Nasser is acting chair, with no end date. Somebody else has just changed it, "
        "and nothing more was changed."
    )
    with scope(cast):
        assert OfficeTerm.objects.filter(group=cast.eastmere, office="chair").count() == 2


def test_a_group_without_a_chair_has_another_way(cast: Cast, sign_in: SignIn) -> None:
    with scope(cast):
        cast["chair"].office_terms.all().delete()
    response = sign_in(cast["secretariat"]).get(at("leave_early"))
    assert at("choose_officer", office="chair") in response.content.decode()


def test_an_acting_chair_becomes_chair_in_the_browser(cast: Cast, sign_in: SignIn) -> None:
    deputy_chair(cast)
    acting(cast, at=timezone.now() - timedelta(seconds=2))
    client = sign_in(cast["core_member"])
    chosen = [option.text for option in client.get(at("hand_over"), {"q": "leila"}).context_data["options"]]
    assert chosen == ["Dr Leila Nasser"]
    response = client.post(at("hand_over_to", person=cast["core_member"].pk), {"when": "today"})
    (said,) = messages(response)
    assert said == (
        f"Dr Leila Nasser is chair from {long_date(today())}. "
        "They, the deputy chair and the secretariat are told by email."
    )


def test_the_chairs_own_page_offers_both_ways(cast: Cast, sign_in: SignIn) -> None:
    (chair, _) = sign_in(cast["chair"]).get(at("step_down")).context_data["lines"]
    assert (chair.link.href, chair.also.href) == (at("hand_over"), at("leave_early"))


# ---- History ----


@pytest.fixture
def long_ago(cast: Cast) -> Cast:
    """Two chairs before this one, with a year between them."""
    spells = (("core_member", 2019, 2021, "Moved away"), ("deputy", 2023, 2025, ""))
    with scope(cast):
        for who, first, final, reason in spells:
            period = span(start_of_day(date(first, 4, 1)), end_of_day(date(final, 3, 31)))
            OfficeTerm.objects.create(
                group=cast.eastmere, office="chair", person=cast[who], period=period, end_reason=reason
            )
    return cast


def test_the_history_shows_every_spell_and_gap_and_why(long_ago: Cast, sign_in: SignIn) -> None:
    response = sign_in(long_ago["practice_reader"]).get(at("offices_history"), {"office": "chair"})
    ((label, moments),) = response.context_data["sections"]
    assert label == "Chair"
    assert [(moment.what, moment.empty) for moment in moments] == [
        ("Ruth Calder.", False),
        (moments[1].what, True),
        ("Dr Ben Achterberg.", False),
        ("Nobody was chair for 730 days.", True),
        ("Dr Leila Nasser.", False),
    ]
    assert (moments[4].when, moments[4].note) == ("1 April 2019 to 31 March 2021", "Moved away.")
    assert response.context_data["lede"] == "Three people have been chair since 1 April 2019."


def test_the_newest_of_it_stands_with_the_offices(long_ago: Cast, sign_in: SignIn) -> None:
    chair = sections(sign_in(long_ago["practice_reader"]).get(at("offices")))["chair"]
    assert len(chair.history) == 3
    assert chair.more.href == f"{at('offices_history')}?office=chair"


def test_what_is_no_office_shows_all(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast["practice_reader"]).get(at("offices_history"), {"office": "king"})
    assert [label for label, _ in response.context_data["sections"]] == ["Chair", "Deputy chair", "Secretariat"]
    assert "Nobody has held this office yet." in text(response)


def test_choosing_an_office_asks_for_the_list_alone(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast["practice_reader"])
    response = client.get(at("offices_history"), {"office": "chair"}, headers={"HX-Request": "true"})
    assert response.content.decode().strip().startswith('<div id="list">')


def test_files_follow_the_filter(long_ago: Cast, sign_in: SignIn) -> None:
    acting(long_ago, acting=long_ago["practice_reader"])
    client = sign_in(long_ago["practice_reader"])
    content = client.get(at("offices_csv"), {"office": "chair"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    assert rows[0] == ["Office", "Acting", "Name", "First day", "Last day", "State", "Why it ended"]
    assert [(row[1], row[2], row[5], row[6]) for row in rows[1:]] == [
        ("Yes", "Dr Rosa Klein", "Now", ""),
        ("No", "Ruth Calder", "Ended", "A new post"),
        ("No", "Dr Ben Achterberg", "Ended", ""),
        ("No", "Dr Leila Nasser", "Ended", "Moved away"),
    ]
    book = load_workbook(io.BytesIO(client.get(at("offices_xlsx")).content))
    assert book.active is not None
    assert len(list(book.active.rows)) == 6, "the secretariat too"


# ---- Cautions ----

SENTENCE = "A trust ballot is open until 10 December 2026."


@pytest.fixture
def cautioned(cast: Cast) -> list[LeadershipGroup]:
    """A package above has something to say; for whom it was asked."""
    asked: list[LeadershipGroup] = []
    cautions.register_caution("ballot", lambda group: asked.append(group) or SENTENCE)  # type: ignore[func-returns-value]
    cautions.register_caution("silent", lambda group: None)
    return asked


def test_pages_that_change_who_sits_show_it(cast: Cast, sign_in: SignIn, cautioned: list[LeadershipGroup]) -> None:
    deputy_chair(cast)
    holder, seat = {"term": seat_term(cast, "core_member")}, {"seat": cast.seats["pcn"].pk}
    who = {"person": cast["practice_reader"].pk}
    asking: list[tuple[str, dict[str, Any]]] = [
        ("end_term", holder),
        ("replace_with", holder | who),
        ("move_to_deputy", holder),
        ("cancel_term", holder),
        ("undo_end", holder),
        ("withdraw", seat),
        ("edit", seat),
        ("seat", seat),
        ("appoint", {"seat": cast.seats["empty"].pk, "part": "holder"} | who),
        ("hand_over_to", who),
        ("leave_early", {}),
        ("leave_with", who),
        ("appoint_officer", {"office": "chair"} | who),
        ("step_down_from_seat", {"term": seat_term(cast, "chair")}),
    ]
    client = sign_in(cast["chair"])
    for route, kwargs in asking:
        assert client.get(at(route, **kwargs)).content.decode().count(SENTENCE) == 1, route
    assert {group.pk for group in cautioned} == {cast.eastmere.pk}


def test_other_pages_do_not_ask(cast: Cast, sign_in: SignIn, cautioned: list[LeadershipGroup]) -> None:
    client, secretary = sign_in(cast["chair"]), {"term": office_term(cast, "secretariat")}
    guest = {"term": seat_term(cast, "in_attendance")}
    others: list[tuple[str, dict[str, Any]]] = [("members", {}), ("offices", {}), ("offices_history", {})]
    others += [("end_office", secretary), ("end_term", guest), ("seat", {"seat": cast.seats["empty"].pk})]
    for route, kwargs in others:
        assert client.get(at(route, **kwargs)).status_code == 200
    assert cautioned == []


# ---- What it costs ----


@pytest.mark.parametrize("rows", [1, 3, 30])
@pytest.mark.parametrize(
    ("route", "queries"),
    [("offices", 2), ("offices_history", 1), ("leave_early", 3), ("choose_acting", 2), ("leave_with", 4)],
)
def test_a_page_costs_the_same_however_long_the_history(
    cast: Cast, sign_in: SignIn, rows: int, route: str, queries: int
) -> None:
    deputy_chair(cast)
    with scope(cast):
        for number in range(rows):
            who, begins = person(f"p{number}", f"Dr {number}"), timezone.now() - timedelta(days=3000 - 10 * number)
            ended = span(begins, begins + timedelta(days=5))
            OfficeTerm.objects.create(group=cast.eastmere, office="chair", person=who, period=ended)
            OfficeTerm.objects.create(group=cast.eastmere, office="secretariat", person=who, period=term(5))
    kwargs = {"person": cast["core_member"].pk} if route == "leave_with" else {}
    client, address = sign_in(cast["chair"]), at(route, **kwargs)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    assert len(captured) - OVERHEAD == queries
