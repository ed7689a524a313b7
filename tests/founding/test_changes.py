"""Changes that groups propose to shared data, and their answers."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope, system_scope
from groups.founding.actions import decide_change, propose_change
from groups.founding.models import ProposedChange
from tests.cast import Cast
from tests.reference.reading import logged, text

HERE = "/g/eastmere/founding/place/"
SignIn = Callable[[str], Client]


@pytest.fixture
def change(cast: Cast) -> ProposedChange:
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        return propose_change(
            cast.eastmere, organisation_id=cast.organisations["lmc"].pk, words="It is Tidewater LMC", by=cast["chair"]
        )


def test_a_manager_proposes_and_staff_answer(cast: Cast, signed_in: SignIn) -> None:
    chair, staff, lmc = signed_in("chair"), signed_in("platform_staff"), cast.organisations["lmc"]
    assert "Propose a change to Eastmere LMC" in text(chair.get(f"{HERE}propose/?about={lmc.pk}"))
    page = chair.post(f"{HERE}propose/", {"about": lmc.pk, "words": "It is Tidewater LMC"}, follow=True)
    assert "Eastmere LMC: It is Tidewater LMC Waiting for platform staff" in text(page)
    assert "Decide 1 proposed change The oldest is about Eastmere LMC" in text(staff.get("/platform/"))
    listed = staff.get("/platform/changes/")
    assert "1 change waits for an answer." in text(listed)
    with open_scope(person=cast["platform_staff"].pk):
        pk = ProposedChange.objects.get().pk
    staff.post(f"/platform/changes/{pk}/", {"reason": "Renamed today", "decision": "accept"})
    assert "Accepted" in text(chair.get(HERE))
    assert "Pat Forme" in text(chair.get(HERE))
    assert "Renamed today" in text(chair.get(HERE))
    assert "No change waits for an answer." in text(staff.get("/platform/changes/"))
    assert "It is Tidewater LMC" in text(staff.get("/platform/changes/?show=all"))


def test_a_change_to_the_place_itself(cast: Cast, signed_in: SignIn) -> None:
    signed_in("secretariat").post(f"{HERE}propose/", {"words": "Hill Surgery left"})
    with system_scope("a test reads the proposal"):
        change = ProposedChange.objects.get()
        assert (change.place, change.organisation) == (cast.eastmere.place, None)


@pytest.mark.parametrize(
    ("words", "sentence"), [("", "Enter what should change"), ("x" * 1001, "must be 1,000 characters or fewer")]
)
def test_what_is_wrong_is_said(cast: Cast, signed_in: SignIn, words: str, sentence: str) -> None:
    response = signed_in("chair").post(f"{HERE}propose/", {"words": words})
    assert response.status_code == 200
    assert sentence in text(response)


def test_only_about_ones_own_place(cast: Cast, signed_in: SignIn) -> None:
    theirs = cast.organisations["other_pcn"].pk
    assert signed_in("chair").get(f"{HERE}propose/?about={theirs}").status_code == 404
    assert signed_in("chair").post(f"{HERE}propose/", {"about": theirs, "words": "x"}).status_code == 404
    assert signed_in("chair").get(f"{HERE}propose/?about=x").status_code == 404
    with (
        pytest.raises(Refused, match="Choose an organisation of your own place"),
        open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]),
    ):
        propose_change(cast.eastmere, organisation_id=theirs, words="x", by=cast["chair"])


def test_declining_needs_a_reason(cast: Cast, change: ProposedChange, signed_in: SignIn) -> None:
    response = signed_in("platform_staff").post(
        f"/platform/changes/{change.pk}/", {"reason": "", "decision": "decline"}
    )
    assert "Enter your answer" in text(response)
    with pytest.raises(Refused, match="Say why, or what you did"):
        decide_change(change, accept=False, reason=" ", by=cast["platform_staff"])
    decided = decide_change(change, accept=False, reason="It is right as it is", by=cast["platform_staff"])
    assert (decided.state, decided.reason) == ("declined", "It is right as it is")
    assert logged()[-1][0] == "proposed change declined"
    assert logged(cast.eastmere.pk)[-1][0] == "proposed change declined"


def test_it_is_decided_once(cast: Cast, change: ProposedChange) -> None:
    decide_change(change, accept=True, reason="Done", by=cast["platform_staff"])
    with pytest.raises(Refused, match="Pat Forme has accepted this already"):
        decide_change(change, accept=False, reason="No", by=cast["platform_staff"])


def test_only_platform_staff_decide(cast: Cast, change: ProposedChange) -> None:
    with pytest.raises(Refused, match="Only platform staff"):
        decide_change(change, accept=True, reason="Mine", by=cast["chair"])


def test_staff_read_proposals_in_their_own_scope_and_others_do_not(cast: Cast, change: ProposedChange) -> None:
    for who, count in (("platform_staff", 1), ("icb_staff", 0), ("other_chair", 0), ("outsider", 0)):
        with open_scope(person=cast[who].pk):
            assert ProposedChange.objects.count() == count
    with open_scope(read=[cast.ambleford.pk]):
        assert ProposedChange.objects.count() == 0
    with open_scope(person=cast["platform_staff"].pk):
        assert ProposedChange.objects.update(words="changed") == 0


def test_what_must_never_be(cast: Cast, change: ProposedChange) -> None:
    def tried(**values: object) -> None:
        with system_scope("a test tries"), transaction.atomic():
            ProposedChange.objects.filter(pk=change.pk).update(**values)

    with pytest.raises(IntegrityError, match="proposedchange_to_one_thing"):
        tried(place=cast.eastmere.place)
    with pytest.raises(IntegrityError, match="proposedchange_to_one_thing"):
        tried(organisation=None)
    with pytest.raises(IntegrityError, match="proposedchange_decided_with_reason"):
        tried(state="accepted")


def test_no_such_change(cast: Cast, signed_in: SignIn) -> None:
    assert signed_in("platform_staff").get("/platform/changes/999999/").status_code == 404
