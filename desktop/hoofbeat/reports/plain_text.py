"""A sheet as plain text: the same words as on paper, in the same order, with nothing cut."""

from __future__ import annotations

from collections.abc import Iterator

from hoofbeat.reports.content import Band, BandName, Entry, VisitContent
from hoofbeat.reports.frame_text import framed


def plain_text(content: VisitContent) -> str:
    """Return the sheet as text, one line an entry."""
    bands = (*content.bands, *(band for band in content.to_write if _is_typed(band)))
    lines = [line for band in bands for line in ("", *_band(band))]
    if content.more:
        from hoofbeat.reports.part_text import lines_of_parts

        lines += lines_of_parts(content.more)
    return framed(content.frame, lines)


def _is_typed(band: Band) -> bool:
    """Tell whether a band of the page to write on holds more than empty lines and the questions again."""
    return band.name is not BandName.ANSWERS and any(entry.texts for entry in band.entries)


def _band(band: Band) -> Iterator[str]:
    yield f"{band.heading.upper()} ({band.remark})" if band.remark else band.heading.upper()
    label = ""
    for entry in band.entries:
        if entry.label and entry.label != label:
            label = entry.label
            yield f"{label}:"
        if entry.texts:
            yield _entry(band, entry)
    if not band.entries and band.nothing:
        yield band.nothing
    yield from band.notes


def _entry(band: Band, entry: Entry) -> str:
    box = "[ ] " if entry.has_box else ""
    separator = " " if entry.has_box or not entry.lead else ": "
    if band.columns:
        named = [
            f"{title}: {_on_one_line(text)}"
            for title, text in zip(band.columns[1:], (*entry.cells, entry.aside), strict=True)
        ]
        return f"- {entry.lead}. {'; '.join(named)}. {_on_one_line(entry.detail)}"
    parts = [*entry.cells, entry.text, entry.detail, f"[{entry.aside}]" if entry.aside else ""]
    said = ". ".join(_on_one_line(part).rstrip(".") for part in parts if part)
    bullet = box or "- "
    return f"{bullet}{entry.lead}{separator if entry.lead and said else ''}{said}"


def _on_one_line(text: str) -> str:
    return "; ".join(line.strip() for line in text.splitlines() if line.strip())
