"""Two at the same instant, really committed: editors, replays, a round that closes while a word comes in."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from random import Random
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from gpleadership.lib.refusal import EditedMeanwhile, Refused
from gpleadership.lib.scopes import open_scope, system_scope
from groups.log.verify import verify
from groups.models import LogEntry, Person, PrincipleVersion, Round, Terms, TermsClause, Word
from groups.principles.actions import edit_version
from groups.principles.actions import put_out as put_principle_out
from groups.signoff.actions import close_round, give_word, record_word, withdraw_round
from groups.terms.actions import edit_clause, put_out, start_draft, switch_basis
from groups.terms.contents import words_of
from tests.cast import Cast
from tests.principles import worlds as principles
from tests.signoff.worlds import given
from tests.terms import worlds as terms

ROUNDS = 8
DONE, MEANWHILE, REFUSED = "done", "meanwhile", "refused"
Act = Callable[[], object]


def at_once(cast: Cast, acts: list[Act], chance: Random) -> list[str]:
    """Do these at the same instant, each in a transaction that it holds open for a while; what became of each."""
    gate, group = Barrier(len(acts)), [cast.eastmere.pk]
    pauses = [chance.choice([0, 0.01, 0.03]) for _ in acts]

    def one(number: int) -> str:
        try:
            with open_scope(read=group, write=group):
                gate.wait(10)
                acts[number]()
                sleep(pauses[number])
        except EditedMeanwhile:
            return MEANWHILE
        except Refused:
            return REFUSED
        else:
            return DONE
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, range(len(acts))))


@pytest.fixture
def chance() -> Random:
    return Random(8314)


def test_of_two_editors_of_a_clause_one_is_told(committed_cast: Cast, chance: Random) -> None:
    cast = committed_cast
    with terms.scope(cast):
        draft = terms.drafted(cast)
        clause = TermsClause.objects.filter(terms=draft).exclude(key="").first()
    assert clause is not None
    for turn in range(ROUNDS):
        version = clause.version + turn
        acts: list[Act] = [
            partial(edit_clause, clause, f"{who} {turn}", version=version, by=cast[who])
            for who in ("chair", "secretariat")
        ]
        came = at_once(cast, acts, chance)
        assert sorted(came) == [DONE, MEANWHILE]
        with terms.scope(cast):
            kept = TermsClause.objects.get(pk=clause.pk)
            assert (kept.text, kept.version) == (f"{('chair', 'secretariat')[came.index(DONE)]} {turn}", version + 1)


def test_what_is_put_out_is_what_was_written_before_and_nothing_after(committed_cast: Cast, chance: Random) -> None:
    """Somebody saves a clause while the draft is put to the organisations."""
    cast, seen = committed_cast, set()
    with terms.scope(cast):
        draft = terms.drafted(cast)
    for turn in range(ROUNDS):
        with terms.scope(cast):
            clause = TermsClause.objects.filter(terms=draft).exclude(key="").order_by("pk")[0]
        said = f"Written at the last instant {turn}."
        acts: list[Act] = [
            partial(put_out, draft, answer_by=terms.in_a_year(), by=cast["chair"]),
            partial(edit_clause, clause, said, version=clause.version, by=cast["secretariat"]),
        ]
        came = at_once(cast, acts, chance)
        assert came[0] == DONE
        with terms.scope(cast):
            out = terms.fresh(draft)
            assert out.wording is not None
            within = said in str(out.wording)
            assert within == (came[1] == DONE) == (TermsClause.objects.get(pk=clause.pk).text == said)
            seen.add(came[1])
            withdrawn = terms.fresh(out)
            assert withdrawn.round is not None
            withdraw_round(withdrawn.round, reason="Again", by=cast["chair"])
            draft = Terms.objects.select_related("group").get(group=cast.eastmere, status="draft")
    assert seen <= {DONE, REFUSED}


def test_a_draft_is_begun_once_and_put_out_once(committed_cast: Cast, chance: Random) -> None:
    """Double clicks, and two people."""
    cast = committed_cast
    begin = partial(start_draft, cast.eastmere, basis="representative", review_on=terms.in_a_year(), by=cast["chair"])
    assert Counter(at_once(cast, [begin] * 3, chance)) == {DONE: 1, REFUSED: 2}
    with terms.scope(cast):
        draft = Terms.objects.select_related("group").get()
    put = partial(put_out, draft, answer_by=terms.in_a_year(), by=cast["chair"])
    assert Counter(at_once(cast, [put] * 3, chance)) == {DONE: 1, REFUSED: 2}
    with terms.scope(cast):
        assert Round.objects.count() == 1


def test_a_stale_switch_meets_another(committed_cast: Cast, chance: Random) -> None:
    cast = committed_cast
    with terms.scope(cast):
        draft = terms.drafted(cast)
    acts: list[Act] = [
        partial(switch_basis, draft, basis, edits=draft.edits, by=cast["chair"]) for basis in ("advisory", "mandated")
    ]
    assert sorted(at_once(cast, acts, chance)) == [DONE, MEANWHILE]


def test_a_round_is_closed_once_and_what_follows_happens_once(committed_cast: Cast, chance: Random) -> None:
    cast = committed_cast
    with terms.scope(cast):
        out = terms.out(cast)
        found = terms.everybody_says(cast, out)
    acts: list[Act] = [partial(close_round, found, by=cast[who]) for who in ("chair", "secretariat", "chair")]
    assert Counter(at_once(cast, acts, chance)) == {DONE: 1, REFUSED: 2}
    with terms.scope(cast):
        assert terms.fresh(out).status == "adopted"
        assert LogEntry.objects.filter(group_id=cast.eastmere.pk, verb="terms adopted").count() == 1
        assert LogEntry.objects.filter(group_id=cast.eastmere.pk, verb="sign-off closed").count() == 1
        assert verify(cast.eastmere.pk) == []


def test_a_word_that_comes_while_a_round_closes_counts_or_is_refused(committed_cast: Cast, chance: Random) -> None:
    """An objection at the last instant: either it is in before, and the close is told, or it comes too late."""
    cast, seen = committed_cast, set()
    for turn in range(ROUNDS):
        with principles.scope(cast):
            out = principles.out(cast, principles.words(title=f"Principle {turn}"))
            found = principles.everybody_says(cast, out)
            mine = found.parties.select_related("round").get(name="Eastmere Harbour PCN")
        acts: list[Act] = [
            partial(close_round, found, expects="adopted", by=cast["chair"]),
            partial(give_word, mine, given("object"), by=cast["core_member"]),
        ]
        came = at_once(cast, acts, chance)
        with principles.scope(cast):
            state, last = principles.fresh(out).state, Word.objects.filter(party=mine).order_by("pk").last()
        assert last is not None
        assert (came, state, last.stance) in (
            ([DONE, REFUSED], "adopted", "agree"),
            ([MEANWHILE, DONE], "out", "object"),
            ([REFUSED, DONE], "out", "object"),
        ), came
        seen.add(came[0])
    assert DONE in seen


def test_of_two_words_for_one_organisation_the_second_sees_the_first(committed_cast: Cast, chance: Random) -> None:
    cast = committed_cast
    with principles.scope(cast):
        out = principles.out(cast)
        assert out.round is not None
        mine = out.round.parties.select_related("round").get(name="Eastmere Harbour PCN")
    acts: list[Act] = [
        partial(give_word, mine, given(), after=0, by=cast["core_member"]),
        partial(record_word, mine, given("object"), on_word_of="Dr Tan", after=0, by=cast["secretariat"]),
        partial(give_word, mine, given(), after=0, by=cast["core_member"]),
    ]
    assert Counter(at_once(cast, acts, chance)) == {DONE: 1, MEANWHILE: 2}


def test_a_principle_that_goes_out_while_somebody_edits_says_what_is_kept(committed_cast: Cast, chance: Random) -> None:
    cast = committed_cast
    for turn in range(ROUNDS):
        with principles.scope(cast):
            version = principles.discussed(cast, principles.words(title=f"Before {turn}"))
        after = principles.words(title=f"After {turn}")
        acts: list[Act] = [
            partial(put_principle_out, version, answer_by=terms.in_a_year(), by=cast["chair"]),
            partial(edit_version, version, after, edits=version.edits, by=cast["secretariat"]),
        ]
        came = at_once(cast, acts, chance)
        assert came[0] == DONE
        with principles.scope(cast):
            kept = PrincipleVersion.objects.select_related("round").get(pk=version.pk)
            assert kept.round is not None
            assert kept.title == kept.round.title == f"{'After' if came[1] == DONE else 'Before'} {turn}"


# ---- The same form sent again ----


def _signed_in(who: Person) -> Client:
    client = Client()
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("area", ["clause", "principle"])
def test_a_form_that_is_sent_again_changes_nothing_more(cast: Cast, area: str) -> None:
    chair = _signed_in(cast["chair"])
    if area == "clause":
        with terms.scope(cast):
            row: Any = TermsClause.objects.filter(terms=terms.drafted(cast)).exclude(key="").first()
        address = reverse("terms:clause", args=["eastmere", row.pk])
        data = {"text": "Our own words.", "version": str(row.version)}
    else:
        with principles.scope(cast):
            row = principles.drafted(cast)
        address = reverse("principles:edit", args=["eastmere", row.pk])
        data = {"title": "T", "statement": "S", "meaning": "M", "edits": str(row.edits)}
    assert chair.post(address, data).status_code == 302
    with system_scope("tests"):
        before = LogEntry.objects.count()
    again = chair.post(address, data)
    assert again.status_code == 200
    assert again.context_data["form"].errors
    with system_scope("tests"):
        assert LogEntry.objects.count() == before
    if area == "clause":
        with terms.scope(cast):
            assert words_of(TermsClause.objects.get(pk=row.pk), "representative") == "Our own words."
