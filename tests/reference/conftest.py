"""The real library and its index, read once for all tests of the reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoofbeat.reference.library import Library
from hoofbeat.reference.search import SearchIndex, build_index

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture(scope="session")
def library() -> Library:
    return Library(RESOURCES / "reference")


@pytest.fixture(scope="session")
def index(library: Library) -> SearchIndex:
    return build_index(library)
