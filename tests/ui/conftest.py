"""A window on a journal of its own, for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.driver import Driver


@pytest.fixture
def driver(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Driver]:
    """A window that shows itself, with no journal yet."""
    made = Driver(qtbot, qapp, tmp_path / "journal.hoofbeat")
    made.show()
    yield made
    made.close()


@pytest.fixture
def empty(driver: Driver) -> Driver:
    """A window on an empty journal."""
    driver.create(name="Maria Gomez")
    return driver


@pytest.fixture
def filled(driver: Driver) -> Driver:
    """A window on the made-up record."""
    driver.create_sample()
    return driver
