"""Save a database and its uploads in one file, and bring them back: script/backup and script/restore."""

import argparse
import shutil
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from gpleadership.lib.postgres import archive, dumps
from gpleadership.lib.postgres.archive import UNFINISHED, Manifest, UnusableBackup
from gpleadership.lib.postgres.errors import PostgresUnavailable
from gpleadership.lib.postgres.installation import ROOT, Installation, from_environment, refuse_without_roles

TABLES = """
    SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND nspname NOT IN ('pg_catalog', 'information_schema')
    AND nspname NOT LIKE 'pg\\_t%'"""
EXTENSIONS = "SELECT extname, pg_get_userbyid(extowner) FROM pg_extension WHERE extname <> 'plpgsql'"


class Refused(Exception):  # noqa: N818 (it says what is the case)
    """The request would overwrite something; the message says what, and how to insist."""


def save(installation: Installation, file: Path) -> Manifest:
    """Write the database and the uploads into a new file."""
    if file.exists():
        raise Refused(f"{file} exists already. Choose another name.")
    with installation.connect() as database:
        extensions = {str(name): str(owner) for name, owner in database.execute(EXTENSIONS)}
        server = database.info.parameter_status("server_version") or ""
    manifest = Manifest(datetime.now(UTC).isoformat(timespec="seconds"), _portal(), server, extensions)
    with TemporaryDirectory(prefix=".backup-", dir=file.resolve().parent) as folder:
        dump = Path(folder) / archive.DUMP
        dumps.save(installation, dump)
        archive.write(file, dump=dump, uploads=installation.uploads, manifest=manifest)
    return manifest


def restore(installation: Installation, file: Path, *, replace: bool = False) -> Manifest:
    """Bring a backup back into an empty installation, or in place of what is there.

    The whole file is checked first. Then the database is restored in one transaction, and only when
    that has succeeded the uploads, waiting in the same folder, take the place of the old ones.
    """
    installation.uploads.mkdir(parents=True, exist_ok=True)
    if not replace:
        _refuse_what_is_not_empty(installation)
    with installation.connect() as database:
        refuse_without_roles(database)
    waiting = Path(mkdtemp(prefix=UNFINISHED, dir=installation.uploads))
    try:
        manifest = archive.read(file, waiting)
        dumps.restore(installation, waiting / archive.DUMP, extensions=manifest.extensions, replace=replace)
        _put_in_place(waiting / archive.UPLOADS, installation.uploads)
    finally:
        shutil.rmtree(waiting)
    return manifest


def is_empty(installation: Installation) -> bool:
    """Whether there is neither a table nor an uploaded file."""
    with installation.connect() as database:
        tables = database.execute(TABLES).fetchone()
    return tables == (0,) and not _uploaded(installation.uploads)


def main(arguments: list[str]) -> int:
    """Run the command; every failure is one sentence."""
    options = _parser().parse_args(arguments)
    try:
        installation = from_environment()
        if options.what == "save":
            _report("Saved", options.file, save(installation, options.file))
        elif _agreed(installation, options):
            _report("Restored", options.file, restore(installation, options.file, replace=options.replace))
        else:
            sys.stderr.write("Nothing was changed.\n")
            return 1
    except (PostgresUnavailable, UnusableBackup, Refused, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="script/backup or script/restore", description=__doc__)
    commands = parser.add_subparsers(dest="what", required=True)
    commands.add_parser("save").add_argument("file", type=Path)
    back = commands.add_parser("restore")
    back.add_argument("file", type=Path)
    back.add_argument("--replace", action="store_true", help="delete the database and uploads that are there")
    back.add_argument("--yes", action="store_true", help="do not ask")
    return parser


def _agreed(installation: Installation, options: argparse.Namespace) -> bool:
    if not options.replace or options.yes or is_empty(installation):
        return True
    sys.stdout.write("This deletes the database and the uploads that are there now. Type yes to go on: ")
    sys.stdout.flush()
    return sys.stdin.readline().strip() == "yes"


def _report(done: str, file: Path, manifest: Manifest) -> None:
    files = len(manifest.hashes) - 1
    sys.stdout.write(f"{done} {file}: the database and {files} uploaded files, as of {manifest.made_at}.\n")


def _refuse_what_is_not_empty(installation: Installation) -> None:
    if not is_empty(installation):
        raise Refused(
            "This installation is not empty: it has tables or uploads. "
            "To delete them and restore in their place, add --replace."
        )


def _uploaded(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if not path.name.startswith(UNFINISHED)] if folder.exists() else []


def _put_in_place(waiting: Path, uploads: Path) -> None:
    for old in _uploaded(uploads):
        shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    for new in _uploaded(waiting):
        new.rename(uploads / new.name)


def _portal() -> str:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
