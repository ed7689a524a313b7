"""The real national files, where they lie beside the project: what their README says of them comes true here."""

import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from gpleadership.lib.ods import Kind, english_gp_practice_in_force, recognise
from groups.imports import importing, rules
from groups.imports.importing import Found
from groups.imports.models import ImportChange
from groups.jobs.progress import Progress
from groups.models import NetworkMembership, Organisation, SubIcb, System
from tests.imports.conftest import applied, counts
from tests.jobs.portal import address

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared/data/ods"
LEGACY, CURRENT = DATA / "epraccur_2025-08_legacy.csv", DATA / "epraccur_2026-02_dse.csv"
EPCN, MAP = DATA / "ePCN_2024-10.xlsx", DATA / "gp-reg-pat-prac-map_2026-08-01.csv"
SIZES = DATA / "practice_list_sizes_circa-2025.csv"
OTHERS = (DATA / "etr_2022-03_nhs-trusts.csv", DATA / "uk_local_authorities_mysociety_2025-07.csv")
NATIONAL = (CURRENT, EPCN, MAP, SIZES)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.is_dir(), reason="NO REAL DATA: ../shared/data/ods is not here"),
]


def _bring_in(*paths: Path) -> Found:
    if SIZES not in paths:
        return applied(paths)
    found = importing.read([(path, path.name) for path in paths], None, Progress())
    for file in found:
        file.as_at, file.confirmed = file.as_at or date(2026, 6, 1), True
    return importing.apply(rules.in_order(found), Progress())


def test_legacy_then_current_shows_half_a_year(db: None) -> None:
    _bring_in(LEGACY)
    active = {row.code for row in next(iter(recognise(CURRENT))).rows() if english_gp_practice_in_force(row)}
    found = _bring_in(CURRENT)
    changes = ImportChange.objects.filter(batch__files__name=CURRENT.name)
    in_force_still = Counter(change.what for change in changes if change.code in active)
    assert (in_force_still["renamed"], in_force_still["moved"]) == (33, 76)
    assert (counts(found)["dormant practice"], counts(found)["closed practice"]) == (15 - 2, 39 - 2)  # Wales apart
    assert Organisation.objects.filter(kind="practice", status="active").count() >= 6_208
    # what closed before April 2017 has vanished from the file, and stays here
    closed = Organisation.objects.filter(kind="practice", closed__lte="2017-03-31")
    assert closed.count() > 300
    assert set(closed.values_list("status", flat=True)) == {"inactive"}


def test_epcn_then_map_shows_131_moves(db: None) -> None:
    _bring_in(EPCN)
    assert NetworkMembership.objects.count() == 7_705
    assert NetworkMembership.objects.filter(end__isnull=True).count() == 6_224
    spells = Counter(NetworkMembership.objects.values_list("practice", flat=True))
    assert sum(1 for n in spells.values() if 2 <= n <= 4) == 811
    assert Organisation.objects.filter(kind="pcn", name="Grand Union PCN").count() == 2
    own = dict(Organisation.objects.filter(kind="pcn").values_list("ods_code", "sub_icb__ods_code"))
    found = _bring_in(MAP)
    assert found.outcomes[0].notes[0].startswith("131 practices are in another PCN, or in none, on this map.")
    assert counts(found)["left practice"] == 131
    seen = NetworkMembership.objects.filter(seen_in="map of 1 August 2026")
    assert {f"{spell.start}" for spell in seen} == {"2026-08-01"}
    assert NetworkMembership.objects.filter(end="2026-07-31").count() == 131
    assert not Organisation.objects.filter(ods_code="U").exists()
    # ten PCNs span sub-ICBs; every PCN keeps the one it had
    spans = SubIcb.objects.filter(organisations__networks__pcn__ods_code="U41591").distinct().count()
    assert spans >= 2
    now = dict(Organisation.objects.filter(kind="pcn").values_list("ods_code", "sub_icb__ods_code"))
    assert {code: now[code] for code in own} == own


def test_the_map_makes_36_systems_in_7_regions(db: None) -> None:
    _bring_in(MAP)
    assert System.objects.count() == len(set(System.objects.values_list("slug", flat=True))) == 36
    assert len(set(System.objects.values_list("region", flat=True))) == 7
    assert SubIcb.objects.filter(system__isnull=False).count() == 106
    practices = Organisation.objects.filter(kind="practice")
    assert practices.count() == 6_129
    assert practices.exclude(networks__isnull=False).count() == 52  # unallocated
    assert System.objects.get(ods_code="QGH").name == "Herefordshire and Worcestershire"
    assert SubIcb.objects.get(ods_code="18C").system == System.objects.get(ods_code="QGH")


def test_map_first_or_epcn_first_comes_to_the_same(db: None) -> None:
    _bring_in(MAP)
    _bring_in(EPCN)
    one = set(NetworkMembership.objects.values_list("practice__ods_code", "pcn__ods_code", "start", "end"))
    NetworkMembership.objects.all().delete()
    _bring_in_again(EPCN, MAP)
    other = set(NetworkMembership.objects.values_list("practice__ods_code", "pcn__ods_code", "start", "end"))
    assert one == other


def _bring_in_again(*paths: Path) -> None:
    from groups.imports.models import ImportBatch, MapSighting

    ImportBatch.objects.all().delete()
    MapSighting.objects.all().delete()
    for path in paths:
        _bring_in(path)


def test_everything_then_again_is_no_change(db: None) -> None:
    paths = (LEGACY, CURRENT, EPCN, MAP, *OTHERS)
    assert applied(paths).total > 18_000
    again = applied(paths)
    assert again.total == 0
    assert applied((EPCN, MAP, *OTHERS), force=True).total == 0


def test_the_lists_for_checking_are_refused_as_unknown(db: None) -> None:
    from gpleadership.lib.ods import BadFile

    for name in ("icbs_42_to_2026-03-31.csv", "derived_icbs_36_2026-08.csv"):
        with pytest.raises(BadFile, match="this is no file the import knows"):
            recognise(DATA / name)


# A child's ru_maxrss begins with what its parent held when it was made; the kernel's own mark begins at its exec.
RUN = """
import resource, sys, django
from pathlib import Path
django.setup()
from django.core.management import call_command
call_command("import_ods", *sys.argv[1:])
status = Path("/proc/self/status")
marks = [line.split()[1] for line in status.read_text().splitlines() if line[:6] == "VmHWM:"] if status.exists() else []
print("PEAK", int(marks[0] if marks else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024)
"""


def test_national_files_stage_and_apply_in_time_and_memory(committed: None, tmp_path: Path, capsys: Any) -> None:
    environment = {
        "DATABASE_URL": address("default"),
        "DATABASE_OWNER_URL": address("owner"),
        "SECRET_KEY": "of a test",
        "DJANGO_SETTINGS_MODULE": "gpleadership.settings",
        "GPL_VAR": str(tmp_path),
        "PATH": "/usr/bin:/bin",
    }
    flags = ["--accept-proposed-dates", "--as-at", "list_sizes=2026-06-01"]
    taken, peaks = [], []
    for more in ([], ["--apply"]):
        began = perf_counter()
        command = [sys.executable, "-c", RUN, *map(str, NATIONAL), *flags, *more]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        taken.append(perf_counter() - began)
        peaks.append(int(re.search(r"PEAK (\d+)", done.stdout)[1]))  # type: ignore[index]
    with capsys.disabled():
        print(f"\nnational files: staged in {taken[0]:.1f} s, applied in {taken[1]:.1f} s, at most {max(peaks)} MB")  # noqa: T201
    assert sum(taken) < 60
    assert max(peaks) < 500
    assert Organisation.objects.filter(kind="practice", list_size__isnull=False).count() > 6_000
    assert {Kind(kind) for kind in importing.last_applied()} == {
        Kind.PRACTICES,
        Kind.PCNS,
        Kind.MEMBERSHIPS,
        Kind.MAP,
        Kind.LIST_SIZES,
    }
