"""Where a cluster lives, and what must stay as it was around it."""

import os
import pwd
import shutil
import stat
from pathlib import Path

import pytest

from gpleadership.lib.postgres import Cluster, PostgresUnavailable, homes, making, system_user
from gpleadership.lib.postgres.homes import home_of
from gpleadership.lib.postgres.passwords import Passwords


def home_folders() -> dict[Path, int]:
    """The permissions of every home folder and of all folders above and directly in our own."""
    own = Path.home()
    every = [Path(entry.pw_dir) for entry in pwd.getpwall()]
    found = [*every, own, *own.parents, *(path for path in own.iterdir() if path.is_dir())]
    return {path: stat.S_IMODE(path.stat().st_mode) for path in found if path.exists()}


HOMES_BEFORE = home_folders()


@pytest.fixture
def as_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Root's folders lie here; nothing of this runs a server."""
    home = tmp_path / "lib"
    home.mkdir()
    monkeypatch.setattr(system_user, "HOME", home)
    return home


def checkout(folder: Path) -> Path:
    (folder / "var").mkdir(parents=True)
    return folder / "var"


def test_no_permission_of_any_home_folder_changes(cluster: Cluster) -> None:
    assert cluster.is_up()
    assert {path: mode for path, mode in home_folders().items() if path in HOMES_BEFORE} == HOMES_BEFORE


def test_all_of_it_lies_in_one_place(cluster: Cluster, var: Path) -> None:
    home = cluster.home.folders.home
    if os.geteuid():
        assert home == var / "postgres"
    else:
        assert home.parent == Path("/var/lib/gpleadership")
        assert [path.name for path in var.iterdir()] == ["postgres.location"]
        assert (home / "data").stat().st_uid == pwd.getpwnam("gpleadership").pw_uid


def test_a_moved_checkout_keeps_its_database(as_root: Path, tmp_path: Path) -> None:
    home = homes._claimed(checkout(tmp_path / "here"))
    shutil.move(tmp_path / "here", tmp_path / "there")
    assert homes._claimed(tmp_path / "there" / "var") == home


def test_a_copied_checkout_gets_a_database_of_its_own(as_root: Path, tmp_path: Path) -> None:
    var = checkout(tmp_path / "here")
    home = homes._claimed(var)
    shutil.copytree(tmp_path / "here", tmp_path / "copy")
    assert homes._claimed(tmp_path / "copy" / "var") != home
    assert homes._claimed(var) == home


def test_a_database_of_root_is_refused_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    (checkout(tmp_path) / homes.POINTER).write_text("/var/lib/gpleadership/0123\n")
    with pytest.raises(PostgresUnavailable, match=r"in /var/lib/gpleadership/0123. Run this as root, or"):
        home_of(tmp_path / "var")


def test_root_does_not_touch_the_database_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    (checkout(tmp_path) / "postgres" / "data").mkdir(parents=True)
    with pytest.raises(PostgresUnavailable, match="belongs to another user"):
        home_of(tmp_path / "var")


def test_another_major_version_is_said_plainly(cluster: Cluster) -> None:
    file = cluster.home.folders.data / "PG_VERSION"
    before = file.read_text()
    file.write_text("17\n")
    try:
        with pytest.raises(PostgresUnavailable) as raised:
            making.ensure_made(cluster.home)
    finally:
        file.write_text(before)
    words = str(raised.value)
    assert "made by PostgreSQL 17" in words
    assert f"brings PostgreSQL {before.strip()}" in words
    assert "script/backup FILE" in words
    assert "script/restore FILE" in words


def test_lost_passwords_are_said_plainly(cluster: Cluster) -> None:
    file = cluster.home.folders.passwords
    away = file.rename(file.with_suffix(".away"))
    try:
        with pytest.raises(PostgresUnavailable, match="Put that file back from a copy"):
            making.ensure_made(cluster.home)
    finally:
        away.rename(file)


def test_an_interrupted_making_is_finished_by_the_next(cluster: Cluster) -> None:
    cluster.home.folders.roles_made.unlink()
    making.ensure_roles(cluster.home, cluster.passwords)
    assert cluster.home.folders.roles_made.exists()


def test_passwords_do_not_show_when_a_cluster_is_printed(cluster: Cluster) -> None:
    assert isinstance(cluster.passwords, Passwords)
    assert cluster.passwords.app not in repr(cluster)
