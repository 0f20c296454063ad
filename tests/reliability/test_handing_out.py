"""A sheet is saved for somebody while the disk fails at each change of a file: the file and the note of it, both or neither."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hoofbeat.__main__ import main
from tests.reliability.conftest import IS_FULL, LONGEST
from tests.reliability.machine import PROJECT, Fault, Machine
from tests.reliability.use_cases import NEW_SHEET, OLD_SHEET, SEEDED, sheet_path

Tell = Callable[[str, str], None]
pytestmark = pytest.mark.timeout(LONGEST)
TOLD = {"DiskFullError", "DiskFailedError", "PlaceNotWritableError", "FileHeldError"}
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)


def halves(machine: Machine, folder: Path, *, may_be_noted: bool) -> Iterator[str]:
    """Say what is half: a file that is neither the old nor the new one, the new one without its note, or a note without the new one."""
    found, content = machine.look(folder), sheet_path(folder).read_bytes()
    if found.why is not None or found.seeded != SEEDED:
        yield f"the journal: {found.why}"
    if content not in (NEW_SHEET, OLD_SHEET):
        yield "half a file"
    if content == NEW_SHEET and not found.noted:
        yield "a file without its note"
    if content == OLD_SHEET and found.noted and not may_be_noted:
        yield "a note without its file"


def whole_run(machine: Machine) -> int:
    """Hand a sheet out on a sound disk, and return how many changes of files that takes."""
    folder = machine.fresh()
    sheet_path(folder)
    run = machine.act(folder, "hand_out")
    assert (run.status, sheet_path(folder).read_bytes(), machine.look(folder).noted) == (0, NEW_SHEET, 1)
    assert run.changes
    return run.changes


def failing(machine: Machine, fault: Fault) -> Iterator[str]:
    """Hand a sheet out while the disk fails, and say what is broken."""
    folder = machine.fresh()
    sheet_path(folder)
    run = machine.act(folder, "hand_out", fault=fault)
    # Where the disk fails as the note is made durable, nobody can tell whether it is kept.
    may_be_noted = fault.persists or run.told == "DiskFailedError"
    yield from halves(machine, folder, may_be_noted=may_be_noted)
    if run.status == 1 and run.told not in TOLD:
        yield f"called {run.told}"
    if run.status not in (0, 1):
        yield "a bug"


@pytest.mark.parametrize("persists", [False, True], ids=["once", "for good"])
def test_a_disk_that_fails_leaves_no_sheet_without_its_note_and_no_half_file(
    machine: Machine, tell: Tell, persists: bool
) -> None:
    points = range(1, whole_run(machine) + 1, 1 if IS_FULL else 4)
    faults = [Fault(at, "e", number, persists) for at in points for number in (ERRORS if IS_FULL else ERRORS[:1])]
    broken = Counter(wrong for fault in faults for wrong in failing(machine, fault))
    how = "for good" if persists else "once"
    tell(f"S {how}", f"hand_out, a disk that fails {how}, {len(faults)} times: {broken.total()} promises broken")
    assert not broken


def test_a_process_that_ends_leaves_no_sheet_without_its_note_and_no_half_file(machine: Machine) -> None:
    broken: Counter[str] = Counter()
    for at in range(1, whole_run(machine) + 1, 1 if IS_FULL else 4):
        folder = machine.fresh()
        sheet_path(folder)
        machine.act(folder, "hand_out", fault=Fault(at, "t"))
        broken.update(halves(machine, folder, may_be_noted=True))
    assert not broken


# What stands in the way is made on real disks in memory, seen by this process alone.
DISKS = """
mount -t tmpfs -o size=8k tmpfs "$1/small" && mount -t tmpfs -o ro tmpfs "$1/sealed" && touch "$1/held/sheet.pdf" "$1/other"
mount --bind "$1/other" "$1/held/sheet.pdf" && shift && exec "$@"
"""
PRINTS = """
import contextlib, io, json, sys
from pathlib import Path
from hoofbeat.__main__ import main
journal, root, said = sys.argv[1], Path(sys.argv[2]), {}
for name in ("small", "sealed", "held", "missing"):
    told = io.StringIO()
    with contextlib.redirect_stderr(told):
        code = main(["report", journal, "visit", "--for", "Dr Lee", "--output", str(root / name / "sheet.pdf")])
    left = sorted(each.name for each in (root / name).iterdir()) if (root / name).exists() else []
    said[name] = [code, told.getvalue().strip(), left]
print(json.dumps(said))
"""
SENTENCES = {
    "small": ("We could not save to sheet.pdf. The disk is full.", []),
    "sealed": ("Nothing can be saved to sheet.pdf: the place is read-only.", []),
    "held": ("The file sheet.pdf could not be replaced. It is as it was.", ["sheet.pdf"]),
    "missing": ("There is no folder missing. Nothing was saved.", []),
}


@pytest.mark.needs("unshare")
def test_the_command_line_tells_in_one_line_why_a_sheet_was_not_saved_and_notes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal, places = tmp_path / "maria.hoofbeat", tmp_path / "places"
    assert main(["new", str(journal), "--name", "Maria Gomez", "--sample"]) == 0
    for name in ("small", "sealed", "held"):
        (places / name).mkdir(parents=True)
    alone = ["unshare", "-rm", "sh", "-c", DISKS, "sh", str(places)]
    if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody make a small disk")
    command = [*alone, sys.executable, "-c", PRINTS, str(journal), str(places)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    for name, (sentence, left) in SENTENCES.items():
        code, words, found = told[name]
        assert (code, words.count("\n"), found) == (1, 0, left), name
        assert sentence in words
    capsys.readouterr()
    main(["list", str(journal), "shared", "--json"])
    assert json.loads(capsys.readouterr().out) == []
