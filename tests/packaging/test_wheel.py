"""The wheel carries what the program needs beside its code, each thing once and in its place."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def test_the_wheel_holds_resources_and_migrations_inside_the_package(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path],
        cwd=PROJECT,
        check=True,
        capture_output=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {"hoofbeat", f"{wheel.name.partition('-py3')[0]}.dist-info"}
    assert "hoofbeat/resources/fonts/IBMPlexSans-Regular.ttf" in names
    assert any(name.startswith("hoofbeat/migrations/") for name in names)
    assert len(names) == len(set(names))
