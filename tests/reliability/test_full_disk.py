"""The disk is full at many levels: nothing old is lost, the failure has its name, and it works once there is space again."""

from __future__ import annotations

import errno
import os
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import CHILD_PATH
from tests.reliability.conftest import IS_FULL, LONGEST
from tests.reliability.machine import Fault, Found, Machine, Run, started
from tests.reliability.test_process_ends import UNSAFE, wrongs

Tell = Callable[[str, str], None]
pytestmark = pytest.mark.timeout(LONGEST)
ACTS = ("add_records", "bring_in", "back_up", "bring_back", "update", "protect")
LEVELS = range(0, 400_000, 2_000) if IS_FULL else range(0, 400_000, 20_000)
# These take a second each, and in the small form skip three levels of four.
SLOW = () if IS_FULL else ("update", "protect")
SIZE = 8 << 20
MOUNT = f'mount -t tmpfs -o size={SIZE} tmpfs "$0" && exec "$@"'


@pytest.fixture(scope="module")
def small_disk(faults: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A machine on a small disk in memory, in a name space of its own that any user may make."""
    root = tmp_path_factory.mktemp("small disk")
    before = ["unshare", "-rm", "sh", "-c", MOUNT, str(root)]
    if subprocess.run([*before, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody make a small disk; the fault library stands in")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYTHONPATH", os.pathsep.join(map(str, CHILD_PATH)))
        with started(faults, root, before=before) as made:
            yield made


def tried_and_tried_again(disk: Machine, act: str, level: int) -> tuple[Run, list[str]]:
    """Act on a disk with so much space left, then with enough; say what broke."""
    folder = disk.fresh()
    disk.ask(order="fill", folder=str(folder), leave=level)
    run = disk.act(folder, act)
    disk.ask(order="free", folder=str(folder))
    broken = wrongs(run, disk.look(folder), restored=act == "bring_back")
    if run.status == 1 and run.told != "DiskFullError":
        broken.append(f"called {run.told}")
    if run.status == 1:
        again = disk.act(folder, act)
        broken += (
            ["does not work again"] if again.status else wrongs(again, disk.look(folder), restored=act == "bring_back")
        )
    return run, broken


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.needs("gcc", "unshare")
def test_a_full_disk_costs_nothing_and_is_called_by_its_name(small_disk: Machine, tell: Tell, act: str) -> None:
    broken: Counter[str] = Counter()
    refused = 0
    levels = LEVELS[::4] if act in SLOW else LEVELS
    for level in levels:
        run, wrong = tried_and_tried_again(small_disk, act, level)
        broken.update(wrong)
        refused += run.status == 1
    said = f"{act}, disk full at {len(levels)} levels, {refused} refused and done once there was space"
    tell(f"P3 {act}", f"{said}: {broken.total()} promises broken")
    assert not broken
    assert refused, "the disk was never full"


def test_a_disk_that_fills_at_any_change_costs_nothing_and_is_called_a_fault_of_the_disk(
    machine: Machine, tell: Tell
) -> None:
    whole = machine.act(machine.fresh(), "bring_in")
    assert whole.changes
    points = range(1, whole.changes + 1, max(1, whole.changes // 20))
    broken: Counter[str] = Counter()
    for at in points:
        folder = machine.fresh()
        run = machine.act(folder, "bring_in", fault=Fault(at, "e", errno.ENOSPC, persists=True))
        broken.update(wrongs(run, machine.look(folder)))
        # An error while making durable is one of the disk to SQLite, and this disk has space to show.
        if run.told not in ("DiskFullError", "DiskFailedError", None):
            broken[f"called {run.told}"] += 1
    tell("P3 from a change on", f"bring_in, disk full from {len(points)} changes on: {broken.total()} promises broken")
    assert not broken


def test_the_control_without_a_rollback_journal_breaks(machine: Machine, tell: Tell) -> None:
    broken: Counter[str] = Counter()
    for at in range(1, 40):
        folder = machine.fresh()
        run = machine.act(folder, "bring_in", fault=Fault(at, "e", errno.ENOSPC, persists=True), pragmas=UNSAFE)
        broken.update(wrongs(run, machine.look(folder)) or [])
    tell("P3 control", f"control: no rollback journal, disk full from 39 changes on: {broken.total()} promises broken")
    assert broken


def test_nothing_found_is_not_taken_for_everything_fine() -> None:
    run = Run(0, ("added 1",), None, 1)
    assert wrongs(run, Found())
