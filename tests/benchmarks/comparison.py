"""Two ways to do the same, side by side in one run: each in a process of its own, in turns, by their medians.

A module of this folder takes part by a tuple COMPARISONS. Its functions run in the child; what is costly is imported inside them,
so that this process stays small. A function returns the seconds that count, or None where the whole process counts.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).resolve().parents[2]
BUILD = PROJECT / "build" / "benchmarks"

Measure = Callable[[], float | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One line of the table: our way, and a bare one that it is held against, if there is one. `wanted` is the ratio we aim at."""

    name: str
    ours: Measure
    bare: Measure | None = None
    against: str = ""
    wanted: float | None = None
    rounds: int = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """The median seconds and the peak memory in bytes of one side."""

    seconds: float
    peak: int


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


def compare(comparison: Comparison, *, rounds: int | None = None) -> Line:
    """Run both sides in turns; the first turn of each warms the caches of the system and does not count."""
    sides = [comparison.ours] if comparison.bare is None else [comparison.ours, comparison.bare]
    taken: list[list[Measured]] = [[] for _ in sides]
    for turn in range((rounds or comparison.rounds) + 1):
        for side, measured in zip(sides, taken, strict=True):
            once = _run(side)
            if turn:
                measured.append(once)
    ours, *bare = (_median(measured) for measured in taken)
    return Line(comparison, ours, bare[0] if bare else None)


def _run(side: Measure) -> Measured:
    command = [sys.executable, "-m", "tests.benchmarks.child", side.__module__, side.__qualname__]
    start = time.perf_counter()
    child = subprocess.run(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True, check=True)
    whole = time.perf_counter() - start
    told = json.loads(child.stdout.splitlines()[-1])
    return Measured(whole if told["seconds"] is None else told["seconds"], told["peak"])


def _median(measured: Sequence[Measured]) -> Measured:
    return Measured(median(each.seconds for each in measured), int(median(each.peak for each in measured)))


def table(lines: Sequence[Line]) -> str:
    """Return what was measured as a table of Markdown."""
    rows = [("What", "Hoofbeat", "Bare", "Ratio", "Aim", "Peak memory", "Bare peak")]
    rows += [
        (
            line.comparison.name,
            _milliseconds(line.ours),
            f"{_milliseconds(line.bare)} ({line.comparison.against})" if line.bare else "",
            f"{line.ratio:.2f}" if line.ratio else "",
            f"{line.comparison.wanted:g}" if line.comparison.wanted else "",
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
    return f"{measured.peak / 1e6:.0f} MB"
