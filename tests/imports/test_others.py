"""PCNs, list sizes, trusts and councils."""

from datetime import timedelta

from gpleadership.lib.dates import today
from groups.models import Organisation, SubIcb
from tests.imports.conftest import BringIn, on, organisation, told
from tests.imports.files import Files


def test_two_pcns_may_share_a_name(files: Files, bring_in: BringIn) -> None:
    bring_in(
        files.pcns(
            "2026-01-01", {"code": "U90001", "name": "GRAND UNION PCN"}, {"code": "U90002", "name": "GRAND UNION PCN"}
        )
    )
    found = bring_in(
        files.pcns("2026-02-01", {"code": "U90001", "name": "GRAND UNION PCN"}, {"code": "U90002", "name": "CANAL PCN"})
    )
    assert told(found) == [("renamed", "pcn", "U90002", "Grand Union PCN", "Canal PCN")]


def test_a_pcn_is_closed_after_its_last_day_and_not_before(files: Files, bring_in: BringIn) -> None:
    last, later = today() - timedelta(days=1), today()
    bring_in(
        files.pcns("2026-01-01", {"code": "U90001", "closed": f"{last}"}, {"code": "U90002", "closed": f"{later}"})
    )
    assert [organisation(code).status for code in ("U90001", "U90002")] == ["inactive", "active"]


def test_a_pcn_keeps_its_own_sub_icb_and_moves_with_the_register(files: Files, bring_in: BringIn) -> None:
    bring_in(files.pcns("2026-01-01", {"code": "U90001"}))
    found = bring_in(files.pcns("2026-02-01", {"code": "U90001", "sub_icb": "92Z"}))
    assert told(found) == [("added", "sub_icb", "92Z", "", ""), ("transferred", "pcn", "U90001", "91Z", "92Z")]


def test_list_sizes_carry_their_day(files: Files, bring_in: BringIn) -> None:
    bring_in(files.practices("2026-02-01", {"code": "Z90001"}))
    found = bring_in(files.sizes("2026-03-01", ("Z90001", 9_000), ("Z90009", 5)))
    assert told(found) == [("list_size", "practice", "Z90001", "", "9,000")]
    assert found.outcomes[0].notes == ["1 practice has a list size but is not known here; it is left out."]
    found = bring_in(files.sizes("2026-04-01", ("Z90001", 9_000)))
    assert told(found) == []
    practice = organisation("Z90001")
    assert (practice.list_size, practice.list_size_on) == (9_000, on("2026-04-01"))
    found = bring_in(files.sizes("2026-05-01", ("Z90001", 12_345)))
    assert told(found) == [("list_size", "practice", "Z90001", "9,000", "12,345")]


def test_trusts_close_after_their_last_day(files: Files, bring_in: BringIn) -> None:
    highmoor = ("R9B", "HIGHMOOR NHS TRUST", "2021-03-31")
    bring_in(files.trusts("2022-03-01", ("R9A", "EASTMERE NHS TRUST", ""), highmoor))
    assert [(organisation(code).name, organisation(code).status) for code in ("R9A", "R9B")] == [
        ("Eastmere NHS Trust", "active"),
        ("Highmoor NHS Trust", "inactive"),
    ]
    found = bring_in(
        files.trusts(
            "2023-03-01",
            ("R9A", "EASTMERE TEACHING NHS TRUST", "2023-01-31"),
            ("R9B", "HIGHMOOR NHS TRUST", "2021-03-31"),
        )
    )
    assert told(found) == [
        ("closed", "trust", "R9A", "Active", "Inactive, last day 31 January 2023"),
        ("renamed", "trust", "R9A", "Eastmere NHS Trust", "Eastmere Teaching NHS Trust"),
    ]


def test_councils_of_england_on_their_own_register(files: Files, bring_in: BringIn) -> None:
    councils = (("EAS", "Eastmere Council", "England", ""), ("CRF", "Cardiff Council", "Wales", ""))
    found = bring_in(files.councils("2025-07-01", *councils))
    assert told(found) == [("added", "council", "EAS", "", "Active")]
    council = Organisation.objects.get()
    assert (council.kind, council.ods_code, council.register_code) == ("council", None, "EAS")
    ended = (("EAS", "Eastmere City Council", "England", "2026-03-31"),)
    assert told(bring_in(files.councils("2026-07-01", *ended))) == [
        ("closed", "council", "EAS", "Active", "Inactive, last day 31 March 2026"),
        ("renamed", "council", "EAS", "Eastmere Council", "Eastmere City Council"),
    ]


def test_a_sub_icb_is_renamed_by_the_register(files: Files, bring_in: BringIn) -> None:
    bring_in(files.practices("2026-01-01", {"code": "Z90001"}))
    found = bring_in(files.pcns("2026-01-01", {"code": "U90001"}))
    assert [change[:3] for change in told(found)] == [("added", "pcn", "U90001")]
    SubIcb.objects.update(name="NHS Old ICB - 91Z")
    found = bring_in(files.pcns("2026-02-01", {"code": "U90001", "name": "QUAY PCN"}))
    assert told(found)[0] == ("renamed", "sub_icb", "91Z", "NHS Old ICB - 91Z", "NHS Tidewater ICB - 91Z")
