"""A window on the made-up record, on the Share page."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.driver import Driver
from tests.ui.pages.share.sharing import Sharing


@pytest.fixture
def sharing(filled: Driver, qtbot: QtBot) -> Sharing:
    return Sharing(filled, qtbot)
