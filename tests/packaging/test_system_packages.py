"""The script that sees to system libraries, on a made-up system whose package tools are ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "system_packages.sh"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a script for Linux")


class System:
    """A folder of made-up dpkg-query, apt-get, apt-cache and id, first on the path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.installed = folder / "installed"
        self.asked = folder / "asked"
        self.installed.write_text("")
        self.asked.write_text("")
        self.put("dpkg-query", f'grep -qx "${{@: -1}}" {self.installed} && echo "ii "')
        self.put("apt-get", f'echo "$@" >> {self.asked}')
        self.knows("libglib2.0-0")

    def put(self, name: str, body: str) -> None:
        path = self.folder / name
        path.write_text(f"#!/usr/bin/env bash\n{body}\n")
        path.chmod(0o755)

    def knows(self, glib: str) -> None:
        """Has one of the two names of the same library in its package list."""
        self.put("apt-cache", f'case "$2" in libglib2.0-0*) [ "$2" = {glib} ] ;; esac')

    def run(self, what: str, *, user: int) -> subprocess.CompletedProcess[str]:
        self.put("id", f"echo {user}")
        path = f"{self.folder}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            [SCRIPT, what], env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
        )


@pytest.fixture
def system(tmp_path: Path) -> System:
    return System(tmp_path)


def test_a_user_is_told_the_one_line_and_stopped(system: System) -> None:
    result = system.run("run", user=1000)
    assert result.returncode == 1
    line = result.stderr.splitlines()[-1]
    assert line.strip().startswith("sudo apt-get update && sudo apt-get install --no-install-recommends ")
    assert "libxcb-cursor0" in line
    assert "libglib2.0-0" in line.split()
    assert system.asked.read_text() == ""


def test_root_gets_them_installed_after_an_update(system: System) -> None:
    result = system.run("run", user=0)
    assert result.returncode == 0
    update, install = system.asked.read_text().splitlines()
    assert update.startswith("update")
    assert "--no-install-recommends" in install
    assert "libxcb-cursor0" in install


def test_the_name_that_this_system_knows_is_taken(system: System) -> None:
    system.knows("libglib2.0-0t64")
    system.run("run", user=0)
    assert "libglib2.0-0t64" in system.asked.read_text()


def test_nothing_is_done_or_said_where_all_is_there(system: System) -> None:
    missing = system.run("test", user=1000).stderr
    names = [word for line in missing.splitlines() if "sudo" in line for word in line.split()]
    system.installed.write_text("\n".join(names))
    result = system.run("test", user=0)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert system.asked.read_text() == ""


def test_tools_of_optional_checks_do_not_stop_the_tests(system: System) -> None:
    libraries = "libgl1 libegl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon0 fonts-dejavu-core"
    system.installed.write_text("\n".join(libraries.split()))
    result = system.run("test", user=1000)
    assert result.returncode == 0
    assert "Some checks will be skipped" in result.stderr
    assert "qpdf" in result.stderr


def test_a_failed_installation_says_why_and_what_to_run(system: System) -> None:
    system.put("apt-get", "echo no space left; exit 1")
    result = system.run("run", user=0)
    assert result.returncode == 1
    assert "no space left" in result.stderr
    assert "sudo apt-get" in result.stderr
