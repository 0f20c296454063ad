"""The package as syntax trees: its modules, and every import in them, wherever it stands."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

ROOT_PACKAGE = "hoofbeat"


@dataclass(frozen=True)
class Import:
    """One name that a module imports; `is_lazy` when it stands inside a function."""

    target: str
    line: int
    is_lazy: bool


@dataclass(frozen=True)
class Module:
    """One source file: its dotted name, where it lies, and its syntax tree."""

    name: str
    path: Path
    tree: ast.Module
    line_count: int

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"

    @property
    def layer(self) -> str:
        """The first name below the root: "domain" of hoofbeat.domain.values, "" of the root itself."""
        return self.name.partition(".")[2].partition(".")[0]


def read_modules(source_root: Path) -> dict[str, Module]:
    """Every module below a source root, by dotted name."""
    modules = (_read(path, source_root) for path in sorted(source_root.rglob("*.py")))
    return {module.name: module for module in modules}


def _read(path: Path, source_root: Path) -> Module:
    parts = list(path.relative_to(source_root).with_suffix("").parts)
    if parts[-1] == "__init__":
        parts.pop()
    text = path.read_text(encoding="utf-8")
    return Module(".".join(parts), path, ast.parse(text, filename=str(path)), text.count("\n"))


def imports_of(module: Module, known: dict[str, Module]) -> list[Import]:
    """What a module imports: at its top, in functions, under TYPE_CHECKING, and by importlib with a plain name."""
    found: list[Import] = []
    _collect(module.tree, module, known, found, is_lazy=False)
    return found


def _collect(node: ast.AST, module: Module, known: dict[str, Module], found: list[Import], *, is_lazy: bool) -> None:
    for child in ast.iter_child_nodes(node):
        found.extend(Import(target, child.lineno, is_lazy) for target in _targets(child, module, known))  # type: ignore[attr-defined]
        is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        _collect(child, module, known, found, is_lazy=is_lazy or is_function)


def _targets(node: ast.AST, module: Module, known: dict[str, Module]) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [name.name for name in names]
        case ast.ImportFrom(names=names):
            base = _base_of(node, module)
            return [_submodule_or_base(base, name.name, known) for name in names]
        case ast.Call(func=function, args=[ast.Constant(value=str(target)), *_]) if is_import_call(function):
            return [target]
    return []


def is_import_call(function: ast.expr) -> bool:
    """True for `__import__`, `import_module` and `importlib.import_module`."""
    match function:
        case ast.Name(id="__import__" | "import_module") | ast.Attribute(attr="import_module"):
            return True
    return False


def _base_of(node: ast.ImportFrom, module: Module) -> str:
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    kept = parts[: len(parts) - node.level + module.is_package]
    return ".".join([*kept, node.module] if node.module else kept)


def _submodule_or_base(base: str, name: str, known: dict[str, Module]) -> str:
    """`from PySide6 import QtNetwork` and `from hoofbeat.domain import values` import a module, not a name in one."""
    whole = f"{base}.{name}"
    is_ours = base == ROOT_PACKAGE or base.startswith(f"{ROOT_PACKAGE}.")
    is_name_in_base = is_ours and whole not in known and (base != ROOT_PACKAGE or name.startswith("__"))
    return base if is_name_in_base else whole
