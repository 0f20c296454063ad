"""Where things are: what ships with the program, and the folders of this system for data, state and settings."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the path of something that ships with the program, such as `resource("icons", "home.svg")`."""
    return _bundled("resources").joinpath(*parts)


def migrations() -> Path:
    """Return the folder of the migrations of old journals."""
    return _bundled("migrations")


@cache
def _bundled(folder: str) -> Path:
    """Look in the frozen bundle, then in the installed package, then in the checkout."""
    places = [_PACKAGE / folder, _PACKAGE.parents[1] / folder]
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        places.insert(0, Path(frozen) / folder)
    return next((place for place in places if place.is_dir()), places[-1])


def data_folder() -> Path:
    """Return the folder for the person's own data; it may not exist yet."""
    from platformdirs import user_data_path

    return user_data_path("hoofbeat", appauthor=False)


def state_folder() -> Path:
    """Return the folder for what the program notes for itself, such as seals and crash reports."""
    from platformdirs import user_state_path

    return user_state_path("hoofbeat", appauthor=False)


def settings_file() -> Path:
    """Return the file of the settings; it may not exist yet."""
    from platformdirs import user_config_path

    return user_config_path("hoofbeat", appauthor=False) / "settings.toml"


def default_journal() -> Path:
    """Return the journal that opens when none is named; its name is never a person's."""
    return data_folder() / "journal.hoofbeat"


def sample_journal() -> Path:
    """Return the journal of the made-up person, which lies apart from every real one."""
    return data_folder() / "made-up" / "made-up.hoofbeat"
