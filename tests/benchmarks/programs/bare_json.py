"""The least that reads a bundle: Python's own JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

with Path(sys.argv[1]).open("rb") as file:
    read = json.load(file)
print(len(read["entry"]))
