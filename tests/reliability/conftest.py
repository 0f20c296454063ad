"""The fault library, compiled once, and a machine for each module; a line for each promise goes to build/reliability.

HOOFBEAT_RELIABILITY=full makes every test as large as a release needs it, which takes hours.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import CHILD_PATH
from tests.reliability.machine import NUMBERS, Machine, build_faults, fast_folder, started

IS_FULL = os.environ.get("HOOFBEAT_RELIABILITY") == "full"
LONGEST = 4 * 3600 if IS_FULL else 120
"""Seconds that one test may take."""


@pytest.fixture(scope="session")
def faults(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not sys.platform.startswith("linux") or shutil.which("gcc") is None:
        pytest.skip("the fault library needs Linux and gcc")
    return build_faults(tmp_path_factory.mktemp("faults"))


@pytest.fixture(scope="module")
def machine(faults: Path) -> Iterator[Machine]:
    with pytest.MonkeyPatch.context() as patched, fast_folder() as root:
        patched.setenv("PYTHONPATH", os.pathsep.join(map(str, CHILD_PATH)))
        with started(faults, root) as made:
            yield made


@pytest.fixture
def tell() -> Callable[[str, str], None]:
    """Keep what was measured, one line for each promise, for `python -m tests.reliability` to print."""

    def keep(name: str, line: str) -> None:
        NUMBERS.mkdir(parents=True, exist_ok=True)
        (NUMBERS / f"{name}.txt").write_text(f"{line} (Python {platform.python_version()}, {platform.system()})\n")

    return keep
