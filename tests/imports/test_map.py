"""The map: systems, sub-ICBs, and where practices and PCNs lie."""

from groups.models import Organisation, SubIcb, System
from tests.imports.conftest import BringIn, counts, organisation, told
from tests.imports.files import Files

A, B = "Z90001", "Z90002"


def test_systems_come_from_the_map_with_an_address_of_their_own(files: Files, bring_in: BringIn) -> None:
    System.objects.create(ods_code="QZ9", slug="tidewater", name="Tidewater of old")
    found = bring_in(files.map("2026-08-01", {"practice": A}))
    system = System.objects.get(ods_code="QZ1")
    assert (system.name, system.slug, system.region) == ("Tidewater", "tidewater-2", "East of England")
    sub_icb = SubIcb.objects.get(ods_code="91Z")
    assert (sub_icb.name, sub_icb.system) == ("NHS Tidewater ICB - 91Z", system)
    assert organisation(A).sub_icb == organisation("U90001").sub_icb == sub_icb
    assert found.outcomes[0].notes == [
        "Tidewater of old is not on this map and stays as before. If they merged, pass their places on under Systems."
    ]


def test_an_icb_merger_between_two_maps_moves_sub_icbs_and_keeps_the_old_system(
    files: Files, bring_in: BringIn
) -> None:
    highmoor = {"sub_icb": "92Z", "icb": "QZ2", "icb_name": "NHS Highmoor Integrated Care Board"}
    bring_in(files.map("2026-03-01", {"practice": A}, {"practice": B, "pcn": "U90002"} | highmoor))
    merged = {"icb": "D9Z9Z", "icb_name": "NHS Highmoor and Tidewater Integrated Care Board"}
    found = bring_in(
        files.map("2026-04-01", {"practice": A} | merged, {"practice": B, "pcn": "U90002", "sub_icb": "92Z"} | merged)
    )
    assert [change for change in told(found) if change[1] in {"system", "sub_icb"}] == [
        ("added", "system", "D9Z9Z", "", "East of England"),
        ("transferred", "sub_icb", "91Z", "Tidewater", "Highmoor and Tidewater"),
        ("transferred", "sub_icb", "92Z", "Highmoor", "Highmoor and Tidewater"),
    ]
    assert set(System.objects.values_list("slug", "closed")) == {
        ("tidewater", None),
        ("highmoor", None),
        ("highmoor-and-tidewater", None),
    }
    assert found.outcomes[0].notes[0] == (
        "Highmoor and Tidewater are not on this map and stay as before."
        " If they merged, pass their places on under Systems."
    )
    # the practices have not moved: only what their sub-ICBs belong to has
    assert [change for change in told(found) if change[1] == "practice"] == []


def test_a_renamed_icb_keeps_its_address(files: Files, bring_in: BringIn) -> None:
    bring_in(files.map("2026-07-01", {"practice": A}))
    found = bring_in(files.map("2026-08-01", {"practice": A, "icb_name": "NHS Saltmarsh ICB"}))
    assert told(found) == [("renamed", "system", "QZ1", "Tidewater", "Saltmarsh")]
    assert System.objects.get(ods_code="QZ1").slug == "tidewater"


def test_a_pcn_across_sub_icbs_keeps_its_own(files: Files, bring_in: BringIn) -> None:
    bring_in(files.pcns("2026-01-01", {"code": "U90001", "sub_icb": "92Z"}))
    bring_in(files.map("2026-08-01", {"practice": A}, {"practice": B, "sub_icb": "93Z"}))
    assert organisation("U90001").sub_icb == SubIcb.objects.get(ods_code="92Z")
    assert [organisation(code).sub_icb.ods_code for code in (A, B) if organisation(code).sub_icb] == ["91Z", "93Z"]


def test_a_pcn_that_only_the_map_knows_gets_the_sub_icb_of_most_of_its_practices(
    files: Files, bring_in: BringIn
) -> None:
    bring_in(files.map("2026-08-01", {"practice": A, "sub_icb": "93Z"}, {"practice": B}, {"practice": "Z90003"}))
    assert organisation("U90001").sub_icb == SubIcb.objects.get(ods_code="91Z")


def test_a_newer_map_tells_names_postcodes_and_sub_icbs(files: Files, bring_in: BringIn) -> None:
    bring_in(files.practices("2026-02-01", {"code": A}), files.pcns("2026-02-01", {"code": "U90001"}))
    row = {"name": "HARBOUR HEALTH", "postcode": "EA2 2BB", "sub_icb": "92Z", "pcn_name": "HARBOUR AND QUAY PCN"}
    found = bring_in(files.map("2026-08-01", {"practice": A} | row))
    assert [change for change in told(found) if change[1] in {"practice", "pcn"} and change[0] != "joined"] == [
        ("renamed", "pcn", "U90001", "Harbour PCN", "Harbour and Quay PCN"),
        ("renamed", "practice", A, "Quay Surgery", "Harbour Health"),
        ("moved", "practice", A, "EA1 1AA", "EA2 2BB"),
        ("transferred", "practice", A, "91Z", "92Z"),
    ]


def test_an_older_epraccur_does_not_take_back_what_a_map_told(files: Files, bring_in: BringIn) -> None:
    bring_in(files.map("2026-08-01", {"practice": A, "name": "HARBOUR HEALTH", "postcode": "EA2 2BB"}))
    found = bring_in(files.practices("2026-02-01", {"code": A, "sub_icb": "99Z"}))
    assert told(found) == [("added", "sub_icb", "99Z", "", "")]
    practice = organisation(A)
    assert (practice.name, practice.postcode, practice.town) == ("Harbour Health", "EA2 2BB", "Eastmere")
    assert practice.sub_icb == SubIcb.objects.get(ods_code="91Z")
    assert f"{practice.opened}" == "1974-04-01"


def test_a_placeholder_sub_icb_gets_its_name(files: Files, bring_in: BringIn) -> None:
    bring_in(files.practices("2026-09-01", {"code": A}))
    assert SubIcb.objects.get().name == "91Z"
    found = bring_in(files.map("2026-08-01", {"practice": A}))
    assert [change for change in told(found) if change[1] == "sub_icb"] == []  # it was never called by its code
    assert SubIcb.objects.get().name == "NHS Tidewater ICB - 91Z"


def test_practices_that_a_map_leaves_out_are_left_as_they_are(files: Files, bring_in: BringIn) -> None:
    bring_in(files.map("2026-07-01", {"practice": A}, {"practice": B}))
    found = bring_in(files.map("2026-08-01", {"practice": A}))
    assert counts(found) == {}
    assert Organisation.objects.filter(kind="practice", status="active").count() == 2
