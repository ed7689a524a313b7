"""Principles from the first words to the last: what follows what, what is refused, what the database holds."""

from itertools import product

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from gpleadership.lib.dates import today
from gpleadership.lib.refusal import EditedMeanwhile, Refused
from gpleadership.lib.scopes import open_scope, required_scope
from groups.models import Principle, PrincipleComment, PrincipleStep, PrincipleVersion, Round
from groups.principles import actions
from groups.principles.enums import State
from groups.principles.models import COMMENT, MEANING, STATEMENT, TITLE
from groups.principles.rules import TRANSITIONS, may_become
from groups.principles.starters import STARTERS
from groups.signoff.actions import close_round, withdraw_round
from tests.cast import Cast
from tests.principles.drawing import FILE, drawn
from tests.principles.worlds import NEED, adopted, discussed, drafted, everybody_says, fresh, out, renewed, words


def refusal(act: object) -> str:
    """The sentence with which something is refused."""
    with pytest.raises(Refused) as refused:
        act()  # type: ignore[operator]
    return str(refused.value)


def states(principle: Principle) -> list[str]:
    return list(principle.versions.order_by("number").values_list("state", flat=True))


# ---- The table ----


def test_the_page_is_drawn_from_the_table() -> None:
    assert FILE.read_text() == drawn()


def test_every_state_is_reached_and_the_last_ones_are_left_by_nothing() -> None:
    assert {then for _, then in TRANSITIONS} | {State.DRAFTED} == set(State)
    left = {now for now, _ in TRANSITIONS}
    assert set(State) - left == {State.SUPERSEDED, State.RETIRED, State.DROPPED}


@pytest.mark.parametrize(("now", "then"), list(product(State, State)))
def test_only_what_the_table_has_can_happen(now: State, then: State) -> None:
    assert may_become(now, then) == ((now, then) in TRANSITIONS)


# ---- The way of a principle ----


def test_a_principle_is_drafted_discussed_and_adopted(eastmere: Cast) -> None:
    version = adopted(eastmere)
    assert (version.state, version.number, version.principle.number) == ("adopted", 1, 1)
    assert version.adopted_at is not None
    assert (version.round.agreed, version.round.asked, version.round.title) == (4, 4, "Money follows need")
    assert (
        version.round.summary == "Money follows need, not only list size.\n\nIn the room: Show need beside list size."
    )
    steps = PrincipleStep.objects.filter(version=version).order_by("pk")
    assert [(step.state, step.actor.full_name) for step in steps] == [
        ("drafted", "Ruth Calder"),
        ("discussed", "Ruth Calder"),
        ("out", "Ruth Calder"),
        ("adopted", "Ruth Calder"),
    ]
    verbs = [note["verb"] for note in required_scope().notes["log"] if "principle" in note["verb"]]
    assert verbs == [
        "principle drafted",
        "principle opened for discussion",
        "principle put to the organisations",
        "principle adopted",
    ]


def test_a_new_version_takes_the_place_of_the_old_one(eastmere: Cast) -> None:
    old = adopted(eastmere)
    new = actions.draft_version(old.principle, words(statement="Money follows need."), by=eastmere["chair"])
    assert states(old.principle) == ["adopted", "drafted"]
    actions.open_discussion(new, by=eastmere["chair"])
    new = actions.put_out(new, answer_by=today(), by=eastmere["chair"])
    assert new.round.summary.endswith("It replaces: “Money follows need, not only list size.”")
    close_round(everybody_says(eastmere, new), by=eastmere["chair"])
    assert states(old.principle) == ["superseded", "adopted"]
    assert fresh(new).principle.number == 1


def test_one_version_is_on_its_way_at_a_time(eastmere: Cast) -> None:
    old = adopted(eastmere)
    actions.draft_version(old.principle, NEED, by=eastmere["chair"])
    assert refusal(lambda: actions.draft_version(old.principle, NEED, by=eastmere["chair"])) == (
        "Version 2 is on its way already. Change that one, or give it up first."
    )


@pytest.mark.parametrize("how", ["not_adopted", "withdrawn"])
def test_what_is_not_adopted_goes_back_into_discussion(eastmere: Cast, how: str) -> None:
    version = out(eastmere)
    if how == "withdrawn":
        withdraw_round(version.round, reason="Not yet", by=eastmere["chair"])
    else:
        close_round(everybody_says(eastmere, version, "object"), by=eastmere["chair"])
    version = fresh(version)
    assert (version.state, version.round.outcome, version.principle.number) == ("discussed", how, None)
    actions.edit_version(version, words(statement="Other words."), edits=1, by=eastmere["chair"])
    again = actions.put_out(version, answer_by=today(), by=eastmere["chair"])
    assert again.round.summary.startswith("Other words.")
    assert Round.objects.filter(subject_id=version.pk).count() == 2


def test_numbers_are_given_once(eastmere: Cast) -> None:
    one, two = adopted(eastmere), adopted(eastmere, words("Another"))
    actions.retire(two.principle, reason="Done", by=eastmere["chair"])
    three = adopted(eastmere, words("A third"))
    assert [fresh(each).principle.number for each in (one, two, three)] == [1, 2, 3]


def test_a_retired_principle_can_be_adopted_anew(eastmere: Cast) -> None:
    version = adopted(eastmere)
    retired = actions.retire(version.principle, reason=" We found better words ", by=eastmere["chair"])
    assert retired.state == "retired"
    step = PrincipleStep.objects.get(version=version, state="retired")
    assert step.reason == "We found better words"
    again = renewed(eastmere, version, words(statement="Money follows need."))
    assert states(version.principle) == ["retired", "adopted"]
    assert again.principle.number == 1


# ---- What is refused ----


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("title", " ", "Enter what the principle is called."),
        ("statement", "", "Enter the principle in one sentence."),
        ("meaning", "\n", "Enter what it means in the room."),
        ("title", "x" * (TITLE + 1), "Use 100 characters or fewer."),
        ("statement", "x" * (STATEMENT + 1), "Use 400 characters or fewer."),
        ("meaning", "x" * (MEANING + 1), "Use 1,000 characters or fewer."),
    ],
)
def test_words_that_are_none(eastmere: Cast, name: str, text: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        drafted(eastmere, words(**{name: text}))
    assert (str(refused.value), refused.value.field) == (said, name)
    assert not Principle.objects.exists()


def test_a_step_that_the_table_has_not(eastmere: Cast) -> None:
    version, by = drafted(eastmere), eastmere["chair"]
    assert refusal(lambda: actions.put_out(version, answer_by=today(), by=by)) == (
        "“Money follows need” is a draft now, so this cannot be done. Look at it again."
    )
    assert not Round.objects.exists()
    actions.open_discussion(version, by=by)
    assert refusal(lambda: actions.open_discussion(version, by=by)) == (
        "“Money follows need” is in discussion now, so this cannot be done. Look at it again."
    )
    actions.drop_version(version, by=by)
    assert "is given up now" in refusal(lambda: actions.drop_version(version, by=by))


def test_words_stand_once_the_organisations_are_asked(eastmere: Cast) -> None:
    version = out(eastmere)
    assert refusal(lambda: actions.edit_version(version, NEED, edits=1, by=eastmere["chair"])) == (
        "The words of “Money follows need” were put to the organisations and stand. "
        "Draft a new version, or withdraw the question first."
    )


def test_two_who_edit_one_draft(eastmere: Cast) -> None:
    version = drafted(eastmere)
    actions.edit_version(version, words("Theirs"), edits=1, by=eastmere["chair"])
    with pytest.raises(EditedMeanwhile, match="Theirs are shown beside yours"):
        actions.edit_version(version, words("Mine"), edits=1, by=eastmere["secretariat"])
    assert fresh(version).title == "Theirs"
    assert actions.edit_version(version, words("Mine"), edits=2, by=eastmere["secretariat"]).title == "Mine"


def test_only_what_is_adopted_is_retired_for_a_reason(eastmere: Cast) -> None:
    version, by = drafted(eastmere), eastmere["chair"]
    assert refusal(lambda: actions.retire(version.principle, reason="x", by=by)) == (
        "It is not adopted now, so it cannot be retired."
    )
    held = adopted(eastmere)
    assert refusal(lambda: actions.retire(held.principle, reason=" ", by=by)) == "Say why it is retired."
    new = actions.open_discussion(actions.draft_version(held.principle, NEED, by=by), by=by)
    actions.put_out(new, answer_by=today(), by=by)
    assert refusal(lambda: actions.retire(held.principle, reason="x", by=by)) == (
        "The organisations are asked about a new version of it. Wait for them, or withdraw the question."
    )


# ---- The library ----


def test_starters_are_taken_as_drafts(eastmere: Cast) -> None:
    taken = actions.draft_starters(eastmere.eastmere, ["need", "told"], by=eastmere["chair"])
    assert [(each.title, each.state) for each in taken] == [
        ("Money follows need", "drafted"),
        ("Told before it is news", "drafted"),
    ]
    assert refusal(lambda: actions.draft_starters(eastmere.eastmere, ["none"], by=eastmere["chair"])) == (
        "Select at least one principle."
    )


def test_the_library_fits_its_own_limits() -> None:
    for each in STARTERS.values():
        assert len(each.title) <= TITLE
        assert len(each.statement) <= STATEMENT
        assert len(each.meaning) <= MEANING


# ---- The discussion ----


def test_a_comment_is_kept_and_withdrawn_by_its_writer(eastmere: Cast) -> None:
    version = discussed(eastmere)
    comment = actions.add_comment(version, " I can live\r\nwith it ", by=eastmere["core_member"])
    assert comment.text == "I can live\nwith it"
    assert refusal(lambda: actions.withdraw_comment(comment, by=eastmere["chair"])) == (
        "Only whoever wrote a comment can withdraw it."
    )
    gone = actions.withdraw_comment(comment, by=eastmere["core_member"])
    assert (gone.text, gone.withdrawn_at is not None) == ("", True)
    assert refusal(lambda: actions.withdraw_comment(comment, by=eastmere["core_member"])) == (
        "This comment is withdrawn already."
    )
    for note in required_scope().notes["log"]:
        assert "live" not in str(note)


def test_comments_are_short_and_in_time(eastmere: Cast) -> None:
    version, by = drafted(eastmere), eastmere["core_member"]
    assert refusal(lambda: actions.add_comment(version, "x", by=by)) == (
        "“Money follows need” is not in discussion now, so comments are not taken."
    )
    actions.open_discussion(version, by=eastmere["chair"])
    assert refusal(lambda: actions.add_comment(version, " ", by=by)) == "Enter what you think."
    assert refusal(lambda: actions.add_comment(version, "x" * (COMMENT + 1), by=by)) == "Use 600 characters or fewer."


# ---- What must never be false ----


def broken(act: object, constraint: str) -> None:
    """The database refuses it, by this name."""
    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        act()  # type: ignore[operator]


def test_the_database_holds_the_words(eastmere: Cast) -> None:
    version = out(eastmere)
    mine = PrincipleVersion.objects.filter(pk=version.pk)
    for name in ("title", "statement", "meaning"):
        broken(lambda name=name: mine.update(**{name: "Other"}), r"the words of version \d+ stand")
    comment = actions.add_comment(version, "I think", by=eastmere["chair"])
    said = PrincipleComment.objects.filter(pk=comment.pk)
    broken(lambda: said.update(text=""), "principlecomment_words_until_withdrawn")
    broken(lambda: said.update(withdrawn_at=timezone.now()), "principlecomment_words_until_withdrawn")
    broken(lambda: said.update(by=eastmere["core_member"]), "permission denied")
    for table in (PrincipleStep, PrincipleComment, PrincipleVersion, Principle):
        broken(lambda table=table: table.objects.all()._raw_delete("default"), "permission denied")
    broken(lambda: PrincipleStep.objects.update(state="adopted"), "permission denied")


def test_the_constraints(eastmere: Cast) -> None:
    version = adopted(eastmere)
    group, principle = eastmere.eastmere, version.principle
    values = {"group": group, "principle": principle, "title": "X", "statement": "Y", "meaning": "Z"}
    for more, name in (
        ({"number": 1}, "principleversion_number_once"),
        ({"number": 2, "state": "adopted"}, "principleversion_adopted_in_a_round|principleversion_one_adopted"),
        ({"number": 2, "state": "out"}, "principleversion_out_in_a_round"),
        ({"number": 2, "state": "retired"}, "principleversion_adopted_in_a_round"),
        ({"number": 2, "title": ""}, "principleversion_has_words"),
        (
            {"number": 2, "state": "adopted", "round": version.round, "adopted_at": timezone.now()},
            "principleversion_one_adopted",
        ),
    ):
        broken(lambda more=more: PrincipleVersion.objects.create(**values | more), name)
    PrincipleVersion.objects.create(**values, number=2)
    broken(lambda: PrincipleVersion.objects.create(**values, number=3), "principleversion_one_on_its_way")
    broken(lambda: Principle.objects.create(group=group, number=1), "principle_number_once")


def test_another_groups_principles_are_not_seen(eastmere: Cast) -> None:
    drafted(eastmere)
    with open_scope(read=[eastmere.ambleford.pk], write=[eastmere.ambleford.pk]):
        assert (Principle.objects.count(), PrincipleVersion.objects.count(), PrincipleStep.objects.count()) == (0, 0, 0)
