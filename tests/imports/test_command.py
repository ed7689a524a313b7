"""`manage.py import_ods`."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from groups.imports.models import ImportBatch
from groups.models import Organisation
from tests.imports.conftest import organisation
from tests.imports.files import Files

A = "Z90001"


def run(*args: Any, **options: Any) -> str:
    out = StringIO()
    call_command("import_ods", *map(str, args), stdout=out, minimum_rows=1, **options)
    return out.getvalue()


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person at a terminal answers, in order."""
    given: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda prompt: given.pop(0))
    return given


def test_without_approval_it_shows_and_changes_nothing(db: None, files: Files) -> None:
    path = files.practices("2026-02-01", {"code": A}, {"code": "Z90002"})
    said = run(path, accept_proposed_dates=True)
    assert said == (
        "epraccur_2026-02-01.csv: GP practices (epraccur), as at 1 February 2026 (from the name of the file)\n"
        "1 sub-ICB is added\n"
        "    Added: 91Z 91Z\n"
        "2 practices are added\n"
        "    Added: Z90001 Quay Surgery: Active\n"
        "    Added: Z90002 Quay Surgery: Active\n"
        "Nothing is changed yet. To apply it, add --apply.\n"
    )
    assert (Organisation.objects.count(), ImportBatch.objects.count()) == (0, 0)


def test_apply_applies_and_the_second_time_nothing_is_new(db: None, files: Files) -> None:
    path = files.practices("2026-02-01", {"code": A})
    assert run(path, accept_proposed_dates=True, apply=True).endswith("Applied: 2 changes.\n")
    said = run(path, accept_proposed_dates=True, apply=True)
    assert "  Already applied on " in said
    assert said.endswith("Nothing is new, so nothing is changed.\n")
    assert ImportBatch.objects.count() == 1


def test_a_person_approves(db: None, files: Files, answers: list[str]) -> None:
    path = files.practices("2026-02-01", {"code": A})
    answers += ["n"]
    assert run(path, accept_proposed_dates=True).endswith("Nothing is changed.\n")
    assert Organisation.objects.count() == 0
    answers += ["y"]
    assert run(path, accept_proposed_dates=True).endswith("Applied: 2 changes.\n")
    assert Organisation.objects.count() == 1


def test_a_person_confirms_or_gives_the_date(db: None, files: Files, answers: list[str]) -> None:
    path = files.practices("2026-02-01", {"code": A})
    answers += ["soon", "2026-02-31", "2026-02-03"]
    said = run(path, apply=True)
    assert said.startswith(
        "epraccur_2026-02-01.csv carries no date: 2026-02-01 is proposed from the name of the file.\n"
        "Write it like 2026-02-01.\nWrite it like 2026-02-01.\n"
    )
    answers += [""]
    run(files.practices("2026-03-01", {"code": A, "name": "NEW"}), apply=True)
    days = [str(file.as_at) for batch in ImportBatch.objects.order_by("pk") for file in batch.files.all()]
    assert days == ["2026-02-03", "2026-03-01"]


def test_with_nobody_to_ask_a_date_must_be_given(db: None, files: Files) -> None:
    path = files.practices("2026-02-01", {"code": A})
    with pytest.raises(CommandError) as error:
        run(path, apply=True)
    assert str(error.value) == (
        "epraccur_2026-02-01.csv carries no date: 2026-02-01 is proposed from the name of the file."
        " Give one with --as-at practices=YYYY-MM-DD, or accept it with --accept-proposed-dates."
    )


def test_as_at_for_all_and_for_one_kind(db: None, files: Files) -> None:
    sizes, practices = files.sizes("circa", (A, 9_000)), files.practices("2026-02-01", {"code": A})
    run(practices, sizes, "--as-at", "2026-02-04", "--as-at", "list_sizes=2026-05-01", apply=True)
    days = {file.kind: str(file.as_at) for file in ImportBatch.objects.get().files.all()}
    assert days == {"practices": "2026-02-04", "list_sizes": "2026-05-01"}


def test_a_date_that_is_none_is_refused(db: None, files: Files) -> None:
    path = files.practices("2026-02-01", {"code": A})
    with pytest.raises(CommandError, match="write a date like 2026-02-01, or KIND=2026-02-01 with one of trusts"):
        run(path, "--as-at", "yesterday")


def test_an_older_file_needs_force(db: None, files: Files) -> None:
    run(files.practices("2026-02-01", {"code": A}), accept_proposed_dates=True, apply=True)
    old = files.practices("2025-08-01", {"code": A, "name": "OLD NAME"})
    with pytest.raises(CommandError, match=r"is as at 1 August 2025, older than .* import it again and add --force"):
        run(old, accept_proposed_dates=True, apply=True)
    run(old, accept_proposed_dates=True, apply=True, force=True)
    assert organisation(A).name == "Old Name"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.csv", b"", "empty.csv: the file is empty. Download it again."),
        ("x.csv", b"a,b\n1,2\n", "x.csv: this is no file the import knows"),
        ("e.csv", b"\xff\xfe" + "Z90001,X".encode("utf-16-le"), "e.csv, line 1: this text is in UTF-16."),
    ],
)
def test_a_bad_file_gets_one_clear_sentence(db: None, tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandError) as error:
        run(tmp_path / name, apply=True)
    assert str(error.value).startswith(sentence)
    assert ImportBatch.objects.count() == 0


def test_too_few_rows_are_refused_without_minimum_rows(db: None, files: Files) -> None:
    path = files.practices("2026-02-01", {"code": A})
    with pytest.raises(CommandError, match=r"it has 1 row; a GP practice file .*has at least 10,000"):
        call_command("import_ods", str(path), accept_proposed_dates=True, apply=True, stdout=StringIO())
