"""Root's copy of the programs, for a system user who may not enter the folder they are installed in."""

import shutil
from pathlib import Path

from gpleadership.lib.postgres.binaries import LIBRARIES, PACKAGE, Binaries
from gpleadership.lib.postgres.locks import alone

NOT_NEEDED = shutil.ignore_patterns("include", "*.a", "pgxs", "pkgconfig", "doc", "*.py", "__pycache__")


def copied(binaries: Binaries, root: Path) -> Binaries:
    """Copy the programs and the libraries beside them, once for each version."""
    site = root / f"postgres-{binaries.version}"
    if not site.is_dir():
        with alone(root / "copy.lock"):
            if not site.is_dir():
                _copy(binaries, site)
    return Binaries(site=site, version=binaries.version)


def _copy(binaries: Binaries, site: Path) -> None:
    unfinished = site.with_name(f"{site.name}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    for folder in (PACKAGE, LIBRARIES):
        if (binaries.site / folder).is_dir():
            shutil.copytree(binaries.site / folder, unfinished / folder, ignore=NOT_NEEDED, symlinks=True)
    for path in (unfinished, *unfinished.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o444))
    unfinished.rename(site)
