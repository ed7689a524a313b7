"""Pages of the terms: what stands first for whom, bad input at the field, what they cost; what the home says."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gpleadership.lib.dates import long_date, today
from gpleadership.lib.documents.markdown import LONGEST_CLAUSE
from groups.audit.sentences import Told, sentence_of
from groups.home.asking import answers
from groups.jobs.worker import drain
from groups.models import Terms, TermsClause
from groups.tenancy.standing import find
from groups.terms import actions, needs, sections
from groups.terms.providers import build, needed
from tests.cast import Cast
from tests.signoff.reading import OVERHEAD, errors, main, messages, text
from tests.terms.conftest import SignIn
from tests.terms.worlds import adopted, boxes, clause, drafted, in_a_year, out, refused, scope

HOME = "/g/eastmere/terms/"
START = {"basis": "representative", **boxes("review_on", in_a_year())}


def at(name: str, *args: Any) -> str:
    return reverse(f"terms:{name}", args=["eastmere", *args])


def make(cast: Cast, how: Callable[[Cast], Terms]) -> Terms:
    with scope(cast):
        return how(cast)


def of(cast: Cast, terms: Terms, key: str) -> TermsClause:
    with scope(cast):
        return clause(terms, key)


# ---- Reading ----


def test_an_empty_page_teaches(cast: Cast, sign_in: SignIn) -> None:
    said = main(sign_in("chair").get(HOME))
    assert "No terms of reference have been agreed yet." in said
    assert "From Ambleford GP Forum, clause 1.4: “The group has no executive control." in said
    assert "Draft terms of reference" in said
    reader = main(sign_in("practice_reader").get(HOME))
    assert "No terms of reference have been agreed yet." in reader
    assert "Draft" not in reader


def test_practices_read_what_holds_and_not_what_is_on_its_way(cast: Cast, sign_in: SignIn) -> None:
    make(cast, adopted)
    make(cast, drafted)
    reader, chair = sign_in("practice_reader"), sign_in("chair")
    said = main(reader.get(HOME))
    assert f"In force These terms have been in force since {long_date(today())}." in said
    assert "Version 2" not in said
    assert "Agree Eastmere Harbour PCN" in said
    assert "Version 2 is on its way Draft" in main(chair.get(HOME))
    assert reader.get(at("version", 2)).status_code == 403
    assert "Drafts of the terms of reference are read by members" in text(reader.get(at("version", 2)))
    assert reader.get(at("version", 3)).status_code == 404
    assert [row.name.text for row in reader.get(at("versions")).context_data["rows"]] == ["Version 1"]
    assert len(chair.get(at("versions")).context_data["rows"]) == 2
    assert reader.get(at("compare")).status_code == 404


def test_files_of_drafts_are_for_those_who_read_drafts(cast: Cast) -> None:
    make(cast, adopted)
    make(cast, drafted)
    with scope(cast):
        assert [needed(cast.eastmere, number) for number in ("1", "2", "9", "x")] == [
            "read_practices",
            "read_papers",
            "read_papers",
            "read_papers",
        ]
        for subject in ("9", "x", "99999", "²"):
            with pytest.raises(LookupError):
                build(cast.eastmere, subject)


def test_terms_and_details_that_differ_are_told(cast: Cast, sign_in: SignIn) -> None:
    make(cast, adopted)
    cast.eastmere.basis = "advisory"
    cast.eastmere.save(update_fields=["basis"])
    said = main(sign_in("chair").get(HOME))
    assert "Its details now say: an advisory group." in said


def test_one_green_button_and_side_contents(cast: Cast, sign_in: SignIn) -> None:
    make(cast, adopted)
    html = sign_in("chair").get(HOME).content.decode()
    assert html.count('class="nhsuk-button"') == 0
    assert 'href="#section-16"' in html
    assert html.count("<h1") == 1


@pytest.mark.parametrize(
    ("query", "old", "new"),
    [({}, 1, 2), ({"from": "2", "to": "1"}, 2, 1), ({"from": "x", "to": "9"}, 1, 2), ({"to": "1"}, 1, 1)],
)
def test_two_versions(cast: Cast, sign_in: SignIn, query: dict[str, str], old: int, new: int) -> None:
    make(cast, adopted)
    make(cast, lambda cast: adopted(cast, drafted(cast, basis="mandated")))
    response = sign_in("practice_reader").get(at("compare"), query)
    assert (response.context_data["old"].number, response.context_data["new"].number) == (old, new)
    if old != new:
        assert "[added:" in main(response)


# ---- Beginning ----


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"basis": ""}, "Select what the group is"),
        ({"basis": "sovereign"}, "Select"),
        (boxes("review_on", today()), "The day of the review must be after today"),
        ({"review_on_month": "13"}, "must be a real date"),
    ],
)
def test_beginning_with_bad_input(cast: Cast, sign_in: SignIn, wrong: dict[str, str], said: str) -> None:
    response = sign_in("chair").post(at("begin"), START | wrong)
    assert said in " ".join(errors(response))
    with scope(cast):
        assert not Terms.objects.exists()


def test_beginning(cast: Cast, sign_in: SignIn) -> None:
    chair = sign_in("chair")
    response = chair.post(at("begin"), START)
    assert response["Location"] == at("edit")
    assert messages(response)[0].startswith("Version 1 is a draft now.")
    assert chair.get(at("begin"))["Location"] == at("edit")


def test_beginning_from_what_holds_or_anew(cast: Cast, sign_in: SignIn) -> None:
    make(cast, adopted)
    chair = sign_in("chair")
    assert "Select what the draft begins with" in " ".join(errors(chair.post(at("begin"), START)))
    chair.post(at("begin"), START | {"source": "1"})
    with scope(cast):
        draft = Terms.objects.get(status="draft")
        assert draft.based_on_id is not None


# ---- Writing ----


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Enter what the clause says"),
        ("<script>alert(1)</script>", "A clause cannot hold a script."),
        ("![x](https://evil.example/x.png)", "A clause cannot hold an image."),
        ("[x](http://evil.example)", "A clause cannot hold a link to “http://evil.example”."),
        ("{budget}", "There is no fact called {budget}."),
        ("It is not a representative body.", "A clause cannot say “is not a representative body”"),
        ("x" * (LONGEST_CLAUSE + 1), "up to 20,000 characters, and this has 20,001"),
        ("x" * 2_000_000, "up to 20,000 characters, and this has 2,000,000"),
    ],
)
@pytest.mark.parametrize("new", [False, True])
def test_bad_words_are_told_at_the_field_and_kept(
    cast: Cast, sign_in: SignIn, words: str, said: str, new: bool
) -> None:
    draft = make(cast, drafted)
    found = of(cast, draft, "meetings.often")
    address = at("add", "meetings") if new else at("clause", found.pk)
    response = sign_in("chair").post(address, {"text": words, "version": "0" if new else "1"})
    assert said in " ".join(errors(response)).replace("&lt;", "<")
    assert response.context_data["form"]["text"].value() == words
    assert of(cast, draft, "meetings.often").version == 1
    with scope(cast):
        assert not TermsClause.objects.filter(key="").exists()


def test_a_preview_saves_nothing(cast: Cast, sign_in: SignIn) -> None:
    draft = make(cast, drafted)
    address = at("clause", of(cast, draft, "meetings.often").pk)
    typed = {"text": "Ask **the chair**. {chair}", "version": "1", "do": "preview"}
    chair = sign_in("chair")
    whole, alone = chair.post(address, typed), chair.post(address, typed, headers={"HX-Request": "true"})
    for response in (whole, alone):
        assert "<strong>the chair</strong>. <mark>Ruth Calder is chair" in response.content.decode()
        assert "HX-Request" in response["Vary"]
    assert "<h1" in whole.content.decode()
    assert alone.content.decode().strip().startswith('<section class="gpl-card gpl-card--ground" id="preview"')
    wrong = chair.post(address, typed | {"text": "<img src=x>"}, headers={"HX-Request": "true"})
    assert "A clause cannot hold an image." in text(wrong)
    assert of(cast, draft, "meetings.often").text == ""


def test_two_who_edit_one_clause_see_both(cast: Cast, sign_in: SignIn) -> None:
    found = of(cast, make(cast, drafted), "meetings.often")
    address = at("clause", found.pk)
    sign_in("secretariat").post(address, {"text": "Theirs, on Mondays.", "version": "1"})
    chair = sign_in("chair")
    response = chair.post(address, {"text": "Mine, on Tuesdays.", "version": "1"})
    assert "Kofi Mensah changed this clause" in " ".join(errors(response))
    said = main(response)
    assert "The words that were saved meanwhile Theirs, on Mondays." in said
    assert response.context_data["form"]["text"].value() == "Mine, on Tuesdays."
    version = response.context_data["form"]["version"].value()
    assert chair.post(address, {"text": "Mine, on Tuesdays.", "version": version}).status_code == 302
    with scope(cast):
        assert TermsClause.objects.get(pk=found.pk).text == "Mine, on Tuesdays."


def test_the_editor_marks_facts_and_leads_to_them(cast: Cast, sign_in: SignIn) -> None:
    draft = make(cast, drafted)
    with scope(cast):
        actions.leave_out(clause(draft, "meetings.papers"), by=cast["chair"])
    response = sign_in("chair").get(at("edit"))
    html = response.content.decode()
    assert "<mark>Ruth Calder is chair" in html
    assert 'href="/g/eastmere/members/offices/"' in html
    said = main(response)
    assert "Left out of “Meetings and papers”: 1 clause" in said
    assert "Nothing stands in the way." in said
    assert "No deputy chair is in office." in said


@pytest.mark.parametrize(
    ("name", "key", "said"),
    [
        ("up", "meetings.papers", "The clause was moved up."),
        ("down", "meetings.papers", "The clause was moved down."),
        ("out", "meetings.papers", "The clause was left out. You can bring it back at the end of its section."),
        ("back", "meetings.papers", "The clause was brought back."),
        ("out", "name.status", "Terms cannot do without this clause. Change its words instead."),
    ],
)
def test_arranging(cast: Cast, sign_in: SignIn, name: str, key: str, said: str) -> None:
    found = of(cast, make(cast, drafted), key)
    response = sign_in("chair").post(at("arrange"), {name: str(found.pk)})
    assert messages(response) == [said]
    assert response["Location"] == f"{at('edit')}#section-{found.section}"


@pytest.mark.parametrize("value", ["x", "", "999999", "9" * 30])
def test_arranging_what_is_not_there(cast: Cast, sign_in: SignIn, value: str) -> None:
    make(cast, drafted)
    assert sign_in("chair").post(at("arrange"), {"up": value}).status_code in {302, 404}


def test_clauses_of_what_is_no_draft_are_not_found(cast: Cast, sign_in: SignIn) -> None:
    terms = make(cast, out)
    chair = sign_in("chair")
    assert chair.get(at("clause", of(cast, terms, "meetings.often").pk)).status_code == 404
    assert chair.get(at("edit")).status_code == 404
    assert chair.get(at("add", "nonsense")).status_code == 404


def test_removing_and_restoring_show_what_goes(cast: Cast, sign_in: SignIn) -> None:
    draft = make(cast, drafted)
    chair = sign_in("chair")
    found = of(cast, draft, "meetings.often")
    chair.post(at("clause", found.pk), {"text": "On Mondays.", "version": "1"})
    said = main(chair.get(at("restore", found.pk)))
    assert "Your words go On Mondays." in said
    assert "The library’s words come The group meets at least six times a year." in said
    stale = chair.post(at("restore", found.pk), {"version": "1"})
    assert "changed this clause" in " ".join(errors(stale))
    assert chair.post(at("restore", found.pk), {"version": "2"}).status_code == 302
    refused_ = chair.post(at("remove", found.pk), {"version": "3"})
    assert "leave it out instead" in " ".join(errors(refused_))


# ---- The switch, the review, the organisations ----


def test_switching_lists_what_must_change_first(cast: Cast, sign_in: SignIn) -> None:
    draft = make(cast, drafted)
    chair = sign_in("chair")
    chair.post(at("add", "name"), {"text": "It speaks for general practice.", "version": "0"})
    with scope(cast):
        edits = Terms.objects.get(pk=draft.pk).edits
    response = chair.post(at("basis"), {"basis": "advisory", "edits": edits})
    said = main(response)
    assert "Some of your own clauses say what such a group cannot: “speaks for”." in said
    assert "Change these of your own clauses first Clause 1.6 . A clause cannot say “speaks for”" in said
    assert (
        "what the group is was changed"
        in messages(chair.post(at("basis"), {"basis": "mandated", "edits": edits}))[-1].lower()
    )
    old = chair.post(at("basis"), {"basis": "mandated", "edits": edits})
    assert "Somebody else changed this while you did." in " ".join(errors(old))


def test_not_ready_says_why(cast: Cast, sign_in: SignIn) -> None:
    make(cast, lambda cast: drafted(cast, review_on=None))
    chair = sign_in("chair")
    chair.post(at("add", "meetings"), {"text": "The room is TBC.", "version": "0"})
    response = chair.get(at("agree"))
    said = main(response)
    assert "Not ready to be put to the organisations 2 things to mend first" in said
    assert "Clause 11.5 still says “TBC”." in said
    assert "No day is set on which these terms are looked at again." in said
    answer = {**boxes("answer_by", in_a_year())}
    assert "something to mend" in " ".join(errors(chair.post(at("agree"), answer)))


@pytest.mark.parametrize(
    ("day", "said"),
    [(today() - timedelta(days=1), "must be today or later"), (today() + timedelta(days=500), "within a year")],
)
def test_a_day_to_answer_by_that_cannot_be(cast: Cast, sign_in: SignIn, day: Any, said: str) -> None:
    make(cast, drafted)
    response = sign_in("chair").post(at("agree"), boxes("answer_by", day))
    assert said in " ".join(errors(response))


def test_a_sign_off_leads_to_its_version(cast: Cast, sign_in: SignIn) -> None:
    terms = make(cast, out)
    assert sign_in("core_member").get(at("put", terms.pk))["Location"] == at("version", 1)
    said = main(sign_in("core_member").get(at("version", 1)))
    assert "Have not answered" in said


# ---- What it costs ----


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_at_any_size(cast: Cast, sign_in: SignIn, count: int) -> None:
    for _ in range(count):
        make(cast, adopted)
    drain()
    chair = sign_in("chair")
    _cost(chair, {"": 5, "versions/": 1})
    draft = make(cast, drafted)
    for number in range(count):
        chair.post(at("add", "meetings"), {"text": f"Own words {number}.", "version": "0"})
    pk = of(cast, draft, "meetings.often").pk
    number = draft.number
    _cost(
        chair,
        {
            "": 5,
            f"versions/{number}/": 4,
            "draft/": 3,
            "draft/basis/": 1,
            "draft/review/": 1,
            "draft/agree/": 5,
            "draft/give-up/": 1,
            "draft/add/chair/": 2,
            f"draft/clauses/{pk}/": 2,
            f"compare/?from=1&to={number}": 4,
        },
    )
    with scope(cast):
        actions.put_out(draft, answer_by=in_a_year(), by=cast["chair"])
    _cost(chair, {f"versions/{number}/": 5})


def _cost(client: Any, expected: dict[str, int]) -> None:
    for path, cost in expected.items():
        assert client.get(HOME + path).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(HOME + path)
        said = [query["sql"] for query in queries]
        assert len(said) - OVERHEAD == cost, (path, said)


# ---- Home and log ----


@pytest.mark.parametrize(
    ("make_it", "persona", "said"),
    [
        (None, "chair", "None agreed yet."),
        (None, "practice_reader", None),
        (adopted, "practice_reader", f"Version 1, in force since {long_date(today())}."),
        (out, "core_member", "Version 1 is out for agreement."),
        (out, "practice_reader", None),
        (drafted, "chair", "Version 1 is a draft."),
    ],
)
def test_the_home_says_what_holds(cast: Cast, make_it: Any, persona: str, said: str | None) -> None:
    if make_it:
        make(cast, make_it)
    with scope(cast):
        found = find(cast[persona].pk, "eastmere")
        assert found is not None
        rows = answers([needs.ask], [found], cast[persona].pk, today())[needs.ask]
        facts = list(sections.section(*found, rows, today()))
    assert [fact.value for fact in facts] == ([said] if said else [])


@pytest.mark.parametrize(
    ("make_it", "days", "persona", "said"),
    [
        (drafted, 0, "chair", [("Finish version 1 of the terms of reference", "")]),
        (drafted, 0, "core_member", []),
        (out, 0, "chair", []),
        (adopted, 0, "chair", []),
        (adopted, 275, "chair", [("Look at the terms of reference again", "90 days left")]),
        (adopted, 274, "chair", []),
        (adopted, 366, "secretariat", [("Look at the terms of reference again", "1 day late")]),
        (adopted, 366, "core_member", []),
        (refused, 366, "chair", [("Finish version 2 of the terms of reference", "")]),
    ],
)
def test_what_needs_whoever_runs_the_group(
    cast: Cast, make_it: Any, days: int, persona: str, said: list[tuple[str, str]]
) -> None:
    make(cast, make_it)
    day = today() + timedelta(days=days)
    with scope(cast):
        found = find(cast[persona].pk, "eastmere")
        assert found is not None
        rows = answers([needs.ask], [found], cast[persona].pk, day)[needs.ask]
        duties = [need.duty for need in needs.needs([found], rows, cast[persona].pk, day)]
    assert [(duty.what, duty.clock) for duty in duties] == said


@pytest.mark.parametrize(
    ("verb", "after", "said"),
    [
        ("terms drafted", {"version": 2}, "began a draft of version 2 of the terms of reference"),
        (
            "terms clause changed",
            {"version": 2, "section": "chair"},
            "changed a clause in “Chair” of version 2 of the terms of reference",
        ),
        (
            "terms adopted",
            {"version": 2, "agreed": 4, "asked": 5},
            "adopted version 2 of the terms of reference, agreed by 4 of 5",
        ),
    ],
)
def test_the_log_reads_as_sentences(verb: str, after: dict[str, Any], said: str) -> None:
    assert sentence_of(Told(verb, {}, after, {})) == said
