"""The structure that a screen reader follows: a tree of headings, paragraphs and tables, written into a PDF that has been drawn."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a page's drawing that belongs to an element, by its number on that page."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """One element of the structure, under PDF's standard names: Document, H1 to H3, P, Table, TR, TH, TD, Figure."""

    role: str
    kids: list[Element | Marked] = field(default_factory=list)
    columns: int = 1
    words: str = ""
    box: tuple[float, float, float, float] | None = None

    def add(self, role: str, columns: int = 1, words: str = "") -> Element:
        """Add an element below this one and return it; `words` are what a figure says."""
        added = Element(role, columns=columns, words=words)
        self.kids.append(added)
        return added

    def last(self, role: str) -> Element:
        """Return the last element below this one if it has this role, else a new one."""
        found = self.kids[-1] if self.kids else None
        return found if isinstance(found, Element) and found.role == role else self.add(role)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading in the outline: its text, its page from 0, its height above the bottom of the page, how deep it lies from 0."""

    text: str
    page: int
    top: float
    level: int = 0


@dataclass(frozen=True, slots=True)
class About:
    """What a PDF says about itself: nothing of the record."""

    title: str
    language: str
    made_at: datetime


def tagged(drawn: bytes, document: Element, outline: Sequence[Bookmark], about: About) -> bytes:
    """Return a drawn PDF with its structure, its outline, its title and its language. Equal input gives equal bytes."""
    import pikepdf

    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        _Tree(pdf, pikepdf).write(document)
        _write_outline(pdf, pikepdf, outline)
        pdf.Root.Lang = pikepdf.String(about.language)
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        stamp = f"D:{about.made_at:%Y%m%d%H%M%S}"
        for name in list(pdf.docinfo.keys()):
            del pdf.docinfo[name]
        pdf.docinfo["/Title"] = about.title
        pdf.docinfo["/Creator"] = "Hoofbeat"
        pdf.docinfo["/CreationDate"] = stamp
        pdf.docinfo["/ModDate"] = stamp
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = about.title
            metadata["dc:language"] = {about.language}
        pdf.save(target, deterministic_id=True, min_version="1.7")
    return target.getvalue()


def _write_outline(pdf: Any, pikepdf: Any, outline: Sequence[Bookmark]) -> None:
    """Write the headings as an outline of one or two levels, open, so that a reader shows them beside the pages."""
    if not outline:
        return
    with pdf.open_outline() as written:
        for each in outline:
            place = [pdf.pages[each.page].obj, pikepdf.Name.XYZ, 0, round(each.top, 2), 0]
            item = pikepdf.OutlineItem(each.text, pikepdf.Array(place))
            above = written.root[-1].children if each.level and written.root else written.root
            above.append(item)
    pdf.Root.PageMode = pikepdf.Name.UseOutlines


class _Tree:
    """Writes elements as PDF objects and notes which element each stretch of a page belongs to."""

    def __init__(self, pdf: Any, pikepdf: Any) -> None:
        self._pdf = pdf
        self._pikepdf = pikepdf
        self._parents: dict[int, dict[int, Any]] = {}

    def write(self, document: Element) -> None:
        root = self._pdf.make_indirect(self._pikepdf.Dictionary(Type=self._name("StructTreeRoot")))
        root.K = self._element(document, root)
        root.ParentTree = self._pdf.make_indirect(self._pikepdf.Dictionary(Nums=list(self._numbers())))
        root.ParentTreeNextKey = len(self._pdf.pages)
        self._pdf.Root.StructTreeRoot = root

    def _name(self, name: str) -> Any:
        return self._pikepdf.Name(f"/{name}")

    def _element(self, element: Element, parent: Any) -> Any:
        written = self._pdf.make_indirect(
            self._pikepdf.Dictionary(Type=self._name("StructElem"), S=self._name(element.role), P=parent)
        )
        if element.role == "TH":
            written.A = self._pikepdf.Dictionary(O=self._name("Table"), Scope=self._name("Column"))
        elif element.columns > 1:
            written.A = self._pikepdf.Dictionary(O=self._name("Table"), ColSpan=element.columns)
        if element.words:
            written.Alt = self._pikepdf.String(element.words)
        if element.box is not None:
            box = [round(length, 2) for length in element.box]
            written.A = self._pikepdf.Dictionary(O=self._name("Layout"), BBox=box, Placement=self._name("Block"))
        kids = [self._kid(kid, written) for kid in element.kids]
        written.K = self._pikepdf.Array(kids)
        return written

    def _kid(self, kid: Element | Marked, parent: Any) -> Any:
        if isinstance(kid, Element):
            return self._element(kid, parent)
        self._parents.setdefault(kid.page, {})[kid.number] = parent
        page = self._pdf.pages[kid.page].obj
        return self._pikepdf.Dictionary(Type=self._name("MCR"), Pg=page, MCID=kid.number)

    def _numbers(self) -> Iterator[Any]:
        """Yield the parent tree: each page's number, then the elements of its stretches in their order."""
        for number, page in enumerate(self._pdf.pages):
            page.obj.StructParents = number
            page.obj.Tabs = self._name("S")
            owners = self._parents.get(number, {})
            yield number
            yield self._pdf.make_indirect(self._pikepdf.Array([owners[mark] for mark in sorted(owners)]))
