"""Which files are applied: by date within a kind, the same one once, all or nothing."""

from pathlib import Path

import pytest

from gpleadership.lib.ods import BadFile
from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import system_scope
from groups.imports.models import ImportBatch, ImportChange
from groups.models import LogEntry, NetworkMembership, Organisation, SubIcb, System
from tests.imports.conftest import BringIn, counts, organisation, spells
from tests.imports.files import Files

A = "Z90001"


def test_files_of_one_call_are_sorted_by_date(files: Files, bring_in: BringIn) -> None:
    new = files.practices("2026-02-01", {"code": A, "name": "HARBOUR HEALTH"})
    old = files.practices("2025-08-01", {"code": A, "name": "QUAY SURGERY"}, legacy=True)
    epcn = files.memberships("2024-10-01", (A, "U90001", "2019-07-01", ""))
    map_ = files.map("2026-08-01", {"practice": A, "pcn": "U90002", "name": "HARBOUR HEALTH"})
    bring_in(map_, new, epcn, old)
    assert organisation(A).name == "Harbour Health"
    assert spells(A) == [("U90001", "2019-07-01", "2026-07-31"), ("U90002", "2026-08-01", "")]
    assert [file.kind for file in ImportBatch.objects.get().files.all()] == [
        "memberships",
        "practices",
        "practices",
        "map",
    ]


def test_the_same_file_twice_changes_nothing(files: Files, bring_in: BringIn) -> None:
    path = files.practices("2026-02-01", {"code": A})
    bring_in(path)
    Organisation.objects.filter(ods_code=A).update(name="Changed since")
    found = bring_in(path)
    assert found.total == 0
    assert organisation(A).name == "Changed since"
    assert [file.skipped[:18] for file in ImportBatch.objects.order_by("-pk")[0].files.all()] == ["Already applied on"]
    assert counts(bring_in(path, force=True)) == {"renamed practice": 1}


def test_a_file_applied_before_a_newer_one_is_left_out_not_refused(files: Files, bring_in: BringIn) -> None:
    old, new = files.practices("2025-08-01", {"code": A}), files.practices("2026-02-01", {"code": A, "name": "NEW"})
    bring_in(old, new)
    assert bring_in(old, new).total == 0
    assert organisation(A).name == "New"


def test_the_same_file_twice_in_one_call_is_there_once(files: Files, bring_in: BringIn) -> None:
    path = files.practices("2026-02-01", {"code": A})
    assert len(bring_in(path, path).outcomes) == 1


def test_an_older_file_of_the_same_kind_is_refused_unless_forced(files: Files, bring_in: BringIn) -> None:
    bring_in(files.practices("2026-02-01", {"code": A, "name": "HARBOUR HEALTH"}))
    old = files.practices("2025-08-01", {"code": A})
    with pytest.raises(Refused) as error:
        bring_in(old)
    assert str(error.value) == (
        f"{old.name} is as at 1 August 2025, older than the GP practices (epraccur) applied before,"
        " as at 1 February 2026. If that is meant, import it again and allow older files."
    )
    assert organisation(A).name == "Harbour Health"
    bring_in(old, force=True)
    assert organisation(A).name == "Quay Surgery"


def test_order_is_judged_for_each_kind_alone(files: Files, bring_in: BringIn) -> None:
    bring_in(files.map("2026-08-01", {"practice": A}))
    bring_in(files.practices("2026-02-01", {"code": A}))
    bring_in(files.memberships("2024-10-01", (A, "U90001", "2019-07-01", "")))
    assert ImportBatch.objects.filter(state="applied").count() == 3


def test_a_corrected_file_of_the_same_day_is_applied(files: Files, bring_in: BringIn, tmp_path: Path) -> None:
    bring_in(files.practices("2026-02-01", {"code": A, "name": "QAUY SURGERY"}))
    bring_in(files.practices("2026-02-01", {"code": A, "name": "QUAY SURGERY"}))
    assert organisation(A).name == "Quay Surgery"


def test_a_bad_line_in_the_last_file_leaves_the_database_as_it_was(files: Files, bring_in: BringIn) -> None:
    good = files.practices("2025-08-01", {"code": A})
    bad = files.map("2026-08-01", {"practice": A}, {"practice": "Z90002", "name": '=HYPERLINK("x")'})
    with pytest.raises(BadFile) as error:
        bring_in(good, bad)
    assert str(error.value).startswith(f'{bad.name}, line 3: the name “=HYPERLINK("x")” begins like a spreadsheet')
    for model in (Organisation, System, SubIcb, NetworkMembership, ImportBatch, ImportChange):
        assert model.objects.count() == 0  # type: ignore[attr-defined]


def test_applying_is_recorded_in_the_platforms_log(files: Files, bring_in: BringIn) -> None:
    bring_in(files.practices("2026-02-01", {"code": A}))
    with system_scope("test"):
        entry = LogEntry.objects.get(group_id=0)
    assert (entry.verb, entry.subject_type, entry.subject_id) == (
        "reference data imported",
        "importbatch",
        ImportBatch.objects.get().pk,
    )
    assert '"added practice": 1' in entry.body


def test_an_empty_database_then_the_same_again_is_no_change(files: Files, bring_in: BringIn) -> None:
    everything = (
        files.practices("2026-02-01", {"code": A}, {"code": "Z90002", "status": "DORMANT"}),
        files.pcns("2024-10-01", {"code": "U90001"}, {"code": "U90002", "closed": "2031-03-31"}),
        files.memberships("2024-10-01", (A, "U90001", "2019-07-01", ""), ("Z90002", "U90001", "2019-07-01", "")),
        files.map("2026-08-01", {"practice": A, "pcn": "U90002", "pcn_name": "OLD TOWN PCN"}, {"practice": "Z90003"}),
        files.sizes("2026-03-01", (A, 9_000)),
        files.trusts("2022-03-01", ("R9A", "EASTMERE NHS TRUST", "")),
        files.councils("2025-07-01", ("EAS", "Eastmere Council", "England", "")),
    )
    assert bring_in(*everything).total > 10
    assert bring_in(*everything).total == 0
    again = bring_in(everything[3], everything[4], everything[5], everything[6], force=True)
    assert again.total == 0
