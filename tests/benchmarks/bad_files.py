"""Measures how soon, and in how much memory, files that are no record are refused: `python -m tests.benchmarks.bad_files [WORD...]`.

Each is as large as a file may be, so that what takes long shows. The limits are those of the promise: 10 seconds, 512 MB.
"""

from __future__ import annotations

import base64
import filecmp
import json
import os
import random
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from tests.benchmarks.comparison import BUILD, PROJECT, clear_home, environment, used_by
from tests.benchmarks.heavy_journal import EMPTY

FOLDER: Final = BUILD / "bad files"
JOURNAL: Final = BUILD / "not brought into.hoofbeat"
SIZE: Final = 22_000_000
MAKE: Final = "--make"
SECONDS: Final = 10
MEMORY: Final = 512_000_000
_ENTRY: Final = json.dumps(
    {"resource": {"resourceType": "Observation", "id": "one", "valueString": "x" * 800}}, indent=1
)

_SECTION: Final = f"<section><entry>{'x' * 800}</entry></section>"
Make = Callable[[Path], object]


def _bundle(*more: str) -> str:
    entries = [_ENTRY] * (SIZE // len(_ENTRY))
    return f'{{"resourceType": "Bundle", "entry": [{",".join([*entries, *more])}]}}'


def _noise(size: int) -> bytes:
    return random.Random(1).randbytes(size)  # noqa: S311  # the same noise each time


def _noise_of_letters() -> str:
    return _noise(SIZE // 2).translate(bytes(b"abc,;\t\n\"'|e"[each % 11] for each in range(256))).decode()


def _wide() -> str:
    """Return a bundle of the smallest parts there are: the most objects that fit into a file."""
    return '{"resourceType": "Bundle", "entry": [' + ",".join(['{"a":[]}'] * (SIZE // 9)) + "]}"


def _many_members() -> str:
    return "{" + ",".join(f'"{number}":0' for number in range(SIZE // 11)) + "}"


def _one_part() -> str:
    return (
        '{"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Observation", "a": ['
        + "[]," * (SIZE // 3)
        + "0]}}]}"
    )


def _laughs() -> str:
    declared = ['<!ENTITY l0 "ha">', *(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))]
    return (
        f"<?xml version='1.0'?><!DOCTYPE c [{''.join(declared)}]><ClinicalDocument>&l9;{'x' * SIZE}</ClinicalDocument>"
    )


def _document(body: str) -> str:
    return f'<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"><component>{body}</component></ClinicalDocument>'


def _page() -> str:
    row = "<tr><td class=value>Chromogranin A<br>93 ng/mL</td></tr>\n"
    return f"<!DOCTYPE html>\n<html><head><title>My record</title></head><body><table>{row * (SIZE // len(row))}</table></body></html>"


def _letter() -> str:
    sent = base64.b64encode(_noise(SIZE * 3 // 4)).decode()
    return _document(f'<nonXMLBody><text mediaType="application/pdf" representation="B64">{sent}</text></nonXMLBody>')


def _bomb(path: Path) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("record.json", "w", force_zip64=True) as file,
    ):
        for _ in range(1000):
            file.write(b" " * 1_000_000)


def _many(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"{number:060}/record.json", "{}" * 60)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b'{"resourceType": "Bundle"')
        file.truncate(2_000_000_000)


def _text(made: Callable[[], str]) -> Make:
    return lambda path: path.write_text(made())


MAKERS: Final[Mapping[str, Make]] = {
    "nested 100,000 deep.json": _text(lambda: '{"a":' * 100_000 + "1" + "}" * 100_000),
    "nested to the end.json": _text(lambda: "[" * SIZE),
    "nested 100,000 deep.xml": _text(lambda: _document("<a>" * 100_000 + "</a>" * 100_000)),
    "nested to the end.xml": _text(lambda: _document("<a>" * (SIZE // 7) + "</a>" * (SIZE // 7))),
    "noise.json": lambda path: path.write_bytes(b"{" + _noise(SIZE)),
    "noise.xml": lambda path: path.write_bytes(b"<" + _noise(SIZE)),
    "noise.csv": lambda path: path.write_bytes(_noise(SIZE)),
    "noise of letters.csv": _text(_noise_of_letters),
    "noise.pdf": lambda path: path.write_bytes(b"%PDF-1.7\n" + _noise(SIZE)),
    "noise.zip": lambda path: path.write_bytes(b"PK\x03\x04" + _noise(SIZE)),
    "noise.xlsx": lambda path: path.write_bytes(b"PK\x03\x04" + _noise(SIZE)),
    "cut off.json": _text(lambda: _bundle()[:-100]),
    "cut off.xml": _text(lambda: _document(_SECTION * (SIZE // len(_SECTION)))[:-100]),
    "billion laughs.xml": _text(_laughs),
    "zip bomb.zip": _bomb,
    "many files.zip": _many,
    "web page.xml": _text(_page),
    "NaN at the end.json": _text(lambda: _bundle('{"resource": {"value": NaN}}')),
    "1e400 at the end.json": _text(lambda: _bundle('{"resource": {"value": 1e400}}')),
    "smallest parts.json": _text(_wide),
    "many members.json": _text(_many_members),
    "many parts in one.json": _text(_one_part),
    "smallest lines.ndjson": _text(lambda: '{"a":0}\n' * (SIZE // 8)),
    "smallest parts.xml": _text(lambda: _document("<a/>" * (SIZE // 4))),
    "most attributes.xml": _text(lambda: _document('<a b="" c="" d=""/>' * (SIZE // 19))),
    "a PDF as its body.xml": _text(_letter),
    "2 GB.json": _sparse,
}


def _measured(path: Path) -> tuple[float, int, int, str]:
    shutil.copyfile(EMPTY, JOURNAL)
    start = time.perf_counter()
    command = [sys.executable, "-m", "hoofbeat", "import", str(JOURNAL), str(path)]
    with subprocess.Popen(
        command, cwd=PROJECT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as child:
        assert child.stdout is not None
        said = child.stdout.read().decode().strip()
        peak, _ = used_by(child)
    seconds = time.perf_counter() - start
    assert filecmp.cmp(JOURNAL, EMPTY, shallow=False), f"{path.name}: something was brought in"
    return seconds, peak, child.returncode, said


def main() -> None:
    """Make the files that are not there, try each, and print the table."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    words = sys.argv[1:]
    if words[:1] == [MAKE]:
        MAKERS[words[1]](FOLDER / words[1])
        return
    clear_home()
    subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.heavy_journal"], cwd=PROJECT, stdout=subprocess.DEVNULL, check=True
    )
    print("| File | Seconds | Peak memory | What is said |\n| --- | --- | --- | --- |")
    for name in MAKERS:
        if words and not any(word in name for word in words):
            continue
        path = FOLDER / name
        if (
            not path.exists()
        ):  # in a process of its own: what this one holds would count as the memory of those that it starts
            subprocess.run([sys.executable, "-m", "tests.benchmarks.bad_files", MAKE, name], cwd=PROJECT, check=True)
        seconds, peak, code, said = _measured(path)
        mark = " (too long)" if seconds > SECONDS else ""
        too_much = " (too much)" if peak > MEMORY else ""
        first, *others = said.splitlines() or [""]
        said = f"{first[:150]}{' ...' if others else ''}" + ("" if code == 1 and not others else f" [exit code {code}]")
        print(f"| {name} | {seconds:.1f}{mark} | {peak / 1e6:.0f} MB{too_much} | {said} |", flush=True)
    print(f"\n{os.cpu_count()} cores; a load of {os.getloadavg()[0]:.1f} at the end.")


if __name__ == "__main__":
    main()
