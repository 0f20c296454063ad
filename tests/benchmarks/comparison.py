"""Two ways to do the same, side by side in one run: each in a process of its own, in turns, by their medians.

A module of this folder takes part by a tuple COMPARISONS. A side is a function that runs in a child and returns the seconds that
count, or a whole program that a person could start. What is costly is imported inside the functions, so that this process stays small.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
BUILD = PROJECT / "build" / "benchmarks"
PROGRAMS = Path(__file__).parent / "programs"
_HOME = BUILD / "home"
_SCREEN = BUILD / "screen.json"

Measure = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Program:
    """The words after `python`. What counts is the time from its start to its first line, or to its end.

    `prepare` puts things in place before each turn, and is not counted.
    """

    words: tuple[str, ...]
    is_over_at_first_line: bool = False
    prepare: Callable[[], object] | None = None


Side = Measure | Program


@dataclass(frozen=True, slots=True)
class Comparison:
    """One line of the table: our way, and a bare one that it is held against, if there is one. `wanted` is the ratio we aim at."""

    name: str
    ours: Side
    bare: Side | None = None
    against: str = ""
    wanted: float | None = None
    rounds: int = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """The median seconds and the peak memory in bytes of one side; of a whole program also the seconds of its processors' time."""

    seconds: float
    peak: int
    processor: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What was measured of a comparison."""

    comparison: Comparison
    ours: Measured
    bare: Measured | None

    @property
    def ratio(self) -> float | None:
        """How many times longer our way takes."""
        return None if self.bare is None else self.ours.seconds / self.bare.seconds

    @property
    def processor_ratio(self) -> float | None:
        """How many times more work our way is, which other programs on the computer change less."""
        if self.bare is None or self.ours.processor is None or self.bare.processor is None:
            return None
        return self.ours.processor / self.bare.processor


def compare(comparison: Comparison, *, rounds: int | None = None) -> Line:
    """Run both sides in turns; the first turn of each warms the caches of the system and does not count."""
    sides = [comparison.ours] if comparison.bare is None else [comparison.ours, comparison.bare]
    taken: list[list[Measured]] = [[] for _ in sides]
    for turn in range((rounds or comparison.rounds) + 1):
        for side, measured in zip(sides, taken, strict=True):
            once = _run_program(side) if isinstance(side, Program) else _run_function(side)
            if turn:
                measured.append(once)
    ours, *bare = (_median(measured) for measured in taken)
    return Line(comparison, ours, bare[0] if bare else None)


def _run_function(side: Measure) -> Measured:
    command = [sys.executable, "-m", "tests.benchmarks.child", side.__module__, side.__qualname__]
    child = subprocess.run(command, cwd=PROJECT, env=environment(), stdout=subprocess.PIPE, text=True, check=True)
    told = json.loads(child.stdout.splitlines()[-1])
    return Measured(told["seconds"], told["peak"])


def _run_program(side: Program) -> Measured:
    surroundings = environment()
    if side.prepare is not None:
        side.prepare()
    command = [sys.executable, *side.words]
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=PROJECT, env=surroundings, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        line = child.stdout.readline()
        first_line = time.perf_counter()
        child.stdout.read()
        used = used_by(child)
        end = time.perf_counter()
    assert line, f"{side.words} said nothing"
    assert child.returncode == 0, f"{side.words} ended with {child.returncode}"
    seconds = (first_line if side.is_over_at_first_line else end) - start
    return Measured(seconds, used[0], used[1])


def used_by(child: subprocess.Popen[bytes]) -> tuple[int, float | None]:
    """Wait for the end; return the most memory that it or a child of it held, and the time of its processors, where the system tells."""
    if not hasattr(os, "wait4"):
        child.wait()
        return 0, None
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return used.ru_maxrss * unit, used.ru_utime + used.ru_stime


def environment() -> dict[str, str]:
    """Return where a child runs: as installed, so with its bytecode kept; on a screen of common size; in a home of its own."""
    for folder in (_HOME, _HOME / "temporary"):
        folder.mkdir(parents=True, exist_ok=True)
    for left in (_HOME / "temporary").iterdir():  # such as the socket of a window that was ended in the middle
        with contextlib.suppress(IsADirectoryError, PermissionError):
            left.unlink()
    _SCREEN.write_text(json.dumps({"screens": [{"name": "one", "x": 0, "y": 0, "width": 1920, "height": 1080}]}))
    mine = {
        "PYTHONPATH": os.pathsep.join(map(str, (PROJECT / "desktop", PROJECT))),
        "PYTHONPYCACHEPREFIX": str(BUILD / "bytecode"),
        "QT_QPA_PLATFORM": f"offscreen:configfile={_SCREEN}",
        "HOME": str(_HOME),
        "XDG_DATA_HOME": str(_HOME / "data"),
        "XDG_STATE_HOME": str(_HOME / "state"),
        "XDG_CONFIG_HOME": str(_HOME / "config"),
        "TMPDIR": str(_HOME / "temporary"),
    }
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | mine


def clear_home() -> None:
    """Forget what the programs of an earlier run kept for themselves."""
    shutil.rmtree(_HOME, ignore_errors=True)


def times(act: Callable[[int], object], count: int, *, warm: int = 2) -> float:
    """Return the median seconds of an act that is done again and again with the number of the turn; the first turns do not count."""
    taken = []
    for number in range(count + warm):
        start = time.perf_counter()
        act(number)
        taken.append(time.perf_counter() - start)
    return median(taken[warm:])


def times_over(inputs: Iterable[Any], act: Callable[[Any], object]) -> float:
    """Return the median seconds of an act over its inputs."""
    listed = list(inputs)
    return times(lambda number: act(listed[number]), len(listed), warm=0)


def _median(measured: Sequence[Measured]) -> Measured:
    processor = [each.processor for each in measured if each.processor is not None]
    return Measured(
        median(each.seconds for each in measured),
        int(median(each.peak for each in measured)),
        median(processor) if processor else None,
    )


def table(lines: Sequence[Line]) -> str:
    """Return what was measured as a table of Markdown."""
    rows = [("What", "Hoofbeat", "Bare", "Ratio", "Aim", "Ratio of work", "Peak memory", "Bare peak")]
    rows += [
        (
            line.comparison.name,
            _milliseconds(line.ours),
            f"{_milliseconds(line.bare)} ({line.comparison.against})" if line.bare else "",
            f"{line.ratio:.2f}" if line.ratio else "",
            f"{line.comparison.wanted:g}" if line.comparison.wanted else "",
            f"{line.processor_ratio:.2f}" if line.processor_ratio else "",
            _megabytes(line.ours),
            _megabytes(line.bare) if line.bare else "",
        )
        for line in lines
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    written = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    rule = "| " + " | ".join("-" * width for width in widths) + " |"
    return "\n".join([written[0], rule, *written[1:]])


def _milliseconds(measured: Measured) -> str:
    return f"{measured.seconds * 1000:.1f} ms" if measured.seconds < 10 else f"{measured.seconds:.1f} s"


def _megabytes(measured: Measured) -> str:
    return f"{measured.peak / 1e6:.0f} MB" if measured.peak else ""
