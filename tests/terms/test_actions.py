"""Verbs of the terms: drafted, written, agreed; what is refused; what the database itself does not let happen."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from gpleadership.lib.dates import today
from gpleadership.lib.documents.markdown import LONGEST_CLAUSE
from gpleadership.lib.refusal import EditedMeanwhile, Refused
from groups.jobs.models import Job
from groups.models import LeadershipGroup, LogEntry, Terms, TermsClause, TermsStep
from groups.signoff.actions import close_round
from groups.terms import actions, queries
from groups.terms.contents import parts_of, words_of
from groups.terms.enums import Status
from groups.terms.library import BY_KEY, says
from tests.cast import Cast
from tests.terms.worlds import adopted, clause, drafted, everybody_says, fresh, in_a_year, out, refused, withdrawn

TEXT = "We meet on the second Tuesday."


def numbers(terms: Terms, section: str) -> list[str]:
    """How the clauses of a section begin, in their order."""
    parts = parts_of(queries.clauses_of(terms), terms.basis)
    return [line.words[:12] for part in parts if part.key == section for line in part.lines]


# ---- Drafts ----


def test_a_draft_begins_with_the_library(eastmere: Cast) -> None:
    terms = drafted(eastmere)
    assert (terms.number, terms.status, terms.basis) == (1, Status.DRAFT, "representative")
    assert {each.key for each in queries.clauses_of(terms)} == set(BY_KEY)
    assert [each.status for each in TermsStep.objects.all()] == ["draft"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"review_on": today()}, "review_on"),
        ({"review_on": today() + timedelta(days=3000)}, "review_on"),
    ],
)
def test_a_review_lies_ahead(eastmere: Cast, values: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        drafted(eastmere, **values)
    assert refusal.value.field == field
    assert not Terms.objects.exists()


def test_there_is_one_draft(eastmere: Cast) -> None:
    drafted(eastmere)
    with pytest.raises(Refused, match="Version 1 is a draft already"):
        drafted(eastmere)


def test_a_new_version_begins_with_the_words_that_hold(eastmere: Cast) -> None:
    first = drafted(eastmere)
    actions.edit_clause(clause(first, "meetings.often"), TEXT, version=1, by=eastmere["chair"])
    actions.leave_out(clause(first, "meetings.papers"), by=eastmere["chair"])
    new = drafted(eastmere, source=adopted(eastmere, first))
    assert (new.number, new.based_on_id) == (2, first.pk)
    assert clause(new, "meetings.often").text == TEXT
    assert clause(new, "meetings.papers").left_out


def test_giving_a_draft_up_makes_room_for_another(eastmere: Cast) -> None:
    first = actions.give_up(drafted(eastmere), by=eastmere["chair"])
    assert first.status == Status.WITHDRAWN
    assert drafted(eastmere).number == 2


# ---- The switch ----


def test_the_switch_drives_the_wording(eastmere: Cast) -> None:
    terms = drafted(eastmere)
    switched = actions.switch_basis(terms, "mandated", edits=1, by=eastmere["chair"])
    assert words_of(clause(switched, "name.status"), switched.basis) == says("name.status", "mandated")
    assert any(each.key == "purpose.mandate" for each in queries.clauses_of(switched))
    assert "The mandate " in numbers(switched, "purpose")


def test_own_words_that_contradict_are_changed_first(eastmere: Cast) -> None:
    terms = drafted(eastmere)
    own = actions.add_clause(terms, "purpose", "It speaks for general practice.", by=eastmere["chair"])
    terms = fresh(terms)
    with pytest.raises(Refused, match="“speaks for”"):
        actions.switch_basis(terms, "advisory", edits=terms.edits, by=eastmere["chair"])
    actions.remove_clause(own, version=1, by=eastmere["chair"])
    actions.switch_basis(terms, "advisory", edits=fresh(terms).edits, by=eastmere["chair"])


def test_two_who_switch(eastmere: Cast) -> None:
    terms = drafted(eastmere)
    actions.switch_basis(terms, "mandated", edits=1, by=eastmere["chair"])
    with pytest.raises(EditedMeanwhile):
        actions.switch_basis(terms, "advisory", edits=1, by=eastmere["secretariat"])
    assert fresh(terms).basis == "mandated"


# ---- Clauses ----


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Enter what the clause says."),
        (" \r\n ", "Enter what the clause says."),
        ("x" * (LONGEST_CLAUSE + 1), "20,000 characters"),
        ("<script>alert(1)</script>", "cannot hold a script"),
        ("![x](https://evil.example/x.png)", "cannot hold an image"),
        ("The {budget} is spent.", "no fact called {budget}"),
        ("It is not a representative body.", "cannot say “is not a representative body”"),
    ],
)
def test_what_a_clause_cannot_say_is_refused_at_the_field(eastmere: Cast, text: str, said: str) -> None:
    terms = drafted(eastmere)
    for act in (
        lambda: actions.edit_clause(clause(terms, "meetings.often"), text, version=1, by=eastmere["chair"]),
        lambda: actions.add_clause(terms, "meetings", text, by=eastmere["chair"]),
    ):
        with pytest.raises(Refused, match=said) as refusal:
            act()
        assert refusal.value.field == "text"
    assert clause(terms, "meetings.often").text == ""
    assert not TermsClause.objects.filter(key="").exists()


def test_two_who_edit_one_clause(eastmere: Cast) -> None:
    found = clause(drafted(eastmere), "meetings.often")
    actions.edit_clause(found, TEXT, version=1, by=eastmere["secretariat"])
    with pytest.raises(EditedMeanwhile, match="Kofi Mensah changed this clause on"):
        actions.edit_clause(found, "Other words.", version=1, by=eastmere["chair"])
    found.refresh_from_db()
    assert (found.text, found.version) == (TEXT, 2)


def test_the_librarys_words_are_not_ones_own(eastmere: Cast) -> None:
    found = clause(drafted(eastmere), "meetings.often")
    same = actions.edit_clause(found, says(found.key, "representative"), version=1, by=eastmere["chair"])
    assert same.text == ""


def test_going_back_to_the_library(eastmere: Cast) -> None:
    found = clause(drafted(eastmere), "meetings.often")
    with pytest.raises(Refused, match="the library’s words already"):
        actions.restore_clause(found, version=1, by=eastmere["chair"])
    actions.edit_clause(found, TEXT, version=1, by=eastmere["chair"])
    with pytest.raises(EditedMeanwhile):
        actions.restore_clause(found, version=1, by=eastmere["chair"])
    assert actions.restore_clause(found, version=2, by=eastmere["chair"]).text == ""


def test_leaving_out_and_bringing_back(eastmere: Cast) -> None:
    terms = drafted(eastmere)
    before = numbers(terms, "meetings")
    found = clause(terms, "meetings.papers")
    actions.leave_out(found, by=eastmere["chair"])
    assert len(numbers(terms, "meetings")) == len(before) - 1
    actions.bring_back(found, by=eastmere["chair"])
    assert numbers(terms, "meetings") == before
    with pytest.raises(Refused, match="cannot do without"):
        actions.leave_out(clause(terms, "name.status"), by=eastmere["chair"])
    own = actions.add_clause(terms, "meetings", TEXT, by=eastmere["chair"])
    with pytest.raises(Refused, match="remove it instead"):
        actions.leave_out(own, by=eastmere["chair"])
    with pytest.raises(Refused, match="leave it out instead"):
        actions.remove_clause(found, version=1, by=eastmere["chair"])


def test_moving_passes_over_what_is_left_out(eastmere: Cast) -> None:
    terms = drafted(eastmere)
    first, second, third, fourth = numbers(terms, "meetings")
    actions.leave_out(clause(terms, "meetings.agenda"), by=eastmere["chair"])
    actions.move_clause(clause(terms, "meetings.papers"), up=True, by=eastmere["chair"])
    assert numbers(terms, "meetings") == [third, first, fourth]
    actions.move_clause(clause(terms, "meetings.papers"), up=True, by=eastmere["chair"])
    actions.move_clause(clause(terms, "meetings.minutes"), up=False, by=eastmere["chair"])
    assert numbers(terms, "meetings") == [third, first, fourth]
    actions.bring_back(clause(terms, "meetings.agenda"), by=eastmere["chair"])
    assert set(numbers(terms, "meetings")) == {first, second, third, fourth}


# ---- Agreement ----


def test_what_stops_a_draft(eastmere: Cast) -> None:
    terms = drafted(eastmere, review_on=None)
    with pytest.raises(Refused, match="something to mend"):
        out(eastmere, terms)
    actions.set_review(terms, in_a_year(), edits=1, by=eastmere["chair"])
    own = actions.add_clause(terms, "meetings", "The room is TBC.", by=eastmere["chair"])
    with pytest.raises(Refused, match="something to mend"):
        out(eastmere, terms)
    actions.remove_clause(own, version=1, by=eastmere["chair"])
    assert out(eastmere, terms).status == Status.OUT


def test_adoption_keeps_words_and_facts_and_makes_way(eastmere: Cast) -> None:
    first = adopted(eastmere)
    second = adopted(eastmere, drafted(eastmere, basis="mandated", source=first))
    first = fresh(first)
    assert (first.status, second.status) == (Status.SUPERSEDED, Status.ADOPTED)
    assert second.adopted_on == today()
    assert second.facts is not None
    assert second.facts["chair"]["text"].startswith("Ruth Calder is chair")
    assert second.wording is not None
    assert second.wording[0]["title"] == "Name and status"
    assert LeadershipGroup.objects.get(pk=eastmere.eastmere.pk).basis == "mandated"
    assert Job.objects.filter(kind="documents.freeze").count() == 2
    steps = [(each.terms_id, each.status) for each in TermsStep.objects.order_by("pk")]
    assert steps[-2:] == [(first.pk, "superseded"), (second.pk, "adopted")]


def test_an_adoption_is_in_the_log(cast: Cast) -> None:
    from tests.terms.worlds import scope

    with scope(cast):
        terms = adopted(cast)
    with scope(cast):
        entry = LogEntry.objects.get(verb="terms adopted")
        assert (entry.subject_id, entry.actor_id) == (terms.pk, cast["chair"].pk)
        assert queries.seal_of(terms) == entry.hash


@pytest.mark.parametrize("make", [refused, withdrawn])
def test_what_is_not_adopted_goes_on_as_a_draft(eastmere: Cast, make: Callable[[Cast], Terms]) -> None:
    terms = make(eastmere)
    draft = queries.draft_of(eastmere.eastmere)
    assert terms.status == Status.WITHDRAWN
    assert draft is not None
    assert (draft.number, draft.based_on_id, draft.review_on) == (2, terms.pk, terms.review_on)
    assert len(queries.clauses_of(draft)) == len(queries.clauses_of(terms))


def test_a_draft_that_was_begun_meanwhile_stays(eastmere: Cast) -> None:
    terms = out(eastmere)
    other = drafted(eastmere)
    close_round(everybody_says(eastmere, terms, "object"), by=eastmere["chair"])
    assert [each.pk for each in Terms.objects.filter(status="draft")] == [other.pk]


def test_one_version_is_out_at_a_time(eastmere: Cast) -> None:
    out(eastmere)
    with pytest.raises(Refused, match="asked about version 1 already"):
        out(eastmere, drafted(eastmere))


def test_what_was_put_out_cannot_be_written(eastmere: Cast) -> None:
    terms = out(eastmere)
    found = clause(terms, "meetings.often")
    chair = eastmere["chair"]
    for act in (
        lambda: actions.edit_clause(found, TEXT, version=1, by=chair),
        lambda: actions.add_clause(terms, "meetings", TEXT, by=chair),
        lambda: actions.leave_out(found, by=chair),
        lambda: actions.move_clause(found, up=True, by=chair),
        lambda: actions.switch_basis(terms, "advisory", edits=1, by=chair),
        lambda: actions.give_up(terms, by=chair),
        lambda: actions.put_out(terms, answer_by=today(), by=chair),
    ):
        with pytest.raises(Refused, match="were put to the organisations and stand"):
            act()


# ---- The database itself ----

FORGERIES = [
    "UPDATE groups_termsclause SET text = 'Forged' WHERE terms_id = %(terms)s",
    "UPDATE groups_termsclause SET left_out = true WHERE terms_id = %(terms)s AND key = 'meetings.often'",
    "DELETE FROM groups_termsclause WHERE terms_id = %(terms)s",
    """INSERT INTO groups_termsclause (group_id, terms_id, section, position, key, text, left_out, version)
    VALUES (%(group)s, %(terms)s, 'name', 1, '', 'Forged', false, 1)""",
    "UPDATE groups_terms SET wording = '[]' WHERE id = %(terms)s",
    "UPDATE groups_terms SET basis = 'advisory' WHERE id = %(terms)s",
    "UPDATE groups_terms SET review_on = current_date WHERE id = %(terms)s",
    "UPDATE groups_terms SET number = 9 WHERE id = %(terms)s",
    "UPDATE groups_terms SET status = 'draft' WHERE id = %(terms)s",
    "UPDATE groups_terms SET facts = '{}' WHERE id = %(terms)s",
    "DELETE FROM groups_terms WHERE id = %(terms)s",
    "UPDATE groups_termsstep SET status = 'draft' WHERE terms_id = %(terms)s",
    "DELETE FROM groups_termsstep WHERE terms_id = %(terms)s",
]


@pytest.mark.parametrize("make", [out, adopted, withdrawn])
@pytest.mark.parametrize("statement", FORGERIES)
def test_words_stand(eastmere: Cast, make: Callable[[Cast], Terms], statement: str) -> None:
    terms = make(eastmere)
    with (
        pytest.raises(DatabaseError, match=r"stand|permission denied|cannot go from"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, {"terms": terms.pk, "group": eastmere.eastmere.pk})


@pytest.mark.parametrize(("status", "name"), [("draft", "terms_one_draft"), ("out", "terms_out_with_words")])
def test_the_database_counts_too(eastmere: Cast, status: str, name: str) -> None:
    drafted(eastmere)
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        Terms.objects.create(group=eastmere.eastmere, number=7, basis="advisory", status=status)
