"""The pages of the pulse: what each says to whom, what bad input gets, and what they cost."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from gpleadership.lib.dates import long_date, today
from gpleadership.lib.scopes import open_scope
from groups.ballots.actions import abandon
from groups.home.needs import needs_of
from groups.models import ConfidenceItem, OfficeTerm, Person, Seat, SeatTerm
from groups.pulse import actions
from groups.tenancy.standing import all_of
from tests.ballots.electors import Table
from tests.ballots.sheets import browser, errors, text
from tests.ballots.steps import pass_time
from tests.cast import Cast, person, term
from tests.pulse.steps import chair_of, chair_since, count, counted, opened, representatives, scope, vote
from tests.reference.test_pages import FRAME

HERE = "/g/eastmere/pulse/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def office(seated: Table) -> Client:
    return browser(seated.secretariat)


@pytest.fixture
def member(seated: Table) -> Client:
    return browser(seated.people[0])


@pytest.fixture
def reader(cast: Cast, seated: Table) -> Client:
    return browser(cast["practice_reader"])


@pytest.fixture
def item(seated: Table) -> ConfidenceItem:
    """Trust in the chair that is below the floor among the PCNs alone."""
    counted(seated, chair_of(seated), against=(0, 1))
    with scope(seated):
        return seated.group.confidence_items.select_related("person").get()


def deputy(seated: Table) -> Person:
    """A deputy chair."""
    who = person("deputychair", "Dr Dora Deputy")
    with scope(seated):
        OfficeTerm.objects.create(group=seated.group, office="deputy_chair", person=who, period=term(30, 400))
    return who


# ---- The answer ----


def test_the_empty_page_teaches(office: Client, member: Client) -> None:
    said = text(office.get(HERE))
    assert "We have not asked yet. Twice a year" in said
    assert "No pulse has been counted yet Twice a year the portal asks everybody who holds a core seat" in said
    assert "Open it now" in said
    assert "Open it now" not in text(member.get(HERE))


def test_before_it_is_due_the_page_says_when_it_opens(office: Client, seated: Table) -> None:
    chair_since(seated, 10)
    assert re.search(
        r"The next pulse opens by itself on \d+ \w+ 20\d\d\. It is held every six months", text(office.get(HERE))
    )


def test_nobody_to_ask_about_is_said(office: Client, seated: Table) -> None:
    with scope(seated):
        OfficeTerm.objects.filter(group=seated.group, office="chair").update(acting=True)
    said = text(office.get(HERE))
    assert "No pulse is planned: there is no chair and no representative to ask about." in said
    assert "Open it now" not in said
    refused = text(office.get(f"{HERE}open/"))
    assert "It cannot be opened now. There is nobody to ask about" in refused


def test_an_open_pulse_leads_to_the_ballot_until_one_has_voted(member: Client, seated: Table, reader: Client) -> None:
    pulse = opened(seated)
    address = reverse("ballots:vote", args=["eastmere", pulse.ballot.number])
    page = member.get(HERE)
    assert "0 of 8 electors have voted so far. It asks about Ruth Calder (chair)." in text(page)
    assert f'href="{address}"' in page.content.decode()
    assert f'href="{address}"' not in reader.get(HERE).content.decode()
    vote(seated, pulse, 0, chair_of(seated))
    page = member.get(HERE)
    assert "1 of 8 electors has voted so far." in text(page)
    assert f'href="{address}"' not in page.content.decode()


def test_a_subject_whose_term_ended_meanwhile_is_named(member: Client, seated: Table) -> None:
    pulse = opened(seated)
    with scope(seated):
        OfficeTerm.objects.filter(group=seated.group, office="chair").delete()
    assert "Ruth Calder is no longer chair. What the pulse asked stands." in text(member.get(HERE))
    count(seated, pulse)
    assert "Ruth Calder is no longer chair. What the pulse asked stands." in text(member.get(HERE))


def test_the_answer_stands_first_and_what_changed_beside_it(member: Client, seated: Table) -> None:
    chair = chair_of(seated)
    pass_time(counted(seated, chair).ballot, timedelta(days=200))
    second = counted(seated, chair, against=(0, 1))
    said = text(member.get(HERE))
    closed = long_date(second.ballot.closes_at)
    assert (
        f"Ruth Calder is not trusted in every constituency. The last pulse closed on {closed}. "
        "8 of 8 electors voted. Ruth Calder was in the one before." in said
    )


def test_the_trend_says_for_each_pulse_what_that_published(member: Client, seated: Table) -> None:
    chair = chair_of(seated)
    first = counted(seated, chair)
    pass_time(first.ballot, timedelta(days=200))
    counted(seated, chair, against=(0, 1))
    [trend] = member.get(HERE).context_data["trends"]
    assert (trend.name, trend.role, trend.pools) == ("Ruth Calder", "Chair", ("PCNs", "LMC and federation"))
    assert [[(cell.count, cell.floor) for cell in line.cells] for line in trend.lines] == [
        [("2 of 4", "Not met"), ("3 or more of 4", "Floor met")],
        [("3 or more of 4", "Floor met"), ("3 or more of 4", "Floor met")],
    ]
    oldest = member.get(f"{HERE}?sort=oldest").context_data["trends"][0]
    assert oldest.lines == trend.lines[::-1]
    assert oldest.badge == trend.badge


def test_a_pool_of_before_has_a_column_of_its_own(member: Client, seated: Table) -> None:
    chair = chair_of(seated)
    pass_time(counted(seated, chair).ballot, timedelta(days=200))
    with scope(seated):
        for number in range(2):
            who = person(f"newlmc{number}", f"Dr New Lmc {number}")
            seat = Seat.objects.create(
                group=seated.group, title=f"New {number}", constituency="lmc", position=90 + number
            )
            SeatTerm.objects.create(group=seated.group, seat=seat, person=who, period=term(10, 800))
            seated.electors.append((who, seat))
    counted(seated, chair)
    page = member.get(HERE)
    [trend] = page.context_data["trends"]
    assert trend.pools == ("PCNs", "LMC", "Federation", "LMC and federation")
    assert [[cell is not None for cell in line.cells] for line in trend.lines] == [
        [True, True, True, False],
        [True, False, False, True],
    ]
    assert "Not counted apart then" in text(page)


def test_those_who_speak_no_more_are_shown_when_asked_for(member: Client, seated: Table) -> None:
    gone = person("gone", "Dr Gone Before")
    representatives(gone)
    pass_time(counted(seated, chair_of(seated), gone).ballot, timedelta(days=200))
    representatives()
    counted(seated, chair_of(seated))
    assert "Dr Gone Before" not in text(member.get(HERE))
    assert "Dr Gone Before, representative on the ICB board" in text(member.get(f"{HERE}?who=everybody"))


def test_somebody_new_has_not_been_asked_about(member: Client, seated: Table) -> None:
    counted(seated, chair_of(seated))
    representatives(person("new", "Dr New Here"))
    assert "Dr New Here, representative on the ICB board No pulse has asked about them yet." in text(member.get(HERE))


def test_nobody_voted_is_no_answer(member: Client, seated: Table) -> None:
    count(seated, opened(seated))
    said = text(member.get(HERE))
    assert "Nobody voted, so there is no answer." in said
    assert "To be talked about" not in said


def test_a_round_without_a_count_says_what_comes_next(member: Client, seated: Table) -> None:
    pulse = opened(seated)
    with scope(seated):
        abandon(pulse.ballot, "Who votes has changed since the roll was frozen: LMC seat 1.", by=None)
    said = text(member.get(HERE))
    assert "The last round ended without a count. Who votes has changed since the roll was frozen: LMC seat 1." in said
    assert "A new round opens by itself within a day, and everybody votes anew." in said
    ballot = text(member.get(reverse("ballots:result", args=["eastmere", pulse.ballot.number])))
    assert "A new round opens by itself within a day, and everybody votes anew. See the trust pulse" in ballot


def test_many_pulses_are_paged_and_the_files_have_them_all(member: Client, seated: Table) -> None:
    chair = chair_of(seated)
    with scope(seated):
        OfficeTerm.objects.filter(group=seated.group, office="chair").update(period=term(3000, 4000))
    for number in range(7, 0, -1):
        pass_time(count(seated, opened(seated)).ballot, timedelta(days=190 * number))
    page = member.get(HERE)
    assert [len(each.lines) for each in page.context_data["trends"]] == [6]
    assert [len(each.lines) for each in member.get(f"{HERE}?page=2").context_data["trends"]] == [1]
    assert member.get(f"{HERE}?page=none&sort=no&who=no").status_code == 200
    rows = list(csv.reader(io.StringIO(member.get(f"{HERE}trend.csv").content.decode("utf-8-sig"))))
    assert len(rows) == 1 + 7 * 2
    assert rows[0][:4] == ["Name", "Role then", "Pulse", "Half-year"]
    assert {row[0] for row in rows[1:]} == {chair.full_name}


def test_the_files_say_what_the_page_says(reader: Client, seated: Table) -> None:
    pulse = counted(seated, chair_of(seated), against=(0, 1))
    rows = list(csv.reader(io.StringIO(reader.get(f"{HERE}trend.csv").content.decode("utf-8-sig"))))
    half = "January to June" if pulse.half_year.month == 1 else "July to December"
    start = ["Ruth Calder", "Chair", pulse.ballot.reference, f"{half} {pulse.half_year.year}"]
    assert rows[1][:4] == start
    assert [row[5:] for row in rows[1:]] == [
        ["60", "PCNs", "2 of 4", "no"],
        ["60", "LMC and federation", "3 or more of 4", "yes"],
    ]
    book = load_workbook(io.BytesIO(reader.get(f"{HERE}trend.xlsx").content))
    assert [cell.value for cell in book.active[2]][5:] == [60, "PCNs", "2 of 4", "no"]


def test_the_chairs_page_leads_here(member: Client, seated: Table) -> None:
    said = text(member.get("/g/eastmere/chair/"))
    assert "Trust pulse Twice a year the core seats are asked in secret" in said
    pulse = opened(seated)
    assert "A pulse is open until" in text(member.get("/g/eastmere/chair/"))
    count(seated, pulse)
    page = member.get("/g/eastmere/chair/")
    assert "not everybody asked about met the floor in every constituency." in text(page)
    assert f'href="{HERE}"' in page.content.decode()


# ---- Opening ----


def test_opening_is_confirmed_and_says_who_is_asked_about_whom(office: Client, seated: Table) -> None:
    said = text(office.get(f"{HERE}open/"))
    for words in ("Ruth Calder Chair", "PCNs 4 electors", "LMC and federation 4 electors, counted together", "at 5pm"):
        assert words in said
    assert "How many people voted is published" in said
    response = office.post(f"{HERE}open/", {"sure": "yes"}, follow=True)
    assert response.redirect_chain == [(HERE, 302)]
    assert "The 8 electors are told by email." in text(response)
    again = office.post(f"{HERE}open/", {"sure": "yes"})
    assert "A trust pulse is under way already" in errors(again)[0]
    with scope(seated):
        assert seated.group.ballots.count() == 1


def test_a_term_that_ends_within_the_week_is_said_when_opening(office: Client, seated: Table) -> None:
    with scope(seated):
        found = seated.group.seat_terms.get(person=seated.people[0])
        found.period = type(found.period)(found.period.lower, timezone.now() + timedelta(days=2))
        found.save()
    assert "Who may vote changes before then: PCN seat 1." in errors(office.post(f"{HERE}open/", {"sure": "yes"}))[0]


# ---- The floor ----


@pytest.mark.parametrize("floor", ["", "49", "101", "sixty", "60.5", "-60", "9" * 30])
def test_a_floor_that_will_not_do_is_said_at_its_field(office: Client, seated: Table, floor: str) -> None:
    response = office.post(f"{HERE}settings/", {"floor": floor, "version": "0"})
    said = response.context_data["form"].errors
    assert list(said) == ["floor"]
    assert said["floor"] == ["Enter the floor" if not floor else "Floor must be a whole number from 50 to 100"]
    assert not floor or f'value="{floor}"' in response.content.decode()
    with scope(seated):
        assert not seated.group.pulse_settings.exists()


def test_the_floor_is_settled_and_said(office: Client, seated: Table) -> None:
    said = text(office.post(f"{HERE}settings/", {"floor": "70", "version": "0"}, follow=True))
    assert "The floor is 70% from the next pulse on. Before, it was 60%." in said
    assert "Change the floor of 70%" in said
    assert "The floor stays 70%." in text(office.post(f"{HERE}settings/", {"floor": "70", "version": "1"}, follow=True))


def test_two_who_settle_the_floor_at_once(office: Client, seated: Table) -> None:
    office.post(f"{HERE}settings/", {"floor": "70", "version": "0"})
    late = office.post(f"{HERE}settings/", {"floor": "80", "version": "0"})
    assert "Somebody else has set the floor to 70% meanwhile." in errors(late)[0]
    assert 'value="80"' in late.content.decode()
    again = office.post(f"{HERE}settings/", {"floor": "80", "version": late.context_data["form"]["version"].value()})
    assert again.status_code == 302


# ---- What is talked about ----


def test_an_item_says_no_more_than_is_published(member: Client, item: ConfidenceItem) -> None:
    said = text(member.get(HERE))
    assert "To be talked about Trust was below the floor in some constituency." in said
    assert "the floor of 60% was not met among the PCNs. Ruth Calder does not take this item as chair" in said
    assert "Record what was agreed" not in said


def test_what_was_agreed_is_recorded_once(office: Client, seated: Table, item: ConfidenceItem, reader: Client) -> None:
    address = f"{HERE}confidence/{item.pk}/"
    assert "Confidence in Ruth Calder, chair" in text(office.get(address))
    assert errors(office.post(address, {"agreed": "  "})) == ["Enter what was agreed"]
    long = office.post(address, {"agreed": "x" * 2001})
    assert "2,000" in errors(long)[0] or "2000" in errors(long)[0]
    assert "x" * 2001 in long.content.decode()
    said = text(office.post(address, {"agreed": "We meet the PCNs each month."}, follow=True))
    assert "What was agreed about Ruth Calder is recorded, and the item is closed." in said
    assert "What was talked about" in said
    assert "We meet the PCNs each month." in said
    late = office.post(address, {"agreed": "Something else"})
    assert "Somebody else has noted what was agreed meanwhile" in errors(late)[0]
    assert "Something else" in late.content.decode()
    assert office.get(address)["Location"] == HERE
    assert "We meet the PCNs each month." not in text(reader.get(HERE))
    assert "What was talked about" in text(reader.get(HERE))


def test_the_chair_does_not_take_an_item_about_themselves(seated: Table, item: ConfidenceItem) -> None:
    chair, address = browser(item.person), f"{HERE}confidence/{item.pk}/"
    refused = chair.get(address)
    assert refused.status_code == 403
    assert "This is about you." in refused.content.decode()
    assert chair.post(address, {"agreed": "Nothing"}).status_code == 403
    assert "Record what was agreed" not in text(chair.get(HERE))
    assert browser(deputy(seated)).post(address, {"agreed": "We talked."}).status_code == 302


def test_another_groups_item_is_not_found(office: Client, seated: Table) -> None:
    assert office.get(f"{HERE}confidence/999999/").status_code == 404


def needs(seated: Table, who: Person) -> list[str]:
    """What waits for somebody because of the pulse."""
    with open_scope(person=who.pk) as opened_scope:
        standings = all_of(who.pk)
        opened_scope.widen(read=[group.pk for group, _ in standings])
        found = needs_of(standings, who.pk, today())
    return [each.duty.what for each in found if "confidence" in each.duty.what]


def test_about_the_chair_the_deputy_and_the_secretariat_are_asked(seated: Table, item: ConfidenceItem) -> None:
    with scope(seated):
        closed = long_date(seated.group.ballots.get().closes_at)
    what = f"Talk about confidence in Ruth Calder, chair, after the pulse of {closed}"
    assert needs(seated, seated.secretariat) == [what]
    assert needs(seated, deputy(seated)) == [what]
    assert needs(seated, item.person) == []
    assert needs(seated, seated.people[0]) == []
    with scope(seated):
        actions.close_item(item, agreed="We talked.", by=seated.secretariat)
    assert needs(seated, seated.secretariat) == []


def test_about_a_representative_the_chair_is_asked_too(seated: Table) -> None:
    other = person("other.rep", "Dr Other Rep")
    representatives(other)
    counted(seated, chair_of(seated))
    assert len(needs(seated, chair_of(seated))) == 1
    who = deputy(seated)
    assert needs(seated, who) == []
    with scope(seated):
        found = seated.group.confidence_items.get()
    assert browser(who).get(f"{HERE}confidence/{found.pk}/").status_code == 403
    assert browser(chair_of(seated)).get(f"{HERE}confidence/{found.pk}/").status_code == 200


# ---- What they cost ----


def cost(client: Client, path: str, **headers: str) -> int:
    """Statements beyond transaction, scope, session, person and standing."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path, headers=headers).status_code == 200
    return len([each for each in captured if not each["sql"].startswith(FRAME)]) - 3


PAGES = {"": 5, "open/": 4, "settings/": 1, "trend.csv": 2, "trend.xlsx": 2, "confidence/{}/": 2}


def pages(client: Client, item_id: int) -> dict[str, int]:
    return {path: cost(client, HERE + path.format(item_id)) for path in PAGES}


def test_pages_cost_the_same_with_one_and_with_three(office: Client, seated: Table) -> None:
    chair = chair_of(seated)
    with scope(seated):
        OfficeTerm.objects.filter(group=seated.group, office="chair").update(period=term(3000, 4000))
    office.get(HERE)  # the group's grants are read once
    pass_time(counted(seated, chair, against=(0, 1)).ballot, timedelta(days=900))
    with scope(seated):
        item_id = seated.group.confidence_items.get().pk
    few = pages(office, item_id)
    fragment = cost(office, HERE, **HTMX)
    people = [person(f"rep{number}", f"Dr Rep {number}") for number in range(2)]
    representatives(*people)
    for number in range(2):
        pass_time(counted(seated, chair, *people, against=(0, 1)).ballot, timedelta(days=300 * (2 - number)))
    more = pages(office, item_id)
    assert cost(office, HERE, **HTMX) == fragment == 2
    assert (few, more) == (PAGES | {"": 4}, PAGES | {"": 4})
    pulse = opened(seated)
    assert cost(office, HERE) == cost(browser(seated.people[0]), HERE) == 5
    with scope(seated):
        abandon(pulse.ballot, "Who votes has changed.", by=None)
    assert cost(office, HERE) == 5


def test_a_fragment_is_the_trend_alone(member: Client, seated: Table) -> None:
    counted(seated, chair_of(seated))
    response = member.get(f"{HERE}?sort=oldest", headers=HTMX)
    assert response.content.decode().lstrip().startswith('<div id="trend">')
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize("state", ["empty", "open", "counted"])
def test_one_green_button_and_link_texts_that_differ(seated: Table, member: Client, office: Client, state: str) -> None:
    if state != "empty":
        representatives(person("rep", "Dr Rep"))
        pass_time(counted(seated, against=range(8)).ballot, timedelta(days=200))
        pulse = opened(seated)
        if state == "counted":
            count(seated, pulse)
    for client in (member, office):
        for path in ("", "open/") if client is office else ("",):
            main = client.get(HERE + path).content.decode().split("<main", 1)[1].split("</main>", 1)[0]
            assert len(re.findall(r'class="nhsuk-button"', main)) <= 1
            links = [
                re.sub(r"<[^>]+>", "", each).strip() for each in re.findall(r"<a [^>]*>(.*?)</a>", main, re.DOTALL)
            ]
            assert len(set(links)) == len(links), links
