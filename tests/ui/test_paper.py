"""Which paper a sheet is printed on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from hoofbeat.settings import PaperChoice, Settings
from hoofbeat.ui.paper import paper


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("en_US", PaperChoice.LETTER),
        ("es_MX", PaperChoice.LETTER),
        ("en_GB", PaperChoice.A4),
        ("de_AT", PaperChoice.A4),
    ],
)
def test_the_paper_is_that_of_the_country(place: str, expected: PaperChoice) -> None:
    assert paper(Settings(), QLocale(place)) is expected


def test_a_choice_counts_more_than_the_country() -> None:
    assert paper(Settings(paper=PaperChoice.A4), QLocale("en_US")) is PaperChoice.A4
