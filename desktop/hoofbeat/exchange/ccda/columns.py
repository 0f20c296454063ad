"""What the columns of a section's table mean, by their headings, and which of its rows no entry has said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from hoofbeat.domain.tables import Role
from hoofbeat.exchange.ccda.results import Said
from hoofbeat.exchange.ccda.sections import SectionKind
from hoofbeat.exchange.ccda.text_tables import NO_WORDS, Row
from hoofbeat.exchange.ccda.written_dates import written_date
from hoofbeat.exchange.measured import text_value
from hoofbeat.exchange.moments import Moment
from hoofbeat.exchange.tabular.headings import heading_of

_SURE_ROLES: Final = 2
_TOGETHER: Final = frozenset({"sig", "note"})
# Columns of moments after the taking of the sample.
_LATER: Final = re.compile(r"\b(?:analysis|analyzed|received|signed|entered|updated|printed)\b")
_SLASH: Final = re.compile(r"\s*/\s*")
_MOST_CANDIDATES: Final = 200
Headings = Mapping[str, frozenset[str]]


def _headings(**roles: str) -> Headings:
    return MappingProxyType({role: frozenset(words.split("|")) for role, words in roles.items()})


_RESULTS: Final = _headings(
    name="test|test name|component|result type|lab test|name|description|observation|analyte|result name|lab|test description"
    "|laboratory test|result description|lab name|test type|measurement",
    value="value|result|result value|results|test result|result/value|observation value|lab value|result values|your value"
    "|result - unit|outcome|finding|measured value|actual result|value/unit|value/units|result/unit|result/units|observed result"
    "|value and unit|value (unit)|value (units)|final result",
    unit="unit|units|uom|unit of measure|result unit|units of measure",
    range="range|reference range|ref range|normal range|relevant reference range|reference|ref. range|reference interval"
    "|reference ranges|expected range|standard range|reference range/units|normal value|normal values",
    flag="interpretation|flag|abnormal flag|abnormality|abnormal|abnormal indicator|result interpretation|flags",
    date="date|date/time|date time|result date|collection date|observation date|test date|performed|date performed|time"
    "|completed date|effective date|effective time|collected|collection time|date collected|date/time collected|dates",
    status="status|result status",
    laboratory="performed at|performing lab|performing laboratory|lab location|performing facility|performing organization"
    "|resulting agency|resulting lab",
)
# What headings mean in tables of laboratories, which are more than those of C-CDA: for results, where no heading above fits.
_FROM_TABLES: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.TEST: "name",
        Role.VALUE: "value",
        Role.UNIT: "unit",
        Role.RANGE: "range",
        Role.FLAG: "flag",
        Role.DATE: "date",
        Role.STATE: "status",
        Role.NOTE: "note",
    }
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
_LIMITS_BEHIND: Final = re.compile(
    r"(?P<words>.*\S)\s*[\[(](?P<range>[^\[\]()]*\d\s*(?:-|–|to)\s*\d[^\[\]()]*|\s*[<>≤≥]\s*=?\s*\d[^\[\]()]*)[\])]\s*"
)
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
    dated = _columns_of_dates(rows) if kind is SectionKind.RESULTS else {}
    for row in rows:
        names = list(row.cells)
        if kind is SectionKind.RESULTS and names and _BY_TIME.fullmatch(names[0]):
            yield from _by_time(row)
            continue
        roles = _roles(names, headings)
        if kind is SectionKind.RESULTS:
            roles = _with_names_of_rows(names, _with_only_dates(row, roles, dated))
        if not row.has_marked_headings and len(set(roles.values())) < _SURE_ROLES:
            continue  # a first row such as "Allergy | Penicillin" is no heading
        if tuple(names) in names_of:
            roles = {name: role for name, role in roles.items() if role != "name" or name == names_of[tuple(names)]}
        days = _days(names, roles) if kind is SectionKind.RESULTS else []
        if days:
            yield from map(_taken_apart, _by_day(row, roles, days))
        elif kind is SectionKind.RESULTS and _has_only_dates(roles):
            yield from map(_taken_apart, _by_test(row, roles))
        elif kind is SectionKind.RESULTS and "name" in roles.values():
            yield _taken_apart(TextRow(_joined(row.cells, roles), row.caption, row.ids, row.where))
        elif "name" in roles.values() or (kind is SectionKind.ENCOUNTERS and "date" in roles.values()):
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
        plain = _SLASH.sub("/", _IN_BRACKETS.sub("", name).strip(" :*").removesuffix("(s)").strip()).strip()
        role = next((role for role, words in headings.items() if plain in words or name in words), "")
        if role:
            found[name] = role
    if headings is _RESULTS:
        for name in names:
            meant = heading_of(name)
            role = "" if name in found or meant.about else _FROM_TABLES.get(meant.role or Role.IGNORED, "")
            if role and (role == "note" or role not in found.values()):
                found[name] = role
    values = [name for name, role in found.items() if role == "value"]
    if "value" in headings and "name" not in found.values() and len(values) > 1:
        found[values[0]] = "name"
    return found


def is_heading(kind: SectionKind, words: str) -> bool:
    """Tell whether words are the heading of a column in a section of this kind."""
    return bool(_roles([words], _BY_KIND.get(kind, {})))


def _columns_of_dates(rows: Sequence[Row]) -> dict[tuple[str, ...], str]:
    """Return, for each kind of table, the only column that holds dates and nothing else."""
    tables: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        tables.setdefault(tuple(row.cells), []).append(row)
    found = {}
    for names, own in tables.items():
        filled = {name: [row.cells[name] for row in own if row.cells[name].strip()] for name in names}
        dated = [name for name in names if filled[name] and all(written_date(cell).on for cell in filled[name])]
        if len(dated) == 1:
            found[names] = dated[0]
    return found


def _with_only_dates(row: Row, roles: dict[str, str], dated: Mapping[tuple[str, ...], str]) -> dict[str, str]:
    """Take the only column of dates as the date, whatever it is called."""
    name = dated.get(tuple(row.cells), "")
    is_free = bool(name) and name not in roles and "date" not in roles.values() and not _LATER.search(name)
    return {**roles, name: "date"} if is_free and written_date(row.caption).on is None else roles


def _with_names_of_rows(names: Sequence[str], roles: dict[str, str]) -> dict[str, str]:
    """Take a first column without a heading as the names, where all others are days."""
    is_by_day = names[:1] == [NO_WORDS] and not roles and all(written_date(name).on is not None for name in names[1:])
    return {NO_WORDS: "name"} if is_by_day and len(names) > 1 else roles


def _has_only_dates(roles: Mapping[str, str]) -> bool:
    return set(roles.values()) == {"date"}


def _by_test(row: Row, roles: Mapping[str, str]) -> Iterator[TextRow]:
    """Yield a row for each test of a table that has a test in each column and a day in each row."""
    shared = _joined(row.cells, roles)
    tests = {
        name: words for name, words in row.cells.items() if name not in roles and name != NO_WORDS and words.strip()
    }
    measured = [words for words in tests.values() if text_value(" ".join(words.split())).reading.number is not None]
    if len(measured) <= len(tests) / 2:  # not a table of results
        return
    for name, words in tests.items():
        if written_date(words).on is None:
            cells = {**shared, "name": row.titles.get(name, name), "value": words}
            yield TextRow(cells, row.caption, row.ids, row.where)


def _taken_apart(row: TextRow) -> TextRow:
    """Return a row with the range that stands in brackets behind the name of the test or behind its value, where no column has it."""
    if row["range"]:
        return row
    for role in ("name", "value"):
        found = _LIMITS_BEHIND.fullmatch(row[role])
        if found:
            words = found["words"] if role == "name" else row[role]
            return TextRow({**row.cells, role: words, "range": found["range"].strip()}, row.caption, row.ids, row.where)
    return row


def _joined(cells: Mapping[str, str], roles: Mapping[str, str]) -> dict[str, str]:
    """Return the cells by role; of several columns for one thing the first counts, but directions and notes are put together."""
    found: dict[str, str] = {}
    for name, role in roles.items():
        words = cells[name]
        if role in _TOGETHER and found.get(role) and words:
            found[role] = f"{found[role]}, {words}"
        else:
            found[role] = found.get(role) or words
    return found


def _days(names: Sequence[str], roles: Mapping[str, str]) -> list[str]:
    """Return the headings that are days, where the tests stand in rows and no column is called their value."""
    if "name" not in roles.values() or "value" in roles.values():
        return []
    return [name for name in names if name not in roles and written_date(name).on is not None]


def _by_day(row: Row, roles: Mapping[str, str], days: Sequence[str]) -> Iterator[TextRow]:
    cells = _joined(row.cells, roles)
    for day in days:
        if row.cells[day].strip():
            yield TextRow({**cells, "value": row.cells[day], "date": day}, row.caption, row.ids, row.where)


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
