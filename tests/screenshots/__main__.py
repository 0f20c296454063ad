"""Draws every page for an empty, a filled and an overfull journal, light and dark, at two text sizes and two window sizes.

A scene is a page and what is done on it before the picture is taken; pages add theirs to SCENES.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

from tests.screenshots import (
    bringing_in,
    care,
    lab_series,
    learning,
    overfull_pages,
    overview,
    papers,
    reports,
    taking_along,
)

PROJECT = Path(__file__).resolve().parents[2]
MOMENT = datetime(2026, 3, 3, 10, 42, tzinfo=ZoneInfo("Europe/Vienna"))
PATIENCE_SECONDS = 20


@dataclass(frozen=True)
class Look:
    """A theme, a text size in percent, a window size."""

    theme: str
    text_size: int
    size: tuple[int, int]

    @property
    def ending(self) -> str:
        """The end of a picture's name."""
        return f"{self.theme}-{self.text_size}-{self.size[0]}x{self.size[1]}.png"


@dataclass(frozen=True)
class Scene:
    """A picture to take: the page, and what to do there first. `on` says with which journals."""

    name: str
    page: str
    prepare: Callable[[Any], object] | None = None
    on: tuple[str, ...] = ("empty", "filled")
    text_sizes: tuple[int, ...] = (100, 150)


def _open_first(page: Any) -> None:
    wait_for(lambda: page.list.model.rowCount() > 0)
    page.open_record(page.list.model.row_at(0))


def _save_wrongly(page: Any) -> None:
    page.add()
    page.inner.save()


def _leave_out(page: Any) -> None:
    from hoofbeat.domain.sheets.kinds import Section

    page.surroundings.tasks.change(_mark_an_allergy_as_sensitive)
    settle(page.surroundings.tasks)
    page.options.tick_of(Section.RESULTS).click()
    wait_for(lambda: page.is_shown)
    page.preview.show_as_text(False)
    page.preview.paper.setFocus()
    page.show_side(page.preview)


def _choose_results(page: Any) -> None:
    from tests.screenshots.sharing import choose_results

    wait_for(lambda: page.is_shown)
    choose_results(page)
    wait_for(lambda: page.is_shown)


def _choose_sheet(kind: str, page: Any) -> None:
    from tests.screenshots.sharing import choose_sheet

    wait_for(lambda: page.is_shown)
    choose_sheet(page, kind)
    wait_for(lambda: page.is_shown)


def _hand_out(page: Any) -> None:
    from tests.screenshots.sharing import hand_out

    hand_out(page.surroundings)
    settle(page.surroundings.tasks)


def _mark_an_allergy_as_sensitive(journal: Any, _author: str) -> Any:
    from hoofbeat.domain.records import Allergy
    from hoofbeat.services import records

    with journal.reading() as stored:
        found = next(stored.list(Allergy))
    return records.correct(journal, record=found.replaced(is_sensitive=True))


def _show_toast(page: Any) -> None:
    page.surroundings.host.say_undoable("Deleted.")


def _open_test(page: Any) -> None:
    page.open_test("chromogranin_a")


def _scrolled(page: Any, share: float) -> None:
    _open_test(page)
    wait_for(lambda: page.inner is not None)
    let_work(100)
    bar = page.inner.scroll_area.verticalScrollBar()
    bar.setValue(round(bar.maximum() * share))


def _doubt_result(page: Any) -> None:
    page.add()
    fields = page.inner.fields
    fields.editor("test").set_typed("Gastrin")
    settle(page.surroundings.tasks)
    fields.editor("value_text").set_typed("3180")
    page.inner.save()


def _offer_last_time(page: Any) -> None:
    page.add()
    fields = page.inner.fields
    fields.editor("test").set_typed("Gastrin")
    settle(page.surroundings.tasks)
    fields.editor("value_text").set_typed("290")
    fields.editor("laboratory").target.setFocus()
    let_work(100)
    page.inner._scroll.ensureWidgetVisible(fields.as_last_time.sentence)


def _show_last_year(page: Any) -> None:
    _scrolled(page, share=1.0)
    card = page.inner.charts[0]
    card.period.findChildren(_button_type())[3].click()
    page.inner.scroll_area.ensureWidgetVisible(card.chart)


def _button_type() -> Any:
    from PySide6.QtWidgets import QPushButton

    return QPushButton


def _hide_numbers(page: Any) -> None:
    page.hide_box.click()
    settle(page.surroundings.tasks)
    _open_test(page)
    settle(page.surroundings.tasks)
    page.hide_box.click()


def _preview(page: Any) -> None:
    def observed(number: int, value: str) -> dict[str, Any]:
        return {
            "resourceType": "Observation",
            "id": f"o{number}",
            "status": "final",
            "category": [{"coding": [{"code": "laboratory"}]}],
            "code": {"coding": [{"system": "http://loinc.org", "code": "2345-7"}], "text": "Glucose"},
            "effectiveDateTime": f"2026-02-{number:02}",
            "valueQuantity": {"value": float(value), "unit": "mg/dL"},
        }

    person = {"resourceType": "Patient", "id": "p", "name": [{"text": "Mario Gomez"}], "birthDate": "1985-02-05"}
    others = [{"resourceType": "Condition", "id": f"c{number}"} for number in range(3)]
    resources = [person, *(observed(number, f"9{number}") for number in range(1, 5)), *others]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": each} for each in resources]}
    path = Path(tempfile.mkdtemp()) / "health-record-of-the-hospital.json"
    path.write_text(json.dumps(bundle), encoding="utf-8")
    page.preview([path])


def _settled(tasks: Any) -> None:
    settle(tasks)


SCENES = (
    Scene("home", "home"),
    Scene("medicines", "medicines"),
    Scene("medicines-form", "medicines", lambda page: page.add(), on=("filled",)),
    Scene("appointments", "appointments"),
    Scene("appointments-form", "appointments", lambda page: page.add(), on=("filled",)),
    Scene("results", "results"),
    Scene("results-form", "results", lambda page: page.add(), on=("filled",)),
    Scene("share", "share", lambda page: wait_for(lambda: page.is_empty or page.is_shown)),
    Scene("share-text", "share", lambda page: page.preview.show_as_text(True), on=("filled",)),
    Scene("share-left-out", "share", _leave_out, on=("filled",)),
    Scene("share-results", "share", _choose_results, on=("filled",)),
    *(
        Scene(f"share-{kind}", "share", partial(_choose_sheet, kind), on=("filled",))
        for kind in ("emergency", "lab-log", "timeline", "topic")
    ),
    Scene("shared", "shared", _hand_out),
    *(
        Scene(f"learn-{name}", "learn", learning.read(*links), on=("filled",), text_sizes=(100, 200))
        for name, links in learning.PLACES.items()
    ),
    Scene("help", "help"),
    Scene("help-about", "help", lambda page: page.show_about(), on=("filled",)),
    Scene("settings", "settings"),
    Scene("results", "results"),
    Scene("results-test", "results", _open_test, on=("filled",)),
    Scene("results-test-tables", "results", partial(_scrolled, share=0.4), on=("filled",)),
    Scene("results-test-chart", "results", partial(_scrolled, share=1.0), on=("filled",)),
    Scene("results-test-year", "results", _show_last_year, on=("filled",), text_sizes=(100, 200)),
    Scene("results-names", "results", lambda page: page.open_names(), text_sizes=(100, 200)),
    Scene("results-hidden", "results", _hide_numbers, on=("filled",)),
    Scene("results-form", "results", lambda page: page.add(), on=("empty",)),
    Scene("results-awaited", "results", lambda page: page.add_awaited(), on=("empty",)),
    *(Scene(*each) for each in (*reports.SCENES, *lab_series.SCENES)),
    Scene("results-offered", "results", _offer_last_time, on=("filled",), text_sizes=(100, 200)),
    Scene("results-doubt", "results", _doubt_result, on=("filled",)),
    Scene("import", "import", on=("empty",)),
    Scene("import-preview", "import", _preview, on=("filled",)),
    *(Scene(name, "import", act, on=("filled",)) for name, act in bringing_in.scenes(_settled)),
    *(Scene(name, "export", act, on=("filled",)) for name, act in taking_along.scenes(_settled)),
    Scene("about-me", "about_me"),
    Scene("history", "history"),
    Scene("home-toast", "home", _show_toast, on=("filled",)),
    Scene("about-me-form", "about_me", lambda page: page.add(), on=("filled",)),
    *(Scene(*each) for each in care.SCENES),
    *(Scene(*each) for each in overview.SCENES),
    *(Scene(*each) for each in papers.scenes(_settled)),
    *(Scene(*each) for each in overfull_pages.SCENES),
)
LOOKS = tuple(
    Look(theme, text_size, size)
    for theme in ("light", "dark")
    for text_size in (100, 150, 200)
    for size in ((1100, 760), (820, 640))
)
FEW_LOOKS = tuple(LOOKS[number] for number in (0, 1, 9, 10, 11))
GATES = ("first-start", "passphrase", "hidden", "trouble")


def wait_for(is_so: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    began = monotonic()
    while not is_so():
        if monotonic() - began > PATIENCE_SECONDS:
            raise TimeoutError("the window did not come that far")
        let_work()


def let_work(milliseconds: int = 10) -> None:
    """Let the window and its workers work for a moment. QTest.qWait would not let go of Python meanwhile."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _report(error: Exception) -> None:
    print("".join(traceback.format_exception(error)), file=sys.stderr)


def settle(tasks: Any) -> None:
    """Let the window work until both workers have answered all that was asked."""
    answers: list[None] = []
    for _ in range(3):
        tasks.compute(lambda: None, then=answers.append)
        expected = len(answers) + 1
        wait_for(lambda expected=expected: len(answers) >= expected)  # type: ignore[misc]  # bound by its default


@contextmanager
def window_on(journal: str, look: Look) -> Iterator[Any]:
    """Open a window on an empty or a filled journal."""
    from PySide6.QtWidgets import QApplication

    from hoofbeat.settings import Settings, ThemeChoice
    from hoofbeat.ui.appearance import load_other_fonts
    from hoofbeat.ui.start import control, make_window

    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication([])
    settings = Settings(theme=ThemeChoice(look.theme), text_size=look.text_size, window=())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.hoofbeat"
        controller = control(make_window(application, settings), settings, path, now=lambda: MOMENT)
        load_other_fonts()
        controller.window.resize(*look.size)
        controller.window.show()
        opened: list[object] = []
        controller.session.opened.connect(opened.append)
        controller.tasks.failed.connect(_report)
        if journal != "none":
            controller.session.open_failed.connect(_report)
        if journal == "filled":
            controller.session.create_sample(path)
        elif journal == "empty":
            controller.session.create(name="", passphrase=None)
        elif journal == "overfull":
            controller.session.create(name=overfull_pages.NAME, passphrase=None)
        if journal != "none":
            wait_for(lambda: bool(opened))
        if journal == "overfull":
            controller.tasks.change(overfull_pages.fill)
            settle(controller.tasks)
        yield controller
        controller.window.close()
        controller.window.deleteLater()


def draw(folder: Path, only: str, *, looks: Sequence[Look]) -> Iterator[Path]:
    """Draw the pictures in whose name a word occurs, one file each."""
    for look in looks:
        yield from _draw_gates(folder, only, look)
        for journal in ("empty", "filled", "overfull"):
            yield from _draw_pages(folder, only, journal, look)


def _draw_pages(folder: Path, only: str, journal: str, look: Look) -> Iterator[Path]:
    scenes = [
        scene
        for scene in SCENES
        if journal in scene.on and look.text_size in scene.text_sizes and only in f"{journal}-{scene.name}"
    ]
    if not scenes:
        return
    with window_on(journal, look) as controller:
        for scene in scenes:
            controller.window.show_page(scene.page)
            settle(controller.tasks)
            if scene.prepare is not None:
                scene.prepare(controller.window.page)
                settle(controller.tasks)
            yield _save(controller.window, folder / f"{journal}-{scene.name}-{look.ending}")
            controller.window.page.on_back()
            controller.window._toast.hide()


def _draw_gates(folder: Path, only: str, look: Look) -> Iterator[Path]:
    from hoofbeat.domain.errors import JournalDamagedError

    names = [name for name in GATES if only in f"gate-{name}"]
    if not names:
        return
    with window_on("none", look) as controller:
        session = controller.session
        damaged = JournalDamagedError(Path("journal.hoofbeat"))
        ways: dict[str, Callable[[], object]] = {
            "first-start": session.start_needed.emit,
            "passphrase": partial(session.passphrase_needed.emit, True),
            "hidden": session.locked.emit,
            "trouble": partial(session.open_failed.emit, damaged),
        }
        for name in names:
            ways[name]()
            settle(controller.tasks)
            yield _save(controller.window, folder / f"gate-{name}-{look.ending}")


def _save(window: Any, path: Path) -> Path:
    let_work(30)
    window.grab().save(str(path))
    return path


def main() -> int:
    """Draw, and name each picture."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots")
    parser.add_argument("folder", nargs="?", type=Path, default=PROJECT / "build" / "screenshots")
    parser.add_argument("--only", default="", help="only pictures in whose name this occurs")
    parser.add_argument("--fast", action="store_true", help="two looks instead of eight")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            os.environ[name] = str(Path(home) / name)
        for path in draw(options.folder, options.only, looks=FEW_LOOKS if options.fast else LOOKS):
            print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
