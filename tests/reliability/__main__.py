"""Prints what the reliability tests measured last, one line for each promise: `python -m tests.reliability`."""

from __future__ import annotations

import sys

from tests.reliability.machine import NUMBERS

for each in sorted(NUMBERS.glob("*.txt")):
    sys.stdout.write(f"{each.stem.partition(' ')[0]:4}{each.read_text()}")
