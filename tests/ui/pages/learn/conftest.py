"""The reference, and the page that shows it."""

from __future__ import annotations

import pytest

from hoofbeat import paths
from hoofbeat.reference.library import Library, load_library
from hoofbeat.ui.pages.learn.page import LearnPage
from tests.ui.driver import Driver


@pytest.fixture
def library() -> Library:
    return load_library(paths.resource("reference"))


@pytest.fixture
def page(empty: Driver) -> LearnPage:
    found: LearnPage = empty.go("learn")
    return found
