"""The least that reads a bulk file: Python's own JSON, line by line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

with Path(sys.argv[1]).open("rb") as file:
    read = [json.loads(line) for line in file]
print(len(read))
