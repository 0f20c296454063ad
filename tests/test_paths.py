"""Bundled files are found in a frozen bundle first, then in an installed package, then in the checkout."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hoofbeat import paths


@pytest.fixture(autouse=True)
def forgotten() -> None:
    paths._bundled.cache_clear()


def test_in_a_checkout_the_folders_beside_the_package_are_taken() -> None:
    assert paths.resource("themes", "light.toml").is_file()
    assert paths.migrations().is_dir()


def test_a_frozen_bundle_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resource("icons") == tmp_path / "resources" / "icons"


def test_an_installed_package_comes_before_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "hoofbeat"
    (package / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", package)
    assert paths.resource("icons") == package / "resources" / "icons"


def test_everything_of_the_persons_own_lies_under_their_home(home: Path) -> None:
    for place in (paths.data_folder(), paths.state_folder(), paths.settings_file(), paths.default_journal()):
        assert place.is_relative_to(home)
    assert paths.sample_journal().parent != paths.default_journal().parent
