"""Opening a round, giving and recording words, closing and withdrawing: what is kept, refused and told."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction
from django.utils import timezone

from gpleadership.lib.dates import london_day, long_date, today
from gpleadership.lib.refusal import EditedMeanwhile, Refused
from gpleadership.lib.scopes import open_scope, required_scope
from groups.models import Organisation, Party, Person, Round, Seat, SeatTerm, Word
from groups.signoff.actions import close_round, give_word, record_word, withdraw_round
from groups.signoff.enums import Outcome
from groups.signoff.queries import board_of
from tests.cast import Cast, term
from tests.signoff.worlds import KIND, followed, given, opened, party, says, scope

DAY = timedelta(days=1)


def refusal(act: object) -> str:
    """The sentence with which something is refused."""
    with pytest.raises(Refused) as refused:
        act()  # type: ignore[operator]
    return str(refused.value)


# ---- Opening ----


def test_every_organisation_with_a_core_seat_is_asked_once(eastmere: Cast) -> None:
    group = eastmere.eastmere
    second = Seat.objects.create(
        group=group,
        organisation=eastmere.organisations["lmc"],
        title="LMC, second",
        constituency="lmc",
        position=9,
    )
    Seat.objects.create(group=group, title="Chair", constituency="other", position=10)
    Seat.objects.create(group=group, title="New GPs’ Network", constituency="other", position=11)
    Seat.objects.create(group=group, title="Gone", constituency="other", position=12, withdrawn_at=timezone.now())
    found = opened(eastmere)
    assert [(each.name, each.seats, each.needed) for each in found.parties.order_by("position")] == [
        ("Eastmere Harbour PCN", 1, False),
        ("Eastmere Old Town PCN", 1, False),
        ("Eastmere LMC", 2, True),
        ("Eastmere Federation", 1, False),
        ("New GPs’ Network", 1, False),
    ]
    assert (found.asked, found.quorum, second.organisation_id) == (5, 2, eastmere.organisations["lmc"].pk)


def test_organisations_that_are_called_alike_are_told_apart(eastmere: Cast) -> None:
    one = eastmere.organisations["pcn"]
    Organisation.objects.filter(pk=eastmere.organisations["pcn2"].pk).update(name=one.name)
    for _ in range(2):
        Seat.objects.create(group=eastmere.eastmere, title="Practice managers", constituency="other", position=20)
    names = list(opened(eastmere).parties.order_by("position").values_list("name", flat=True))
    assert names[:2] == ["Eastmere Harbour PCN (U91001)", "Eastmere Harbour PCN (U91002)"]
    assert names[-2:] == ["Practice managers, seat 1", "Practice managers, seat 2"]


def test_what_was_asked_stays_as_it_was(eastmere: Cast) -> None:
    found = opened(eastmere)
    Organisation.objects.filter(pk=eastmere.organisations["pcn"].pk).update(name="Another name")
    Seat.objects.filter(pk=eastmere.seats["federation"].pk).update(withdrawn_at=timezone.now())
    type(eastmere.eastmere).objects.filter(pk=eastmere.eastmere.pk).update(quorum=9)
    board = board_of(Round.objects.get(pk=found.pk))
    assert next(each.name for each in board.parties) == "Eastmere Harbour PCN"
    assert (len(board.parties), board.round.quorum) == (4, 2)


def test_one_round_about_a_thing_at_a_time(eastmere: Cast) -> None:
    found = opened(eastmere)
    assert refusal(lambda: opened(eastmere)) == (
        "The organisations are asked about this already. Close that round first, or withdraw it."
    )
    opened(eastmere, subject=2)
    withdraw_round(found, reason="Not yet", by=eastmere["chair"])
    opened(eastmere)


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "The day to answer by must be today or later."), (400, "The day to answer by must be within a year.")],
)
def test_a_day_to_answer_by_that_can_be_met(eastmere: Cast, days: int, words: str) -> None:
    assert refusal(lambda: opened(eastmere, days=days)) == words


def test_a_group_without_core_seats_has_nobody_to_ask(eastmere: Cast) -> None:
    eastmere.eastmere.seats.update(withdrawn_at=timezone.now())
    assert refusal(lambda: opened(eastmere)) == (
        "No organisation has a core seat, so there is nobody to ask. Give the organisations seats first."
    )
    assert not Round.objects.exists()


# ---- Words ----


def test_a_word_is_given_and_replaced_and_the_last_one_counts(eastmere: Cast) -> None:
    found = opened(eastmere)
    says(found, "Harbour PCN", "object", eastmere["core_member"])
    says(found, "Harbour PCN", "agree", eastmere["core_member"], note="dropped", authority="board")
    board = board_of(found)
    first, last = board.words[party(found, "Harbour PCN").pk]
    assert (first.stance, first.note, first.remedy) == ("object", "It harms the coast.", "A clinic there.")
    assert (last.stance, last.note, last.authority) == ("agree", "", "board")
    assert last.speaks_as == "Clinical director, holder of the seat Harbour PCN"
    assert board.standing.headline == "1 of 4 organisations agrees, 3 have not answered."
    assert logged() == [
        "sign-off opened",
        "organisation’s word given",
        "organisation’s word given",
    ]


def logged() -> list[str]:
    """What was noted for the log, which is written last."""
    return [note["verb"] for note in required_scope().notes["log"]]


def test_only_whoever_sits_for_an_organisation_speaks_for_it(eastmere: Cast) -> None:
    found = opened(eastmere)
    harbour, lmc = party(found, "Harbour PCN"), party(found, "LMC")
    assert refusal(lambda: give_word(lmc, given(), by=eastmere["core_member"])) == (
        "You sit for Eastmere Harbour PCN, not for Eastmere LMC. Each organisation speaks for itself."
    )
    assert refusal(lambda: give_word(harbour, given(), by=eastmere["in_attendance"])) == (
        "Only somebody who sits for Eastmere Harbour PCN in a core seat gives its word."
    )
    assert refusal(lambda: give_word(harbour, given(), by=eastmere["other_chair"])) == (
        "Only somebody who sits for Eastmere Harbour PCN in a core seat gives its word."
    )


def test_a_deputy_speaks_only_while_acting(eastmere: Cast) -> None:
    found = opened(eastmere)
    harbour = party(found, "Harbour PCN")
    assert refusal(lambda: give_word(harbour, given(), by=eastmere["deputy"])) == (
        "You are a deputy for Eastmere Harbour PCN and do not act for its holder now, so you cannot give its word."
    )
    eastmere["deputy"].seat_terms.update(acting=True)
    word = give_word(harbour, given(), by=eastmere["deputy"])
    assert word.speaks_as == "Clinical director, acting for the holder of the seat Harbour PCN"


def test_a_holder_whose_term_ended_speaks_no_more(eastmere: Cast) -> None:
    found = opened(eastmere)
    eastmere["core_member"].seat_terms.update(period=term(100, 50))
    with pytest.raises(Refused, match="Only somebody who sits for"):
        give_word(party(found, "Harbour PCN"), given(), by=eastmere["core_member"])


def test_a_seat_without_organisation_speaks_for_itself(eastmere: Cast) -> None:
    seat = Seat.objects.create(group=eastmere.eastmere, title="New GPs", constituency="other", position=20)
    SeatTerm.objects.create(group=eastmere.eastmere, seat=seat, person=eastmere["practice_reader"], period=term(5))
    found = opened(eastmere)
    word = give_word(found.parties.get(name="New GPs"), given(), by=eastmere["practice_reader"])
    assert word.party.organisation is None


def test_the_secretariat_records_a_word_and_says_whose(eastmere: Cast) -> None:
    found = opened(eastmere)
    word = record_word(party(found, "Federation"), given(), on_word_of=" Dr Tan ", by=eastmere["secretariat"])
    assert (word.recorded, word.on_word_of, word.speaks_as) == (True, "Dr Tan", "secretariat")
    assert (
        refusal(lambda: record_word(party(found, "LMC"), given(), on_word_of="Dr Tan", by=eastmere["chair"]))
        == "Only the secretariat records the word of an organisation."
    )
    assert (
        refusal(lambda: record_word(party(found, "LMC"), given(), on_word_of=" ", by=eastmere["secretariat"]))
        == "Enter who gave you the organisation’s word."
    )


@pytest.mark.parametrize(
    ("stance", "words", "field"),
    [
        ("object", {"note": " "}, "note"),
        ("object", {"remedy": " "}, "remedy"),
        ("reservation", {"note": ""}, "note"),
    ],
)
def test_an_objection_says_why(eastmere: Cast, stance: str, words: dict[str, str], field: str) -> None:
    found = opened(eastmere)
    with pytest.raises(Refused) as refused:
        says(found, "Harbour PCN", stance, eastmere["core_member"], **words)
    assert refused.value.field == field
    assert not Word.objects.exists()


def test_a_reservation_needs_no_remedy(eastmere: Cast) -> None:
    assert says(opened(eastmere), "Harbour PCN", "reservation", eastmere["core_member"], remedy="").pk


def test_the_day_it_was_given(eastmere: Cast) -> None:
    found, by = opened(eastmere), eastmere["core_member"]
    opened_on = london_day(found.opened_at)
    for stance, when, authority, words in (
        ("agree", today() + DAY, "leader", "The day on which it was given cannot be in the future."),
        (
            "agree",
            opened_on - DAY,
            "leader",
            (
                f"The organisations were asked on {long_date(opened_on)}. A leader’s view is of that day or later;"
                " only a board may have ratified it before."
            ),
        ),
        (
            "agree",
            opened_on - 400 * DAY,
            "board",
            "A board’s word must be from the year before the organisations were asked.",
        ),
    ):
        with pytest.raises(Refused) as refused:
            says(found, "Harbour PCN", stance, by, on=when, authority=authority)
        assert (str(refused.value), refused.value.field) == (words, "given_on")
    assert says(found, "Harbour PCN", "agree", by, on=opened_on - 30 * DAY, authority="board").pk


def test_two_tabs_do_not_overwrite_each_other(eastmere: Cast) -> None:
    found, by = opened(eastmere), eastmere["core_member"]
    harbour = party(found, "Harbour PCN")
    first = give_word(harbour, given("object"), after=0, by=by)
    with pytest.raises(
        EditedMeanwhile, match=r"Dr Leila Nasser entered a word of Eastmere Harbour PCN on .*: it objects"
    ):
        give_word(harbour, given(), after=0, by=by)
    assert give_word(harbour, given(), after=first.pk, by=by).stance == "agree"


# ---- The end ----


def everybody(found: Round, cast: Cast, stance: str = "agree", *, last: str = "agree") -> None:
    """Every organisation answers; the federation last, and perhaps otherwise."""
    for name in ("Harbour PCN", "Old Town PCN", "LMC"):
        says(found, name, stance, cast["secretariat"])
    says(found, "Federation", last, cast["secretariat"])


def test_it_is_adopted_when_everybody_agrees(eastmere: Cast) -> None:
    found = opened(eastmere)
    everybody(found, eastmere, last="stand_aside")
    closed = close_round(found, expects="adopted", by=eastmere["chair"])
    assert (closed.outcome, closed.agreed, closed.asked, closed.closed_by) == ("adopted", 3, 4, eastmere["chair"])
    assert closed.explanation == (
        "3 of 4 organisations agreed, 1 stood aside. Stood aside: Eastmere Federation. "
        "Agreed: Eastmere Harbour PCN, Eastmere Old Town PCN and Eastmere LMC. So it is adopted."
    )
    assert followed == ["adopted"]


def test_an_objection_ends_it_without_adoption(eastmere: Cast) -> None:
    found = opened(eastmere)
    says(found, "Harbour PCN", "object", eastmere["core_member"])
    closed = close_round(found, by=eastmere["chair"])
    assert closed.outcome == Outcome.NOT_ADOPTED
    assert closed.explanation.endswith("So it is not adopted. It cannot be adopted while Eastmere Harbour PCN objects.")
    assert followed == ["not_adopted"]


def test_it_does_not_close_while_organisations_may_answer(eastmere: Cast) -> None:
    found = opened(eastmere)
    says(found, "Harbour PCN", "agree", eastmere["core_member"])
    with pytest.raises(Refused, match=r"have until .* Until then it stays open; if it is not to go on, withdraw it"):
        close_round(found, by=eastmere["chair"])
    assert followed == []


def test_what_follows_is_what_was_shown(eastmere: Cast) -> None:
    found = opened(eastmere)
    everybody(found, eastmere)
    says(found, "Harbour PCN", "object", eastmere["core_member"])
    with pytest.raises(EditedMeanwhile, match="A word has come in while you were reading"):
        close_round(found, expects="adopted", by=eastmere["chair"])
    assert Round.objects.get(pk=found.pk).is_open


def test_nothing_happens_in_a_round_that_is_over(eastmere: Cast) -> None:
    found = opened(eastmere)
    withdrawn = withdraw_round(found, reason="The words need work", by=eastmere["chair"])
    assert (withdrawn.outcome, withdrawn.explanation) == ("withdrawn", "Withdrawn: The words need work")
    over = f"This was closed on {long_date(today())}: withdrawn. Words can no longer be given."
    by = eastmere["core_member"]
    assert refusal(lambda: says(found, "Harbour PCN", "agree", by)) == over
    assert refusal(lambda: close_round(found, by=eastmere["chair"])) == over
    assert refusal(lambda: withdraw_round(found, reason="Again", by=eastmere["chair"])) == over
    assert followed == ["withdrawn"]


def test_a_withdrawal_says_why(eastmere: Cast) -> None:
    assert refusal(lambda: withdraw_round(opened(eastmere), reason=" ", by=eastmere["chair"])) == (
        "Say why it is withdrawn."
    )


# ---- What must never be false ----


def broken(act: object, constraint: str) -> None:
    """The database refuses it, by this name."""
    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        act()  # type: ignore[operator]


def test_the_database_keeps_what_was_asked_and_said(eastmere: Cast) -> None:
    found = opened(eastmere)
    word = says(found, "Harbour PCN", "agree", eastmere["core_member"])
    denied = "permission denied"
    broken(lambda: Round.objects.filter(pk=found.pk).update(title="Other"), denied)
    broken(lambda: Round.objects.filter(pk=found.pk).update(answer_by=today()), denied)
    broken(lambda: Party.objects.filter(round=found).update(name="Other"), denied)
    broken(lambda: Word.objects.filter(pk=word.pk).update(stance="object"), denied)
    broken(lambda: Word.objects.filter(pk=word.pk)._raw_delete("default"), denied)
    broken(lambda: Party.objects.filter(round=found)._raw_delete("default"), denied)
    withdraw_round(found, reason="Enough", by=eastmere["chair"])
    broken(lambda: Round.objects.filter(pk=found.pk).update(outcome="adopted", agreed=4), "is over")


def test_the_constraints(eastmere: Cast) -> None:
    found = opened(eastmere)
    group, who, harbour = eastmere.eastmere, eastmere["chair"], party(found, "Harbour PCN")
    rounds = {"group": group, "kind": KIND, "title": "X", "answer_by": today(), "opened_by": who, "asked": 2}
    words = {"group": group, "party": harbour, "authority": "leader", "given_on": today(), "by": who, "speaks_as": "x"}
    over = {"closed_at": timezone.now(), "closed_by": who, "explanation": "So"}
    parties = {"group": group, "round": found, "name": "X", "constituency": "pcn"}
    org, seat = eastmere.organisations["pcn"], eastmere.seats["pcn"]
    for model, values, name in (
        (Round, rounds | {"subject_id": 1}, "signoffround_one_open_about_a_thing"),
        (Round, rounds | {"subject_id": 5, "outcome": "adopted"}, "signoffround_closed_with_an_outcome"),
        (Round, rounds | over | {"subject_id": 5, "outcome": ""}, "signoffround_closed_with_an_outcome"),
        (Round, rounds | over | {"subject_id": 5, "outcome": "adopted"}, "signoffround_ends_counted"),
        (
            Round,
            rounds | over | {"subject_id": 5, "outcome": "adopted", "agreed": 3},
            "signoffround_agreed_of_those_asked",
        ),
        (Word, words | {"stance": "reservation"}, "signoffword_says_why"),
        (Word, words | {"stance": "object", "note": "x"}, "signoffword_objection_says_what_would_change_it"),
        (Word, words | {"stance": "agree", "on_word_of": "x"}, "signoffword_own_word_is_on_nobody_elses"),
        (Party, parties | {"organisation": org}, "signoffparty_organisation_once"),
        (Party, parties | {"organisation": org, "seat": seat}, "signoffparty_organisation_or_seat"),
        (Party, parties, "signoffparty_organisation_or_seat"),
        (Party, parties | {"seat": seat, "seats": 0}, "signoffparty_has_a_seat"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            model.objects.create(**values)
    Party.objects.create(**parties, seat=seat)
    with pytest.raises(IntegrityError, match="signoffparty_seat_once"), transaction.atomic():
        Party.objects.create(**parties, seat=seat)


def test_another_groups_rounds_are_not_seen(eastmere: Cast) -> None:
    opened(eastmere)
    with open_scope(read=[eastmere.ambleford.pk], write=[eastmere.ambleford.pk]):
        assert (Round.objects.count(), Party.objects.count(), Word.objects.count()) == (0, 0, 0)


def test_two_who_close_at_once_close_once(committed_cast: Cast) -> None:
    cast = committed_cast
    with scope(cast):
        found = opened(cast)
        everybody(found, cast)
    barrier, told = Barrier(2), []

    def close(by: Person) -> None:
        barrier.wait()
        try:
            with scope(cast):
                close_round(found, by=by)
            told.append("closed")
        except Refused as refused:
            told.append(str(refused))
        finally:
            connections.close_all()

    threads = [Thread(target=close, args=(cast[name],)) for name in ("chair", "secretariat")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [
        f"This was closed on {long_date(today())}: adopted. Words can no longer be given.",
        "closed",
    ]
    assert followed == ["adopted"]
