"""The power fails: what was said to be saved is there, whatever of the unsynced writes and names the disk kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from hoofbeat.store.connection import connected
from hoofbeat.store.content import is_sound
from tests.reliability.conftest import IS_FULL, LONGEST
from tests.reliability.machine import Machine
from tests.reliability.record import cuts, read_record
from tests.reliability.use_cases import BATCH, SEEDED

Tell = Callable[[str, str], None]
pytestmark = pytest.mark.timeout(LONGEST)
CUTS = 5_000 if IS_FULL else 250
CONTROL_CUTS = 300


def outcome(files: dict[str, bytes], acknowledged: list[str], folder: Path) -> str:
    """What a cut left: fine, lost (something acknowledged is gone), or corrupt."""
    for each in folder.iterdir():
        each.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    try:
        with connected(folder / "journal.hoofbeat") as connection:
            if not is_sound(connection, is_encrypted=False):
                return "corrupt"
            ids = {record_id for (record_id,) in connection.execute("SELECT id FROM questions")}
    except dbapi2.DatabaseError:
        return "corrupt"
    batch = sum(each.startswith("batch") for each in ids)
    if not {f"seed {number}" for number in range(SEEDED)} <= ids or batch not in (0, BATCH):
        return "corrupt"
    saved = {word for word in acknowledged if word.startswith(("added", "batch"))}
    return "fine" if saved <= ids else "lost"


def outcomes(machine: Machine, act: str, count: int, tmp_path: Path, **more: Any) -> dict[str, int]:
    """Record an act, and cut the power so many times."""
    folder = machine.fresh() / "records"
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    record = machine.root / "record"
    record.unlink(missing_ok=True)
    assert machine.act(folder.parent, act, record=str(record), **more).status == 0
    place = machine.root / "after the cut"
    place.mkdir(exist_ok=True)
    found = [outcome(files, said, place) for files, said in cuts(folder, before, read_record(record), count)]
    return {each: found.count(each) for each in ("fine", "lost", "corrupt")}


@pytest.mark.parametrize("act", ["add_records", "bring_in"])
@pytest.mark.needs("gcc")
def test_a_power_cut_loses_nothing_that_was_said_to_be_saved(
    machine: Machine, tmp_path: Path, tell: Tell, act: str
) -> None:
    found = outcomes(machine, act, CUTS, tmp_path)
    tell(f"P2 {act}", f"{act}, {CUTS} power cuts: {found['lost']} lost something saved, {found['corrupt']} corrupt")
    assert found == {"fine": CUTS, "lost": 0, "corrupt": 0}


@pytest.mark.needs("gcc")
def test_the_control_with_the_usual_setting_loses_what_was_said_to_be_saved(
    machine: Machine, tmp_path: Path, tell: Tell
) -> None:
    found = outcomes(machine, "add_records", CONTROL_CUTS, tmp_path, pragmas={"synchronous": "FULL"})
    tell(
        "P2 control FULL", f"control: synchronous=FULL, {CONTROL_CUTS} power cuts: {found['lost']} lost something saved"
    )
    assert found["lost"] > 0
    assert found["corrupt"] == 0


@pytest.mark.needs("gcc")
def test_the_control_without_rollback_journal_corrupts(machine: Machine, tmp_path: Path, tell: Tell) -> None:
    pragmas = {"journal_mode": "OFF", "synchronous": "OFF"}
    found = outcomes(machine, "add_records", CONTROL_CUTS, tmp_path, pragmas=pragmas)
    tell("P2 control OFF", f"control: no rollback journal, {CONTROL_CUTS} power cuts: {found['corrupt']} corrupt")
    assert found["corrupt"] > 0
