"""Started by the first user, stopped by the last, whatever way each of them ends."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from gpleadership.lib.postgres import Cluster, embedded

pytestmark = pytest.mark.slow

Start = Callable[..., Any]

PARENT = """
import os, sys, time
from pathlib import Path
from gpleadership.lib.postgres import embedded
embedded(Path(sys.argv[1]))
child = os.fork()
if child == 0:
    {child}
os.waitpid(child, 0) if {waits} else None
print("joined", flush=True)
sys.stdin.read()
"""

RUNS_A_PROGRAM = """
    import subprocess
    nothing = subprocess.DEVNULL
    subprocess.Popen(["sleep", "2"], close_fds=False, stdin=nothing, stdout=nothing)
    os._exit(0)
"""


def test_the_last_of_two_stops_it(cluster: Cluster, another: Start) -> None:
    first, second = another(), another()
    cluster.leave()
    first.ends()
    assert cluster.is_up()
    second.ends()
    assert not cluster.is_up()


def test_one_that_comes_while_the_last_one_leaves_finds_it_up(cluster: Cluster, another: Start) -> None:
    cluster.leave()
    for _ in range(2):
        leaving = another()
        leaving.process.stdin.close()
        comer = another()
        leaving.process.wait(timeout=30)
        assert cluster.is_up()
        comer.ends()
    assert not cluster.is_up()


def test_a_killed_user_does_not_keep_it_up(cluster: Cluster, another: Start) -> None:
    killed, other = another(), another()
    cluster.leave()
    killed.is_killed()
    other.ends()
    assert not cluster.is_up()


def test_what_a_killed_last_user_left_is_cleared_by_the_next(cluster: Cluster, another: Start) -> None:
    killed = another()
    cluster.leave()
    killed.is_killed()
    assert cluster.is_up()
    another().ends()
    assert not cluster.is_up()


def test_a_forked_child_that_exits_does_not_stop_it(cluster: Cluster, another: Start) -> None:
    parent = another(PARENT.format(child="sys.exit()", waits=True))
    cluster.leave()
    assert cluster.is_up()
    parent.ends()
    assert not cluster.is_up()


def test_a_forked_child_that_ends_hard_leaves_the_parents_use_alone(cluster: Cluster, another: Start) -> None:
    parent = another(PARENT.format(child="os._exit(0)", waits=True))
    cluster.leave()
    another().ends()
    assert cluster.is_up()
    parent.ends()
    assert not cluster.is_up()


def test_a_forked_child_that_outlives_its_parent_keeps_it_up_and_stops_it(cluster: Cluster, another: Start) -> None:
    parent = another(PARENT.format(child="sys.stdin.read(); sys.exit()", waits=False))
    cluster.leave()
    parent.is_killed()
    assert cluster.is_up()
    parent.process.stdin.close()  # what the child waits for
    assert parent.process.stdout.read() == ""  # returns when the child has ended
    assert not cluster.is_up()


def test_a_program_run_by_a_user_is_no_user(cluster: Cluster, another: Start) -> None:
    parent = another(PARENT.format(child=RUNS_A_PROGRAM, waits=True))
    cluster.leave()
    parent.ends()
    assert not cluster.is_up()


def test_many_starters_at_once_make_one_server(cluster: Cluster, another: Start) -> None:
    cluster.leave()
    with ThreadPoolExecutor() as pool:
        users = list(pool.map(lambda _: another(), range(3)))
    assert cluster.is_up()
    for user in users:
        user.ends()
    assert not cluster.is_up()


def test_asking_twice_counts_once(cluster: Cluster, var: Path) -> None:
    embedded(var)
    cluster.leave()
    assert not cluster.is_up()
