"""Whatever the bytes are, the answer is rows or one sentence: never another error, never a long wait."""

from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gpleadership.lib.ods import BadFile, recognise

from . import samples
from .samples import council, lines, mapped, partner, pcn, practice, size, trust, write_workbook, write_zip

TEXTS = {
    "practices": lines(practice(), practice("A99102")),
    "pcns": lines(pcn()),
    "memberships": lines(partner()),
    "map": lines(samples.MAP_HEADINGS, mapped(), mapped("A99102", pcn_code="U")),
    "list sizes": lines(samples.SIZE_HEADINGS, size()),
    "trusts": lines(trust()),
    "councils": lines(samples.COUNCIL_HEADINGS, council()),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


@pytest.fixture(scope="module")
def contents(folder: Path) -> list[bytes]:
    workbook = write_workbook(
        folder,
        "a.xlsx",
        {"a": [samples.PCN_HEADINGS, pcn()], "b": [samples.PARTNER_HEADINGS, partner()]},
    )
    archive = write_zip(folder, "a.zip", {**TEXTS, "ePCN.xlsx": workbook.read_bytes()})
    return [*TEXTS.values(), workbook.read_bytes(), archive.read_bytes()]


def read(folder: Path, content: bytes) -> None:
    """Rows, or a sentence of one line."""
    path = folder / "any.bin"
    path.write_bytes(content)
    try:
        rows = list(chain.from_iterable(file.rows() for file in recognise(path, minimum_rows=0)))
    except BadFile as refusal:
        said = str(refusal)
        assert said.startswith(("any.bin", "sheet ")) or " in any.bin" in said
        assert said.endswith(".")
        assert said.isprintable()
        assert len(said) < 600
    else:
        assert all(row.identity for row in rows)


@given(content=st.binary(max_size=2000))
@settings(deadline=None)
def test_any_bytes(folder: Path, content: bytes) -> None:
    read(folder, content)


@given(data=st.data())
@settings(deadline=None, max_examples=300)
def test_a_good_file_with_a_piece_exchanged(folder: Path, contents: list[bytes], data: st.DataObject) -> None:
    content = data.draw(st.sampled_from(contents), label="file")
    start = data.draw(st.integers(0, len(content)), label="start")
    length = data.draw(st.integers(0, 40), label="length")
    piece = data.draw(st.binary(max_size=40) | st.text(max_size=10).map(str.encode), label="piece")

    read(folder, content[:start] + piece + content[start + length :])


@given(data=st.data())
@settings(deadline=None)
def test_a_good_file_cut_anywhere(folder: Path, contents: list[bytes], data: st.DataObject) -> None:
    content = data.draw(st.sampled_from(contents), label="file")

    read(folder, content[: data.draw(st.integers(0, len(content)), label="length")])
