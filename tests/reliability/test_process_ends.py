"""The process ends at any change of a file, cleanly or in the middle of a write: what was said to be saved is there, and whole."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reliability.conftest import IS_FULL
from tests.reliability.machine import Fault, Found, Machine, Run
from tests.reliability.use_cases import BATCH, SEEDED

Tell = Callable[[str, str], None]
ACTS = ("add_records", "bring_in", "back_up", "bring_back", "protect", "update")
# The last three work on copies and are slow; in the small form every third change of a file is enough for them.
STEP = {act: 1 if IS_FULL or act in ("add_records", "bring_in", "update") else 3 for act in ACTS}
MODES = {"ended": ("k", 0, False), "torn": ("t", 0, False)}
if IS_FULL:
    MODES |= {
        "error once": ("e", 5, False),
        "error from then on": ("e", 5, True),
        "full once": ("e", 28, False),
        "full from then on": ("e", 28, True),
    }
KILLS = 5_000 if IS_FULL else 50
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


def failing_at_every(
    machine: Machine, act: str, mode: str, *, step: int = 1, **more: object
) -> tuple[int, Counter[str]]:
    """Let an act fail at every change of a file that it makes; count the points, and what broke."""
    what, error, persists = MODES[mode]
    whole = machine.act(machine.fresh(), act, **more)
    assert whole.status == 0
    assert whole.changes
    broken: Counter[str] = Counter()
    for at in range(1, whole.changes + 1, step):
        folder = machine.fresh()
        run = machine.act(folder, act, fault=Fault(at, what, error, persists=persists), **more)
        if not persists and what != "t":
            assert run.status != 0 or mode != "ended", "the fault did not bite"
        broken.update(wrongs(run, machine.look(folder), restored=act == "bring_back"))
    return len(range(1, whole.changes + 1, step)), broken


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.needs("gcc")
def test_an_end_at_any_change_of_a_file_loses_nothing(machine: Machine, tell: Tell, act: str, mode: str) -> None:
    points, broken = failing_at_every(machine, act, mode, step=STEP[act])
    tell(f"P1 {act} {mode}", f"P1 {act}, {mode} at {points} changes of a file: {sum(broken.values())} promises broken")
    assert not broken
    assert points > 10, "the library must see the changes that SQLite makes"


@pytest.mark.needs("gcc")
def test_the_control_without_a_rollback_journal_breaks(machine: Machine, tell: Tell) -> None:
    points, broken = failing_at_every(machine, "bring_in", "ended", pragmas=UNSAFE)
    tell("P1 control", f"P1 control, no rollback journal, ended at {points} changes: {sum(broken.values())} broken")
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
    tell(
        "P1 kills",
        f"P1 {KILLS} ends at a random moment, {hot} in the middle of a change, {acknowledged} records"
        f" acknowledged: {sum(broken.values())} promises broken",
    )
    assert not broken
    assert acknowledged > KILLS // 2
    assert hot
