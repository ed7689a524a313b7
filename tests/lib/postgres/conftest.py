"""Clusters of their own for these tests, and other processes that use them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gpleadership.lib.postgres import Cluster, embedded

ROOT = Path(__file__).parents[3]

USER = """
import sys
from pathlib import Path
from gpleadership.lib.postgres import embedded
embedded(Path(sys.argv[1]))
print("joined", flush=True)
sys.stdin.read()
"""


class Another:
    """Another process that uses the cluster until it is told to end."""

    def __init__(self, var: Path, program: str = USER) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, str(var)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        assert self.says() == "joined"

    def says(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def ends(self) -> None:
        self.process.communicate(timeout=30)

    def is_killed(self) -> None:
        self.process.kill()
        self.process.wait(timeout=30)

    def is_cleared_away(self) -> None:
        self.is_killed()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()


@contextmanager
def _cluster_in(var: Path) -> Iterator[Cluster]:
    made = embedded(var)
    try:
        yield made
    finally:
        embedded(var).delete()
        shutil.rmtree(made.home.folders.home)


@pytest.fixture(scope="session", autouse=True)
def _no_need_to_outlive_a_power_cut() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "GPL_POSTGRES_FSYNC", "off")
        yield


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("checkout") / "var"


@pytest.fixture(scope="module")
def made_once(var: Path) -> Iterator[Cluster]:
    with _cluster_in(var) as made:
        yield made


@pytest.fixture
def cluster(made_once: Cluster, var: Path) -> Cluster:
    """The module's cluster, up and used by this process, whatever the test before did to it."""
    return embedded(var)


@pytest.fixture
def another(var: Path) -> Iterator[Callable[..., Another]]:
    """Starts other processes that use the module's cluster, and ends those still there."""
    started = []

    def start(*program: str) -> Another:
        started.append(Another(var, *program))
        return started[-1]

    yield start
    for process in started:
        process.is_cleared_away()
