"""Preferences of this computer: one frozen dataclass, kept as TOML. No secret and nothing about anybody's health is in it."""

from __future__ import annotations

import dataclasses
import os
import tomllib
from collections.abc import Mapping
from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Any


class ThemeChoice(StrEnum):
    """Which colours to show."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class ClockChoice(StrEnum):
    """How to write a time of day."""

    SYSTEM = "system"
    TWELVE = "12"
    TWENTY_FOUR = "24"


class PaperChoice(StrEnum):
    """The size of paper to print on."""

    SYSTEM = "system"
    A4 = "a4"
    LETTER = "letter"


SMALLEST_TEXT = 100
LARGEST_TEXT = 200
TEXT_STEP = 10
MOST_MINUTES_BEFORE = 24 * 60


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What was chosen for this computer. `text_size` is a percentage on top of the system's own size.

    `window` is left, top, width and height; empty means that the program chooses. `morning_at` and its like say when on the
    clock a part of the day stands.
    """

    theme: ThemeChoice = ThemeChoice.SYSTEM
    text_size: int = 100
    clock: ClockChoice = ClockChoice.SYSTEM
    paper: PaperChoice = PaperChoice.SYSTEM
    window: tuple[int, ...] = ()
    is_maximized: bool = False
    last_page: str = "home"
    last_journal: str = ""
    is_reminding: bool = False
    reminds_in_detail: bool = False
    minutes_before_dose: int = 0
    minutes_before_appointment: int = 120
    morning_at: time = time(8)
    midday_at: time = time(12, 30)
    evening_at: time = time(18)
    bedtime_at: time = time(22)

    def replaced(self, **changes: Any) -> Settings:
        """Return a copy with these preferences changed."""
        return dataclasses.replace(self, **changes)


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file of ours; OSError, ValueError."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_settings(path: Path) -> Settings:
    """Read the settings. A damaged file is set aside as `.bad`; what cannot be understood is as if it was never chosen."""
    try:
        stored = read_toml(path)
    except OSError:  # not there yet, or out of reach: begin with none
        return Settings()
    except ValueError:
        _set_aside(path)
        return Settings()
    return _from_stored(stored)


def write_settings(path: Path, settings: Settings) -> bool:
    """Write the settings whole or not at all, and tell whether it could be done: a full disk must not stop the program."""
    import tomli_w

    unfinished = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            tomli_w.dump(_to_stored(settings), file)
        unfinished.replace(path)
    except OSError:
        return False
    return True


def _to_stored(settings: Settings) -> dict[str, Any]:
    stored = dataclasses.asdict(settings)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in stored.items()}


def _from_stored(stored: Mapping[str, Any]) -> Settings:
    understood: dict[str, Any] = {}
    for name, understand in _UNDERSTAND.items():
        if name in stored:
            try:
                understood[name] = understand(stored[name])
            except (TypeError, ValueError):
                continue
    return Settings(**understood)


def _text_size(stored: Any) -> int:
    return min(max(_whole_number(stored), SMALLEST_TEXT), LARGEST_TEXT)


def _whole_number(stored: Any) -> int:
    if not isinstance(stored, int) or isinstance(stored, bool):
        raise TypeError("not a whole number")
    return stored


def _minutes(stored: Any) -> int:
    return min(max(_whole_number(stored), 0), MOST_MINUTES_BEFORE)


def _flag(stored: Any) -> bool:
    if not isinstance(stored, bool):
        raise TypeError("neither true nor false")
    return stored


def _line(stored: Any) -> str:
    if not isinstance(stored, str):
        raise TypeError("not a text")
    return stored


def _time(stored: Any) -> time:
    if not isinstance(stored, time):
        raise TypeError("not a time of day")
    return stored.replace(second=0, microsecond=0)


def _window(stored: Any) -> tuple[int, ...]:
    numbers = tuple(_whole_number(each) for each in stored)
    if len(numbers) not in (0, 4):
        raise ValueError("not left, top, width and height")
    return numbers


_UNDERSTAND = {
    "theme": ThemeChoice,
    "text_size": _text_size,
    "clock": ClockChoice,
    "paper": PaperChoice,
    "window": _window,
    "is_maximized": _flag,
    "last_page": _line,
    "last_journal": _line,
    "is_reminding": _flag,
    "reminds_in_detail": _flag,
    "minutes_before_dose": _minutes,
    "minutes_before_appointment": _minutes,
    "morning_at": _time,
    "midday_at": _time,
    "evening_at": _time,
    "bedtime_at": _time,
}


def _set_aside(path: Path) -> None:
    try:
        path.replace(path.with_name(f"{path.name}.bad"))
    except OSError:
        return
