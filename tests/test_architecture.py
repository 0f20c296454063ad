"""The walls of DESIGN hold: which way imports point, which library stands where; and each check can fail."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from tests.architecture.rules import RULES, attic_names
from tests.architecture.sizes import SizeWarning, past_the_guides
from tests.architecture.source import Module, read_modules

PROJECT = Path(__file__).resolve().parents[1]


def problems_of(modules: dict[str, Module]) -> list[str]:
    return [problem for rule in RULES for problem in rule(modules)]


def made_up(root: Path, files: dict[str, str]) -> dict[str, Module]:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return read_modules(root)


def test_the_walls_hold() -> None:
    assert problems_of(read_modules(PROJECT / "desktop")) == []


def test_no_test_or_migration_is_named_for_nothing() -> None:
    modules = {**read_modules(PROJECT / "tests"), **read_modules(PROJECT / "migrations")}
    assert list(attic_names(modules)) == []


@pytest.mark.filterwarnings("always")
def test_what_grew_past_the_size_guides_is_named() -> None:
    for folder in ("desktop", "tests", "migrations"):
        for sentence in past_the_guides(read_modules(PROJECT / folder)):
            warnings.warn(f"look again: {sentence}", SizeWarning, stacklevel=1)


VIOLATIONS = {
    "the domain imports the store": ("domain/labs.py", "import hoofbeat.store.journal", "may not import"),
    "the store imports a report": ("store/history.py", "from hoofbeat.reports import page", "may not import"),
    "a service imports the window": ("services/visits.py", "from hoofbeat.ui import theme", "may not import"),
    "the command line imports the store": ("cli.py", "from hoofbeat.store.journal import x", "may not import"),
    "the window imports the store for its types": (
        "ui/forms.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from hoofbeat.store import journal",
        "may not import",
    ),
    "a page imports bootstrap": ("ui/pages/home.py", "import hoofbeat.bootstrap", "may not import"),
    "a wall is broken inside a function": (
        "domain/labs.py",
        "def f():\n    from hoofbeat import cli",
        "may not import",
    ),
    "a wall is broken by a relative import": ("domain/labs.py", "from ..store import journal", "may not import"),
    "a layer nobody knows": ("attic/old.py", "x = 1", "not in the list"),
    "the window is imported at the start": ("__main__.py", "from hoofbeat.ui import start", "outside a function"),
    "Qt in a service": (
        "services/visits.py",
        "from PySide6.QtCore import QObject",
        "PySide6.QtCore.QObject belongs to ui",
    ),
    "Qt by importlib": ("cli.py", "import importlib\nimportlib.import_module('PySide6')", "belongs to ui"),
    "QtNetwork in a page": ("ui/pages/home.py", "from PySide6 import QtNetwork", "single_instance"),
    "SQLAlchemy in a service": ("services/visits.py", "import sqlalchemy as sa", "belongs to store"),
    "ReportLab in the window": ("ui/forms.py", "from reportlab.platypus import Table", "belongs to reports"),
    "PDFium in a page": ("ui/pages/share.py", "import pypdfium2", "hoofbeat.ui.preview"),
    "XML in a service": ("services/visits.py", "import xml.etree.ElementTree", "belongs to exchange"),
    "a library nobody decided on": ("store/journal.py", "import requests", "not in the list of libraries"),
    "pickle": ("store/journal.py", "import pickle", "could run code"),
    "yaml": ("reference/library.py", "import yaml", "JSON"),
    "the system's SQLite": ("store/journal.py", "import sqlite3", "SQLite"),
    "a socket": ("services/visits.py", "from urllib.request import urlopen", "no network code"),
    "eval": ("services/visits.py", "eval('1')", "runs text as code"),
    "a shell": ("services/visits.py", "import subprocess\nsubprocess.run('ls', shell=True)", "a shell"),
    "a dynamic import": ("services/visits.py", "import importlib\nimportlib.import_module(x)", "not written out"),
    "the system in the domain": ("domain/labs.py", "import os", "the domain may not import"),
    "a file in the domain": ("domain/labs.py", "def f(path): return path.read_text()", "no input or output"),
    "a clock in the domain": ("domain/labs.py", "from datetime import date\ndate.today()", "no clock"),
    "code in a package": ("store/__init__.py", '"""Owns the file."""\nx = open("y")', "code in __init__"),
    "a package that does not say what it owns": ("store/__init__.py", "", "does not say"),
    "an attic": ("services/date_utils.py", "", "name it for what it holds"),
    "a ring": (
        "domain/labs.py",
        "def f():\n    from hoofbeat.domain import values",
        "hoofbeat.domain.labs",
    ),
}


@pytest.mark.parametrize(("file", "text", "expected"), VIOLATIONS.values(), ids=VIOLATIONS)
def test_a_broken_wall_is_found(tmp_path: Path, file: str, text: str, expected: str) -> None:
    modules = made_up(
        tmp_path,
        {
            "hoofbeat/__init__.py": '"""The program."""',
            "hoofbeat/domain/values.py": "import hoofbeat.domain.labs",
            "hoofbeat/domain/labs.py": "",
            "hoofbeat/store/journal.py": "",
            "hoofbeat/ui/start.py": "import hoofbeat.bootstrap",
            f"hoofbeat/{file}": text,
        },
    )
    problems = problems_of(modules)
    assert len(problems) == 1
    assert expected in problems[0]


def test_what_the_design_allows_is_left_in_peace(tmp_path: Path) -> None:
    modules = made_up(
        tmp_path,
        {
            "hoofbeat/__init__.py": '"""The program."""\n__version__ = "1"',
            "hoofbeat/__main__.py": "from hoofbeat import cli\ndef main():\n    from hoofbeat.ui import start",
            "hoofbeat/cli.py": "import argparse\nfrom hoofbeat import __version__\nfrom hoofbeat.services import visits",
            "hoofbeat/bootstrap.py": "from hoofbeat.store import journal",
            "hoofbeat/domain/labs.py": "from decimal import Decimal",
            "hoofbeat/store/journal.py": "import sqlalchemy\nfrom hoofbeat.domain.labs import x",
            "hoofbeat/services/visits.py": "import hoofbeat.store.journal\nimport subprocess\nsubprocess.run([], shell=False)",
            "hoofbeat/ui/start.py": "from PySide6 import QtCore\nfrom hoofbeat import bootstrap",
            "hoofbeat/ui/single_instance.py": "from PySide6.QtNetwork import QLocalServer",
            "hoofbeat/ui/preview/render.py": "def f():\n    import pypdfium2",
        },
    )
    assert problems_of(modules) == []


def test_a_function_past_the_guide_is_named(tmp_path: Path) -> None:
    long = "def long():\n" + "    x = 1\n" * 60
    modules = made_up(tmp_path, {"hoofbeat/domain/labs.py": long, "hoofbeat/domain/short.py": "def short(): ..."})
    assert list(past_the_guides(modules)) == ["hoofbeat.domain.labs: long has 61 lines"]
