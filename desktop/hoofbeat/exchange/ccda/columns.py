"""What the columns of a section's table mean, by their headings, and which of its rows no entry has said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from hoofbeat.exchange.ccda.narrative import Row
from hoofbeat.exchange.ccda.results import Said
from hoofbeat.exchange.ccda.sections import SectionKind
from hoofbeat.exchange.ccda.written_dates import written_date
from hoofbeat.exchange.moments import Moment

_MOST_CANDIDATES: Final = 200
Headings = Mapping[str, frozenset[str]]


def _headings(**roles: str) -> Headings:
    return MappingProxyType({role: frozenset(words.split("|")) for role, words in roles.items()})


_RESULTS: Final = _headings(
    name="test|test name|component|result type|lab test|name|description|observation|analyte|result name|lab|test description"
    "|laboratory test|result description|lab name|test type|measurement",
    value="value|result|result value|results|test result|result/value|observation value|lab value|result values|your value"
    "|result - unit|outcome|finding|measured value",
    unit="unit|units|uom|unit of measure|result unit|units of measure",
    range="range|reference range|ref range|normal range|relevant reference range|reference|ref. range|reference interval"
    "|reference ranges|expected range|standard range|reference range/units|normal value|normal values",
    flag="interpretation|flag|abnormal flag|abnormality|abnormal|abnormal indicator|result interpretation|flags",
    date="date|date/time|date time|result date|collection date|observation date|test date|performed|date performed|time"
    "|completed date|effective date|effective time|collected|collection time|date collected|date/time collected|dates",
    status="status|result status",
)
_MEDICINES: Final = _headings(
    name="medication|medication name|drug|drug name|medicine|name|medications|product|brand name|description|prescription"
    "|medication name and strength|generic name",
    sig="directions|sig|instructions|dose|dosage|how to take|frequency|dose/frequency|medication instructions|usage|sig text"
    "|dose and frequency|patient instructions|administration instructions|dosage instructions|strength|quantity and frequency",
    start="start date|started|start|date|date started|begin date|start date/time|effective dates|date prescribed|ordered on",
    end="end date|stop date|stop|stopped|date stopped|estimated completion date|expiration date|end|discontinued date",
    status="status|medication status|state",
    route="route|route of administration",
)
_ALLERGIES: Final = _headings(
    name="substance|allergen|allergy|agent|allergies|allergy substance|name|drug allergy|allergen/ingredient|description"
    "|allergy/substance|product|medication|drug",
    reaction="reaction|reactions|reaction(s)|adverse reaction|allergic reaction|manifestation",
    severity="severity|criticality|reaction severity",
    status="status|allergy status",
    date="date|onset|onset date|date identified|start date|noted date|effective date|date noted|recorded date",
)
_ENCOUNTERS: Final = _headings(
    date="date|encounter date|date(s)|dates|visit date|date/time|start date|date of encounter|start|date of service|time",
    name="encounter|type|description|encounter type|visit type|reason|reason for visit|encounter diagnosis|visit",
    place="location|facility|place|department|encounter location|service location|clinic|organization|site",
    people="provider|performer|practitioner|providers|performers|care provider|attending|physician|doctor|performer name",
)
_BY_KIND: Final[Mapping[SectionKind, Headings]] = MappingProxyType(
    {
        SectionKind.RESULTS: _RESULTS,
        SectionKind.MEDICATIONS: _MEDICINES,
        SectionKind.ADMINISTERED: _MEDICINES,
        SectionKind.ALLERGIES: _ALLERGIES,
        SectionKind.ENCOUNTERS: _ENCOUNTERS,
    }
)
# A table that has one column for each time: the name with its range in the first, then value, flag and date in one cell.
_BY_TIME: Final = re.compile(r"most recent to oldest.*")
_WITH_RANGE: Final = re.compile(r"(.*?)\s*\[([^\[\]]*)\]\s*")
_STARRED: Final = re.compile(r"\*([A-Za-z]{1,8})\*")
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row by the meaning of its columns, with what stands above its table."""

    cells: Mapping[str, str]
    caption: str = ""
    ids: frozenset[str] = field(default_factory=frozenset)
    where: str = ""

    def __getitem__(self, role: str) -> str:
        """Return the words of a column, empty where the table has none."""
        return " ".join(self.cells.get(role, "").split())

    @property
    def date(self) -> Moment:
        """Return the date of the row, else the one above its table."""
        return written_date(self["date"] or self["start"]) or written_date(self.caption)


def understood(kind: SectionKind, rows: Iterable[Row]) -> Iterator[TextRow]:
    """Yield the rows of tables whose headings tell what is what."""
    headings = _BY_KIND.get(kind, {})
    rows = list(rows)
    names_of = _most_telling(rows, headings) if kind is SectionKind.RESULTS else {}
    for row in rows:
        names = list(row.cells)
        if kind is SectionKind.RESULTS and names and _BY_TIME.fullmatch(names[0]):
            yield from _by_time(row)
            continue
        roles = _roles(names, headings)
        if tuple(names) in names_of:
            roles = {name: role for name, role in roles.items() if role != "name" or name == names_of[tuple(names)]}
        if "name" in roles.values() or (kind is SectionKind.ENCOUNTERS and "date" in roles.values()):
            yield TextRow(_joined(row.cells, roles), row.caption, row.ids, row.where)


def _most_telling(rows: Sequence[Row], headings: Headings) -> dict[tuple[str, ...], str]:
    """Return, for tables with several columns of names, the one with the most different ones: a panel is named once a row too."""
    tables: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        tables.setdefault(tuple(row.cells), []).append(row)
    found = {}
    for names, own in tables.items():
        claiming = [name for name, role in _roles(names, headings).items() if role == "name"]
        words = {name: [row.cells[name] for row in own] for name in claiming}
        full = [name for name in claiming if all(words[name])]
        if len(full) > 1:
            found[names] = max(full, key=lambda name: len(set(words[name])))
    return found


def _roles(names: Sequence[str], headings: Headings) -> dict[str, str]:
    """Return the meaning of each heading; "Result" beside "Value" is the name of the test."""
    found: dict[str, str] = {}
    for name in names:
        plain = name.strip(" :*").removesuffix("(s)").strip()
        role = next((role for role, words in headings.items() if plain in words or name in words), "")
        if role:
            found[name] = role
    values = [name for name, role in found.items() if role == "value"]
    if "value" in headings and "name" not in found.values() and len(values) > 1:
        found[values[0]] = "name"
    return found


def _joined(cells: Mapping[str, str], roles: Mapping[str, str]) -> dict[str, str]:
    """Return the cells by role; of several columns for one thing the first counts, but directions are put together."""
    found: dict[str, str] = {}
    for name, role in roles.items():
        words = cells[name]
        if role == "sig" and found.get(role) and words:
            found[role] = f"{found[role]}, {words}"
        else:
            found[role] = found.get(role) or words
    return found


def _by_time(row: Row) -> Iterator[TextRow]:
    first, *columns = row.cells.values()
    named = _WITH_RANGE.fullmatch(" ".join(first.split()))
    name, printed = (named[1], named[2]) if named else (first, "")
    for words in columns:
        flag = _STARRED.search(words)
        value = " ".join(_STARRED.sub(" ", _IN_BRACKETS.sub(" ", words)).split())
        if value:
            date = written_date(words)
            cells = {"name": name, "value": value, "range": printed, "flag": flag[1] if flag else "", "date": date.text}
            yield TextRow(cells, row.caption, row.ids, row.where)


def unsaid(rows: Sequence[TextRow], said: Sequence[Said]) -> list[TextRow]:
    """Return the rows that no entry has said; each entry stands for one row, the one that it fits best.

    Nothing is returned where there are at least as many entries as rows: then the text only says the same in other words.
    """
    if len(rows) <= len(said):
        return []
    entries = _Entries(said)
    rest = list(rows)
    for fits in (_refers, _says_the_same, _has_same_value, _has_same_name):
        rest = [row for row in rest if not entries.take(row, fits)]
    return rest


class _Entries:
    """What entries said, found by the ids that they refer to and the words of their names; each is taken once."""

    def __init__(self, said: Sequence[Said]) -> None:
        self._left = {number: each for number, each in enumerate(said) if each.has_value}
        self._by_key: dict[str, list[int]] = {}
        for number, each in self._left.items():
            for key in (*each.references, *_keys(each.names, each.taken), *(() if each.names else ("",))):
                self._by_key.setdefault(key, []).append(number)

    def take(self, row: TextRow, fits: Callable[[Said, TextRow], bool]) -> bool:
        """Take the first entry that fits a row; False where none does."""
        keys = (*row.ids, *_keys((row["name"].casefold(),), row.date), "")
        numbers = (number for key in keys for number in self._by_key.get(key, ())[:_MOST_CANDIDATES])
        found = next((number for number in numbers if number in self._left and fits(self._left[number], row)), None)
        if found is None:
            return False
        del self._left[found]
        return True


def _keys(names: Iterable[str], taken: Moment) -> Iterator[str]:
    """Yield what entries and rows of one name share: its words, alone and with the day."""
    for word in {word for name in names for word in name.split()}:
        yield word
        if taken.on is not None:
            yield f"{taken.on.first} {word}"


def _refers(said: Said, row: TextRow) -> bool:
    return bool(said.references & row.ids) and (not row["value"] or not said.value or _is_same_value(said, row))


def _says_the_same(said: Said, row: TextRow) -> bool:
    return _is_same_name(said, row) and _is_same_value(said, row) and _is_same_day(said, row)


def _has_same_value(said: Said, row: TextRow) -> bool:
    words = {word for name in said.names for word in name.split()}
    shares_word = bool(words & set(row["name"].casefold().split())) or not said.names
    return bool(said.value) and shares_word and _is_same_value(said, row) and _is_same_day(said, row)


def _has_same_name(said: Said, row: TextRow) -> bool:
    return _is_same_name(said, row) and _is_same_day(said, row) and not (said.value and row["value"])


def _is_same_name(said: Said, row: TextRow) -> bool:
    name = row["name"].casefold()
    return name in said.names or any(
        len(each) > 3 and (name.startswith(each) or each.startswith(name)) for each in said.names if name
    )


def _is_same_value(said: Said, row: TextRow) -> bool:
    value, sent = row["value"].casefold(), " ".join(said.value.split()).casefold()
    return value == sent or (bool(sent) and (value.split(" ")[0] == sent.split(" ")[0] or value.startswith(sent)))


def _is_same_day(said: Said, row: TextRow) -> bool:
    date = row.date
    return said.taken.on is None or date.on is None or said.taken.on.first == date.on.first
