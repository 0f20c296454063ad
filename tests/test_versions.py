"""Traps of particular library versions; each test says when a pin may move."""

from __future__ import annotations

import sys

import pytest


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_void_calls_into_qt_keep_the_reference_to_none() -> None:
    from PySide6.QtCore import QObject

    calls = 20_000
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(calls):
        thing.setObjectName("name")
    lost = before - sys.getrefcount(None)
    assert lost < calls // 100
