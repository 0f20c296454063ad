"""Scenes of one test with no result yet, with one series, and with many series."""

from __future__ import annotations

from typing import Any

_LABORATORIES = ("North Lab", "South Lab", "Hill Clinic", "Lake Hospital", "Institute of Laboratory Medicine")
_VALUES = ("88", "<5", "104", "97.5")


def _add(page: Any, test: str, *texts: dict[str, str]) -> None:
    """Add results of a test, once."""
    from hoofbeat.services.labs import overview
    from tests.screenshots.__main__ import wait_for

    surroundings = page.surroundings

    def act(journal: Any, author: str) -> None:
        from hoofbeat.services.labs import results

        catalogue = surroundings.installation().catalogue
        if any(
            line.name == test and line.received > len(_LABORATORIES)
            for line in overview.list_tests(journal, catalogue=catalogue)
        ):
            return
        for each in texts:
            results.add(
                journal, texts={"test": test, **each}, catalogue=catalogue, today=surroundings.today(), author=author
            )

    done: list[None] = []
    surroundings.tasks.change(act, then=done.append)
    wait_for(lambda: bool(done))


def _show(page: Any, test: str, *, share: float = 0.0) -> None:
    from tests.screenshots.__main__ import let_work, settle, wait_for

    page.open_test(test)
    wait_for(lambda: page.inner is not None)
    settle(page.surroundings.tasks)
    let_work(100)
    if page.inner.charts and share:
        chart = page.inner.charts[0]
        page.inner.scroll_area.ensureWidgetVisible(chart.chart, 0, 0)


def _none(page: Any) -> None:
    _add(page, "Serotonin", {"state": "awaited", "taken_on": "2026-02-20", "laboratory": "North Lab"})
    _show(page, "serotonin")


def _one(page: Any) -> None:
    _show(page, "gastrin", share=1.0)


def _many(page: Any) -> None:
    rows = [
        {
            "value_text": value,
            "unit": "nmol/L" if place == 3 else "ng/mL",
            "range_text": f"0 to {90 + 5 * place}",
            "taken_on": f"2025-{3 * number + place // 2 + 1:02}-14",
            "laboratory": laboratory,
        }
        for place, laboratory in enumerate(_LABORATORIES)
        for number, value in enumerate(_VALUES[: 4 - place % 2])
    ]
    _add(page, "Pancreatic polypeptide", *rows)
    _show(page, "pancreatic_polypeptide", share=1.0)


SCENES = tuple(
    (f"results-series-{name}", "results", act, ("filled",), (100, 200))
    for name, act in (("none", _none), ("one", _one), ("many", _many))
)
