"""The way back from a question to where it came to mind: a passage of the reference, or a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.wording.translation import tr

_TOPIC: Final = "topic:"
_TEST: Final = "test:"
_MEDICINE: Final = "medicine:"
_VISIT: Final = "appointment:"


def way_back(about: str, surroundings: Surroundings) -> tuple[str, Callable[[], object]] | None:
    """Return the words and the act that lead back, None where a question came from nowhere else.

    `about` begins with what kind of place it is; a test may also stand there by its name alone.
    """
    place = about.strip()
    if place.startswith(_TOPIC):
        target = place.removeprefix(_TOPIC)
        return tr("Read the passage it came from"), _go(surroundings, "learn", lambda page: page.open_topic(target))
    if place.startswith(_TEST):
        test = place.removeprefix(_TEST)
        return tr("See the results it came from"), _go(surroundings, "results", lambda page: page.open_test(test))
    if place.startswith(_MEDICINE):
        medicine = place.removeprefix(_MEDICINE)
        return tr("See the medicine it came from"), _go(
            surroundings, "medicines", lambda page: page.show_record(medicine)
        )
    if place and not place.startswith(_VISIT):
        return tr("About {test}: see lab results").format(test=place), _go(surroundings, "results", lambda _page: None)
    return None


def _go(surroundings: Surroundings, page: str, prepare: Callable[..., object]) -> Callable[[], object]:
    return lambda: surroundings.host.show_page(page, prepare)
