"""Settings survive what happens to files, and never stop the program."""

from __future__ import annotations

import stat
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.settings import ClockChoice, Settings, ThemeChoice, read_settings, write_settings


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    chosen = Settings(
        theme=ThemeChoice.DARK,
        text_size=150,
        clock=ClockChoice.TWENTY_FOUR,
        window=(10, 20, 900, 700),
        is_maximized=True,
        last_page="medicines",
        evening_at=time(19, 45),
        last_journal="/home/ana/Łucja.hoofbeat",
    )
    path = tmp_path / "new" / "settings.toml"
    assert write_settings(path, chosen)
    assert read_settings(path) == chosen
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["settings.toml"]


def test_no_file_means_nothing_was_chosen(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.toml") == Settings()


def test_a_damaged_file_is_set_aside_and_nothing_was_chosen(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"theme = \xff\xfe[")
    assert read_settings(path) == Settings()
    assert path.with_name("settings.toml.bad").read_bytes() == b"theme = \xff\xfe["
    assert not path.exists()


@pytest.mark.parametrize(
    "line",
    [
        'theme = "purple"',
        "text_size = true",
        'text_size = "big"',
        "window = [1, 2]",
        "window = 7",
        "last_page = 3",
        "morning_at = 8",
    ],
)
def test_one_value_that_cannot_be_understood_leaves_the_others(tmp_path: Path, line: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f"{line}\nis_maximized = true\n", encoding="utf-8")
    assert read_settings(path) == Settings(is_maximized=True)


def test_the_text_size_stays_within_what_the_window_can_show(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    for written, read in ((20, 100), (5000, 200), (130, 130)):
        path.write_text(f"text_size = {written}\n", encoding="utf-8")
        assert read_settings(path).text_size == read


@given(content=st.binary(max_size=200))
def test_no_content_whatever_stops_the_program(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    path.write_bytes(content)
    assert isinstance(read_settings(path), Settings)


def test_a_place_that_takes_no_file_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert not write_settings(blocked / "settings.toml", Settings())
