"""The catalogue of laboratory tests for the pages; ask for it on a worker thread, the first time reads a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoofbeat import paths

if TYPE_CHECKING:
    from hoofbeat.domain.catalogue import Catalogue


def lab_catalogue() -> Catalogue:
    """Return the catalogue that ships with the program."""
    from hoofbeat.reference.catalogue import load_catalogue

    return load_catalogue(paths.resource("catalogue", "lab_tests.json"))
