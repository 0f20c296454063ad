"""What holds for every test: a home of its own, no display, no network, and a word at the end on which optional checks ran."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.network_guard import guard

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parents[1]
# The first folder holds a sitecustomize, which Python runs at the start of every child.
CHILD_PATH = (PROJECT / "tests" / "network_guard", PROJECT, PROJECT / "desktop")

if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

guard.install()

# How long one example takes says more about the machine than about the code. In CI, Hypothesis has a profile of its own.
settings.register_profile("no deadline", deadline=None)
if not os.environ.get("CI"):
    settings.load_profile("no deadline")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, so that no test meets the journal, the settings or the language of whoever runs it."""
    folder = tmp_path_factory.mktemp("home")
    places = {
        "HOME": folder,
        "USERPROFILE": folder,
        "APPDATA": folder / "roaming",
        "LOCALAPPDATA": folder / "local",
        "XDG_DATA_HOME": folder / ".local" / "share",
        "XDG_STATE_HOME": folder / ".local" / "state",
        "XDG_CONFIG_HOME": folder / ".config",
        "XDG_CACHE_HOME": folder / ".cache",
        "XDG_RUNTIME_DIR": folder / "run",
    }
    (folder / "run").mkdir(mode=0o700)
    for name, place in places.items():
        monkeypatch.setenv(name, str(place))
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    return folder


@pytest.fixture(autouse=True)
def no_internet_socket(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hoofbeat has no network code: neither this process nor a Python child of it may open an internet socket."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(str, CHILD_PATH)))
    guard.refused.clear()
    yield
    assert not guard.refused, f"an internet socket was asked for: {guard.refused}"
    assert not guard.open_internet_sockets(), "an internet socket was opened past Python"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips a test whose program is not here, and notes the need so that the end of the run can tell."""
    for marker in item.iter_markers("needs"):
        for tool in marker.args:
            item.user_properties.append(("needs", tool))
        absent = [tool for tool in marker.args if shutil.which(tool) is None]
        if absent:
            pytest.skip(f"needs {', '.join(absent)}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says which of the checks with outside programs ran and which were skipped."""
    counts = {outcome: Counter[str]() for outcome in ("passed", "failed", "skipped")}
    for outcome, counter in counts.items():
        for report in terminalreporter.stats.get(outcome, []):
            counter.update(tool for name, tool in report.user_properties if name == "needs")
    tools = sorted(set().union(*counts.values()))
    for tool in tools:
        ran = counts["passed"][tool] + counts["failed"][tool]
        terminalreporter.write_line(f"Optional checks with {tool}: {ran} ran, {counts['skipped'][tool]} skipped")
    if sys.platform != "linux":
        terminalreporter.write_line("Optional check of sockets past Python: skipped, needs Linux")
