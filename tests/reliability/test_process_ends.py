"""The process ends at any change of a file, cleanly or in the middle of a write: what was said to be saved is there, and whole."""

from __future__ import annotations

import errno
import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.reliability.conftest import IS_FULL, LONGEST
from tests.reliability.machine import Fault, Found, Machine, Run
from tests.reliability.record import What, read_record
from tests.reliability.use_cases import BATCH, SEEDED

Tell = Callable[[str, str], None]
pytestmark = pytest.mark.timeout(LONGEST)
# Two acts fail at every change of a file; those that work on whole copies make hundreds, and in the small form skip some.
STEPS = {"add_records": 1, "bring_in": 1, "back_up": 3, "bring_back": 3, "update": 8, "protect": 30}
MODES = {"ended": ("k", 0, False), "torn": ("t", 0, False)}
KILLS = 50
if IS_FULL:
    STEPS = dict.fromkeys(STEPS, 1)
    KILLS = 5_000
    MODES |= {
        "error once": ("e", errno.EIO, False),
        "error from then on": ("e", errno.EIO, True),
        "full once": ("e", errno.ENOSPC, False),
        "full from then on": ("e", errno.ENOSPC, True),
    }
UNSAFE = {"journal_mode": "OFF"}


def wrongs(run: Run, found: Found, *, restored: bool = False) -> list[str]:
    """What breaks a promise."""
    wrong = [] if found.why is None else [f"not sound: {found.why}"]
    if run.status == 2:
        wrong.append("a bug instead of a plain sentence")
    if found.why is not None:
        return wrong
    # A restored journal is the backup that was made half-way.
    if found.seeded != SEEDED and not (restored and found.seeded == SEEDED // 2 + 1):
        wrong.append(f"{SEEDED - found.seeded} old records lost")
    if found.batch not in (0, BATCH):
        wrong.append("part of a batch")
    lost = [word for word in run.acknowledged if not word.startswith("backup") and word not in found.ids]
    lost += [word for word in run.acknowledged if word.startswith("backup") and word.split()[1] not in found.backups]
    wrong += [f"{word} was said to be saved" for word in lost]
    wrong += [f"{name} was left" for name in found.left]
    if not found.backups:
        wrong.append("the backup is gone")
    return wrong


def points_of(machine: Machine, act: str, mode: str, **more: Any) -> list[int]:
    """The changes of a file that an act makes, by number; of a torn write only the writes."""
    record = machine.root / "record"
    record.unlink(missing_ok=True)
    whole = machine.act(machine.fresh(), act, record=str(record), **more)
    changes = [each for each in read_record(record) if each.what is not What.ACKNOWLEDGED]
    assert (whole.status, whole.changes) == (0, len(changes))
    return [at for at, each in enumerate(changes, start=1) if mode != "torn" or each.what is What.WRITE]


def failing_at(machine: Machine, act: str, mode: str, points: Sequence[int], **more: Any) -> Counter[str]:
    """Let an act fail at each of these changes of a file; count what broke."""
    what, error, persists = MODES[mode]
    broken: Counter[str] = Counter()
    for at in points:
        folder = machine.fresh()
        run = machine.act(folder, act, fault=Fault(at, what, error, persists=persists), **more)
        assert run.status < 0 or what == "e", "the fault did not bite"
        broken.update(wrongs(run, machine.look(folder), restored=act == "bring_back"))
    return broken


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("act", STEPS)
@pytest.mark.needs("gcc")
def test_an_end_at_any_change_of_a_file_loses_nothing(machine: Machine, tell: Tell, act: str, mode: str) -> None:
    points = points_of(machine, act, mode)[:: STEPS[act]]
    broken = failing_at(machine, act, mode, points)
    tell(f"P1 {act} {mode}", f"{act}, {mode} at {len(points)} changes of a file: {broken.total()} promises broken")
    assert not broken
    assert len(points) > 5, "the library must see the changes that SQLite makes"


@pytest.mark.needs("gcc")
def test_the_control_without_a_rollback_journal_breaks(machine: Machine, tell: Tell) -> None:
    points = points_of(machine, "bring_in", "ended", pragmas=UNSAFE)
    broken = failing_at(machine, "bring_in", "ended", points, pragmas=UNSAFE)
    tell(
        "P1 control", f"control: no rollback journal, ended at {len(points)} changes: {broken.total()} promises broken"
    )
    assert broken


@pytest.mark.needs("gcc")
def test_an_end_at_any_moment_loses_nothing(machine: Machine, tell: Tell) -> None:
    chosen = random.Random(7)  # noqa: S311  # no secret
    acknowledged = hot = 0
    broken: Counter[str] = Counter()
    folder = Path()
    for kill in range(KILLS):
        folder = machine.fresh("kills") if kill % 50 == 0 else folder
        run = machine.act(folder, "add_for_ever", end_after=chosen.uniform(0.02, 0.15))
        hot += (folder / "records" / "journal.hoofbeat-journal").exists()
        found = machine.look(folder)
        acknowledged += len(run.acknowledged)
        broken.update(wrongs(run, found))
    said = f"{KILLS} ends at a random moment, {hot} within a change, {acknowledged} records said to be saved"
    tell("P1 random", f"{said}: {broken.total()} promises broken")
    assert not broken
    assert acknowledged > KILLS // 2
    assert hot
