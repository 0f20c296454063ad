"""The walls of the program, as data, and the functions that say where they are broken. A wall not needed any more is changed here."""

from __future__ import annotations

import ast
import sys
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, TypeVar

from tests.architecture.source import ROOT_PACKAGE, Import, Module, imports_of, is_import_call

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Modules = dict[str, Module]

Entry = TypeVar("Entry")

# Which layers each layer may import; a module of its own layer it always may.
LAYERS: dict[str, set[str]] = {
    "domain": set(),
    "wording": {"domain"},
    "store": {"domain"},
    "reference": {"domain"},
    "exchange": {"domain"},
    "reports": {"domain", "wording"},
    "services": {"domain", "store", "reference", "exchange", "reports"},
    "ui": {"domain", "services", "reference", "wording", "settings", "paths"},
    "cli": {"domain", "services", "reference", "wording"},
    "paths": set(),
    "settings": {"paths"},
    "bootstrap": {
        "domain",
        "wording",
        "store",
        "reference",
        "exchange",
        "reports",
        "services",
        "paths",
        "settings",
        "cli",
    },
    "__main__": {"cli", "bootstrap"},
}

# Single modules that may do what their layer may not.
MODULE_MAY_IMPORT: dict[str, set[str]] = {
    "hoofbeat.ui.start": {"hoofbeat.bootstrap"},
    "hoofbeat.__main__": {"hoofbeat.ui.start"},
}

# Imports that must stand inside a function: the command line never loads Qt.
LAZY_ONLY: dict[str, set[str]] = {
    "hoofbeat.__main__": {"hoofbeat.ui.start"},
}

# Who may import a library: layers, or modules by their full name (and what lies below them). The longest name that fits decides.
LIBRARIES: dict[str, set[str]] = {
    "PySide6": {"ui"},
    "PySide6.QtNetwork": {"hoofbeat.ui.single_instance"},
    # The desktop's notification service: a local socket, and the only thing asked of it.
    "PySide6.QtDBus": {"hoofbeat.ui.notifying"},
    "shiboken6": {"ui"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    # In the reference: full-text search over bundled text, in memory.
    "sqlcipher3": {"store", "reference"},
    "filelock": {"store"},
    "reportlab": {"reports"},
    "pikepdf": {"reports"},
    "pypdfium2": {"reports", "hoofbeat.ui.preview", "hoofbeat.exchange.pdf_text"},
    # In the reports: our own illustrations, which ship with the program.
    "xml": {"exchange", "hoofbeat.reports.illustration"},
    "defusedxml": {"exchange"},
    "icalendar": {"exchange"},
    "python_calamine": {"exchange"},
    "charset_normalizer": {"exchange"},
    "openpyxl": {"exchange"},
    "markdown_it": {"reference"},
    "rapidfuzz": {"reference", "store"},
    "platformdirs": {"paths"},
    "tzlocal": {"hoofbeat.services.clock"},
    "tomllib": {"settings"},
    "tomli_w": {"settings"},
    "typing_extensions": set(LAYERS) - {"domain", "wording"},
}

# In the standard library, and still not for us.
FORBIDDEN: dict[str, str] = {
    **dict.fromkeys(("pickle", "shelve", "marshal", "dill"), "a file from elsewhere could run code"),
    "yaml": "what we ship is JSON",
    "sqlite3": "the system's SQLite differs everywhere; the store has its own",
    **dict.fromkeys(
        ("socket", "socketserver", "ssl", "http", "urllib.request", "xmlrpc", "ftplib", "smtplib", "imaplib", "poplib"),
        "no network code",
    ),
}

# Writing what no file is made of and nothing reads back: a key in memory.
FORBIDDEN_BUT: dict[str, set[str]] = {"marshal.dumps": {"hoofbeat.exchange.fhir.elements"}}

# No I/O, no clock, no locale in the domain. A path is a value that an error may carry; reading it is another matter.
FORBIDDEN_IN_DOMAIN = {
    *("os", "io", "shutil", "tempfile", "glob", "subprocess", "logging"),
    *("time", "locale", "gettext", "random", "secrets", "threading", "multiprocessing", "asyncio"),
}
BUILT_IN_IO = {"open", "print", "input"}
FILE_CALLS = {
    *("open", "read_text", "read_bytes", "write_text", "write_bytes"),
    *("exists", "stat", "mkdir", "unlink", "rename", "iterdir"),
}
CLOCK_CALLS = {"now", "utcnow", "today"}

FORBIDDEN_NAMES = {"util", "utils", "misc", "common", "helper", "helpers", "manager", "managers", "base"}


def broken_layers(modules: Modules) -> Iterator[str]:
    """Imports that point against the arrows."""
    for module in modules.values():
        allowed = LAYERS.get(module.layer)
        if module.layer and allowed is None:
            yield f"{module.name}: its layer is not in the list"
        for found in _own_imports(module, modules):
            layer = found.target.partition(".")[2].partition(".")[0]
            excepted = found.target in MODULE_MAY_IMPORT.get(module.name, set())
            if layer and layer != module.layer and layer not in (allowed or set()) and not excepted:
                yield f"{_place(module, found)}: may not import {found.target}"
            if found.target in LAZY_ONLY.get(module.name, set()) and not found.is_lazy:
                yield f"{_place(module, found)}: imports {found.target} outside a function"


def broken_library_walls(modules: Modules) -> Iterator[str]:
    """Libraries outside their walls, and libraries that nobody decided to take."""
    for module in modules.values():
        for found in _outside_imports(module, modules):
            if _is_at(module, FORBIDDEN_BUT.get(found.target, set())):
                continue
            if (reason := _first_fit(found.target, FORBIDDEN)) is not None:
                yield f"{_place(module, found)}: imports {found.target} ({reason})"
            elif (places := _first_fit(found.target, LIBRARIES)) is not None:
                if not _is_at(module, places):
                    yield f"{_place(module, found)}: {found.target} belongs to {', '.join(sorted(places)) or 'nobody'}"
            elif _top(found.target) not in sys.stdlib_module_names:
                yield f"{_place(module, found)}: {found.target} is not in the list of libraries"


def impure_domain(modules: Modules) -> Iterator[str]:
    """I/O, clocks and locales in the domain."""
    for module in modules.values():
        if module.layer != "domain":
            continue
        for found in _outside_imports(module, modules):
            if _top(found.target) in FORBIDDEN_IN_DOMAIN:
                yield f"{_place(module, found)}: the domain may not import {found.target}"
        for node in ast.walk(module.tree):
            match node:
                case ast.Call(func=ast.Name(id=name)) if name in BUILT_IN_IO:
                    yield f"{module.name}:{node.lineno}: the domain does no input or output"
                case ast.Call(func=ast.Attribute(attr=name)) if name in FILE_CALLS:
                    yield f"{module.name}:{node.lineno}: the domain does no input or output"
                case ast.Call(func=ast.Attribute(attr=name)) if name in CLOCK_CALLS:
                    yield f"{module.name}:{node.lineno}: the domain has no clock; the time is handed in"


def dangerous_calls(modules: Modules) -> Iterator[str]:
    """Code made from text, shells, and imports that the walls cannot see."""
    for module in modules.values():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and (what := _danger_of(node)):
                yield f"{module.name}:{node.lineno}: {what}"


def _danger_of(call: ast.Call) -> str | None:
    match call:
        case ast.Call(func=ast.Name(id="eval" | "exec" | "compile" as name)):
            return f"{name} runs text as code"
        case ast.Call(func=ast.Attribute(value=ast.Name(id="os"), attr="system" | "popen")):
            return "a shell"
        case ast.Call(func=function, args=arguments) if is_import_call(function):
            is_plain = bool(arguments) and isinstance(arguments[0], ast.Constant)
            return None if is_plain else "an import whose name is not written out"
    uses_shell = any(word.arg == "shell" and not _is_false(word.value) for word in call.keywords)
    return "a shell" if uses_shell else None


def _is_false(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is False


def cycles(modules: Modules) -> Iterator[str]:
    """Modules that import each other in a ring, lazy and type-only imports included."""
    graph = {
        module.name: {found.target for found in _own_imports(module, modules) if found.target != module.name}
        for module in modules.values()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield " <- ".join(error.args[1])


def code_in_init(modules: Modules) -> Iterator[str]:
    """Packages whose __init__ holds more than a docstring and re-exports."""
    for module in modules.values():
        if not module.is_package:
            continue
        if ast.get_docstring(module.tree) is None:
            yield f"{module.name}: its __init__ does not say what the layer owns"
        for node in module.tree.body[1:]:
            if not _is_reexport(node):
                yield f"{module.name}:{node.lineno}: code in __init__"


def _is_reexport(node: ast.stmt) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom():
            return True
        case ast.Assign(targets=[ast.Name(id="__all__" | "__version__")]):
            return True
    return False


def attic_names(modules: Modules) -> Iterator[str]:
    """Modules named for nothing in particular."""
    for module in modules.values():
        words = {word for part in module.name.split(".") for word in (part, *part.split("_")[-1:])}
        if words & FORBIDDEN_NAMES:
            yield f"{module.name}: name it for what it holds"


RULES: tuple[Callable[[Modules], Iterator[str]], ...] = (
    broken_layers,
    broken_library_walls,
    impure_domain,
    dangerous_calls,
    cycles,
    code_in_init,
    attic_names,
)


def _own_imports(module: Module, modules: Modules) -> list[Import]:
    return [found for found in imports_of(module, modules) if _top(found.target) == ROOT_PACKAGE]


def _outside_imports(module: Module, modules: Modules) -> list[Import]:
    return [found for found in imports_of(module, modules) if _top(found.target) not in (ROOT_PACKAGE, "__future__")]


def _first_fit(target: str, table: dict[str, Entry]) -> Entry | None:
    fitting = [name for name in table if target == name or target.startswith(f"{name}.")]
    return table[max(fitting, key=len)] if fitting else None


def _is_at(module: Module, places: set[str]) -> bool:
    return module.layer in places or any(
        module.name == place or module.name.startswith(f"{place}.") for place in places
    )


def _top(target: str) -> str:
    return target.partition(".")[0]


def _place(module: Module, found: Import) -> str:
    return f"{module.name}:{found.line}"
