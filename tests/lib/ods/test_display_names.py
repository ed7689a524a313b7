"""Names in capitals become names that can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpleadership.lib.ods import display_name


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("QUEENS PARK MEDICAL CENTRE", "Queens Park Medical Centre"),
        ("  THE   DENSHAM SURGERY ", "The Densham Surgery"),
        ("NORTH STOCKTON PCN", "North Stockton PCN"),
        ("HORNDON-ON-THE-HILL AND STANFORD-LE-HOPE PCN", "Horndon-on-the-Hill and Stanford-Le-Hope PCN"),
        ("ST. MARY'S SURGERY", "St. Mary's Surgery"),
        ("ST JOHN'S & THE ABBEY", "St John's & the Abbey"),
        ("DR O'CONNELL AND PARTNERS", "Dr O'Connell and Partners"),
        ("DR D’ARCY", "Dr D’Arcy"),
        ("MCKENZIE HOUSE SURGERY", "McKenzie House Surgery"),
        ("THE MACMILLAN SURGERY", "The Macmillan Surgery"),
        ("MACKLIN STREET SURGERY", "Macklin Street Surgery"),
        ("BETTER HEALTH MCR PCN", "Better Health MCR PCN"),
        ("MESSINGHAM MC", "Messingham MC"),
        ("SUNDERLAND GP ALLIANCE", "Sunderland GP Alliance"),
        ("WEST4 GPS", "WEST4 GPs"),
        ("NHS TIDEWATER ICB - 16C", "NHS Tidewater ICB - 16C"),
        ("TIDEWATER LMC", "Tidewater LMC"),
        ("PHOENIX (BNSSG) PCN", "Phoenix (BNSSG) PCN"),
        ("FRIARY (THE) SURGERY", "Friary (The) Surgery"),
        ("PARKVIEW CTR FOR H&W", "Parkview Ctr for H&W"),
        ("LEAGUE OF THE 4TH WARD", "League of the 4th Ward"),
        ("PHOENIX @ PANACEA NEL PCN", "Phoenix @ Panacea NEL PCN"),
        ("DR K & S PATEL", "Dr K & S Patel"),
        ("OF THE HILL", "Of the Hill"),
        ("LANE SURGERY - THE ELMS", "Lane Surgery - The Elms"),
        ("G.P. SUITE", "G.P. Suite"),
        ("NHS Essex Integrated Care Board", "NHS Essex Integrated Care Board"),
        ("Unallocated", "Unallocated"),
        ("", ""),
    ],
)
def test_a_name_reads_well(published: str, shown: str) -> None:
    assert display_name(published) == shown


@given(st.text())
def test_only_capitals_and_spaces_change(name: str) -> None:
    shown = display_name(name)

    assert shown.upper() == " ".join(name.split()).upper()
    assert display_name(shown) == shown
