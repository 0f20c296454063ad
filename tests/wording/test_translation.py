"""Texts are said in the language in use, and in English where a catalogue does not have them."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from hoofbeat.wording.translation import DOMAIN, ntr, tr, use_language

MAGIC = 0x950412DE
HEADER_LENGTH = 28


@pytest.fixture(autouse=True)
def english_again(tmp_path: Path) -> Iterator[None]:
    yield
    use_language("en", tmp_path / "no such folder")


def write_catalogue(folder: Path, language: str, texts: Mapping[str, str]) -> None:
    """Write texts as gettext reads them: a head, where each text and its translation lie, and then these themselves."""
    entries = sorted(
        {"": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n", **texts}.items()
    )
    strings = [text.encode() for pair in zip(*entries, strict=True) for text in pair]
    tables = 16 * len(entries)
    places, at = b"", HEADER_LENGTH + tables
    for text in strings:
        places += struct.pack("<II", len(text), at)
        at += len(text) + 1
    head = struct.pack("<7I", MAGIC, 0, len(entries), HEADER_LENGTH, HEADER_LENGTH + tables // 2, 0, 0)
    target = folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    target.parent.mkdir(parents=True)
    target.write_bytes(head + places + b"".join(text + b"\0" for text in strings))


def test_a_text_is_said_in_the_language_in_use(tmp_path: Path) -> None:
    write_catalogue(
        tmp_path, "es", {"Undo": "Deshacer", "{count} test\0{count} tests": "{count} prueba\0{count} pruebas"}
    )
    use_language("es", tmp_path)
    assert tr("Undo") == "Deshacer"
    assert [ntr("{count} test", "{count} tests", count).format(count=count) for count in (1, 2)] == [
        "1 prueba",
        "2 pruebas",
    ]
    assert tr("Redo") == "Redo"


def test_nothing_is_said_of_nothing(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "es", {"Undo": "Deshacer"})
    use_language("es", tmp_path)
    assert tr("") == ""


def test_english_is_spoken_where_there_is_no_such_language(tmp_path: Path) -> None:
    use_language("tlh", tmp_path)
    assert (tr("Undo"), ntr("one", "many", 2)) == ("Undo", "many")
