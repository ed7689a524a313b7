"""epraccur: what the register says of practices, and what its absence does not say."""

from groups.imports.models import ImportChange
from groups.models import Organisation, SubIcb
from tests.imports.conftest import BringIn, counts, organisation, told
from tests.imports.files import Files


def test_practices_are_added_on_their_code(files: Files, bring_in: BringIn) -> None:
    found = bring_in(
        files.practices(
            "2026-02-01",
            {"code": "Z90001", "name": "THE QUAY SURGERY"},
            {"code": "Z90002", "name": "THE QUAY SURGERY"},
        )
    )
    assert counts(found) == {"added sub_icb": 1, "added practice": 2}
    quay = organisation("Z90001")
    assert (quay.kind, quay.name, quay.status, quay.town, quay.postcode) == (
        "practice",
        "The Quay Surgery",
        "active",
        "Eastmere",
        "EA1 1AA",
    )
    assert quay.sub_icb == SubIcb.objects.get(ods_code="91Z")


def test_a_renamed_practice_is_the_same_practice(files: Files, bring_in: BringIn) -> None:
    bring_in(files.practices("2025-08-01", {"code": "Z90001", "name": "QUAY SURGERY"}))
    before = organisation("Z90001").pk
    found = bring_in(files.practices("2026-02-01", {"code": "Z90001", "name": "HARBOUR HEALTH"}))
    assert told(found) == [("renamed", "practice", "Z90001", "Quay Surgery", "Harbour Health")]
    assert organisation("Z90001").pk == before


def test_a_moved_postcode_is_told(files: Files, bring_in: BringIn) -> None:
    bring_in(files.practices("2025-08-01", {"code": "Z90001", "postcode": "EA1 1AA"}))
    found = bring_in(files.practices("2026-02-01", {"code": "Z90001", "postcode": "EA2 2BB"}))
    assert told(found) == [("moved", "practice", "Z90001", "EA1 1AA", "EA2 2BB")]
    assert organisation("Z90001").postcode == "EA2 2BB"


def test_legacy_then_current_format_changes_nothing_by_itself(files: Files, bring_in: BringIn) -> None:
    bring_in(files.practices("2025-08-01", {"code": "Z90001"}, {"code": "Z90002", "status": "DORMANT"}, legacy=True))
    assert (organisation("Z90001").status, organisation("Z90001").town) == ("active", "")
    found = bring_in(files.practices("2026-02-01", {"code": "Z90001"}, {"code": "Z90002", "status": "DORMANT"}))
    assert told(found) == []
    assert organisation("Z90001").town == "Eastmere"


def test_current_then_forced_legacy_keeps_the_town(files: Files, bring_in: BringIn) -> None:
    bring_in(files.practices("2026-02-01", {"code": "Z90001"}))
    bring_in(files.practices("2025-08-01", {"code": "Z90001"}, legacy=True), force=True)
    assert organisation("Z90001").town == "Eastmere"


def test_active_then_dormant_then_inactive(files: Files, bring_in: BringIn) -> None:
    bring_in(files.practices("2025-08-01", {"code": "Z90001"}, legacy=True))
    dormant = bring_in(files.practices("2025-11-01", {"code": "Z90001", "status": "DORMANT"}))
    assert told(dormant) == [("dormant", "practice", "Z90001", "Active", "Dormant")]
    closed = bring_in(files.practices("2026-02-01", {"code": "Z90001", "status": "INACTIVE", "closed": "2025-12-31"}))
    assert told(closed) == [("closed", "practice", "Z90001", "Dormant", "Inactive, last day 31 December 2025")]
    again = bring_in(files.practices("2026-03-01", {"code": "Z90001"}))
    assert told(again) == [("opened", "practice", "Z90001", "Inactive", "Active")]
    assert organisation("Z90001").closed is None


def test_a_proposed_practice_is_kept_as_proposed(files: Files, bring_in: BringIn) -> None:
    bring_in(files.practices("2025-08-01", {"code": "Z90001"}, {"code": "Z90002", "status": "PROPOSED"}, legacy=True))
    assert organisation("Z90002").status == "proposed"


def test_absence_is_not_closure_old_records_vanish_from_the_current_format(files: Files, bring_in: BringIn) -> None:
    old = {"code": "Z90002", "status": "INACTIVE", "closed": "2017-03-31"}
    bring_in(files.practices("2025-08-01", {"code": "Z90001"}, {"code": "Z90003"}, old, legacy=True))
    found = bring_in(files.practices("2026-02-01", {"code": "Z90001"}))
    assert told(found) == []
    assert [organisation(code).status for code in ("Z90001", "Z90002", "Z90003")] == ["active", "inactive", "active"]


def test_an_active_practice_may_have_a_last_day_to_come(files: Files, bring_in: BringIn) -> None:
    bring_in(files.practices("2026-02-01", {"code": "Z90001"}))
    found = bring_in(files.practices("2026-03-01", {"code": "Z90001", "closed": "2031-03-31"}))
    assert told(found) == [("details", "practice", "Z90001", "No last day", "Last day 31 March 2031")]
    assert organisation("Z90001").status == "active"


def test_other_prescribers_and_wales_are_left_out(files: Files, bring_in: BringIn) -> None:
    bring_in(
        files.practices(
            "2026-02-01",
            {"code": "Z90001"},
            {"code": "Y00001", "setting": "RO87"},
            {"code": "W90001", "region": "", "icb": ""},
        ),
        files.practices("2025-08-01", {"code": "Z90001"}, {"code": "W90002", "region": "W00"}, legacy=True),
    )
    assert set(Organisation.objects.values_list("ods_code", flat=True)) == {"Z90001"}


def test_a_known_practice_that_stops_being_one_is_still_followed(files: Files, bring_in: BringIn) -> None:
    bring_in(files.practices("2025-08-01", {"code": "Z90001"}, {"code": "Z90002"}))
    other = {"code": "Z90002", "setting": "RO87", "status": "INACTIVE", "closed": "2026-01-31"}
    found = bring_in(files.practices("2026-02-01", {"code": "Z90001"}, other))
    assert [change[:3] for change in told(found)] == [("closed", "practice", "Z90002")]


def test_a_code_kept_as_another_kind_is_left_alone_and_noted(files: Files, bring_in: BringIn) -> None:
    Organisation.objects.create(kind="federation", ods_code="Z90002", name="Eastmere Federation")
    found = bring_in(files.practices("2026-02-01", {"code": "Z90001"}, {"code": "Z90002"}))
    assert organisation("Z90002").name == "Eastmere Federation"
    assert found.outcomes[0].notes == ["1 code is kept here as another kind of organisation; left alone."]


def test_two_practices_may_share_a_name(files: Files, bring_in: BringIn) -> None:
    bring_in(files.practices("2026-02-01", {"code": "Z90001"}, {"code": "Z90002"}))
    bring_in(files.practices("2026-03-01", {"code": "Z90001"}, {"code": "Z90002", "name": "OTHER"}))
    assert (organisation("Z90001").name, organisation("Z90002").name) == ("Quay Surgery", "Other")


def test_changes_are_kept_with_their_import(files: Files, bring_in: BringIn) -> None:
    bring_in(files.practices("2025-08-01", {"code": "Z90001"}))
    bring_in(files.practices("2026-02-01", {"code": "Z90001", "name": "HARBOUR HEALTH"}))
    change = ImportChange.objects.order_by("-pk")[0]
    assert (change.what, change.code, change.name, change.before, change.after) == (
        "renamed",
        "Z90001",
        "Harbour Health",
        "Quay Surgery",
        "Harbour Health",
    )
    assert (change.batch.state, change.file.kind, str(change.file.as_at)) == ("applied", "practices", "2026-02-01")


def test_far_more_changes_than_usual_are_noted(files: Files, bring_in: BringIn) -> None:
    codes = [f"Z9{number:04}" for number in range(300)]
    bring_in(files.practices("2025-08-01", *({"code": code} for code in codes)))
    found = bring_in(files.practices("2026-02-01", *({"code": code, "name": f"NEW {code}"} for code in codes)))
    assert found.outcomes[0].notes == ["300 of 300 practices are renamed, far more than usual. Is it the right file?"]
