"""The resources of one file, found again by every kind of reference that senders use between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hoofbeat.exchange.fhir.elements import Json, mapping, mappings, moment, text
from hoofbeat.exchange.moments import Moment


class Entry:
    """One resource with its place in the file and, in a bundle, its full address; or one contained in another.

    `identity` is what its sender knows it by: "Type/id", else its full address; `where` its place as it is shown to a person, `server` the
    address that its relative references stand beside. A plain class, and all worked out at once: a file has ten thousands of them, and each is asked many times.
    """

    __slots__ = ("container", "full_url", "identity", "place", "resource", "server", "type", "where")

    def __init__(self, place: str, resource: Json, full_url: str = "", container: Entry | None = None) -> None:
        found = text(resource.get("id"))
        self.place = place
        self.resource = resource
        self.full_url = full_url
        self.container = container
        self.server = full_url.rsplit("/", 2)[0] if full_url.startswith("http") else ""
        self.type = text(resource.get("resourceType"))
        named = f"{self.type}/{found}" if found else self.type
        self.where = f"{place} {named}".strip()
        if container is not None:
            self.identity: str = f"{container.identity}#{found}"
        else:
            self.identity = named if found else full_url


class Resources:
    """All resources of a file that are kept for reading, in the order of the file."""

    def __init__(self) -> None:
        self._entries: dict[str, list[Entry]] = {}
        self._by_address: dict[str, Entry] = {}
        self.superseded: list[Entry] = []

    def add(self, entry: Entry) -> None:
        """Keep a resource; of several versions of one, the latest."""
        other = self._by_address.get(entry.full_url or entry.identity)
        if other is not None and other.type == entry.type and other.identity == entry.identity:
            older, newer = (other, entry) if _updated(entry).text > _updated(other).text else (entry, other)
            self.superseded.append(older)
            if newer is other:
                return
            self._entries[other.type].remove(other)
        self._entries.setdefault(entry.type, []).append(entry)
        self._index(entry)
        if entry.type == "DiagnosticReport":
            contained = [each for each in _all_contained(entry) if each.type == "Observation"]
            self._entries.setdefault("Observation", []).extend(contained)

    def _index(self, entry: Entry) -> None:
        if entry.full_url:
            self._by_address[entry.full_url] = entry
        if "/" in entry.identity and "id" in entry.resource:
            self._by_address[entry.identity] = entry
            self._by_address.setdefault(f"urn:uuid:{text(entry.resource.get('id'))}", entry)

    def of_type(self, *types: str) -> Iterator[Entry]:
        """Yield the resources of these types."""
        for each in types:
            yield from self._entries.get(each, ())

    def find_entry(self, reference: Any, owner: Entry | None = None) -> Entry | None:
        """Return the resource of the file that a reference means, or None; `owner` is the one that refers to it."""
        address = address_of(reference)
        if not address:
            return None
        if address.startswith("#"):
            return None if owner is None else _contained(owner, address[1:])
        address = address.partition("/_history/")[0]
        found = self._by_address.get(_beside(owner, address)) or self._by_address.get(address)
        return found or self._by_address.get("/".join(address.rsplit("/", 2)[-2:]))

    def find(self, reference: Any, owner: Entry | None = None) -> Json:
        """Return the content of such a resource, empty when the file does not hold it."""
        found = self.find_entry(reference, owner)
        return {} if found is None else found.resource


def is_of_earlier_release(resource: Json) -> bool:
    """Tell whether a resource is written in DSTU2, which some portals and telephones still hand out."""
    kind = resource.get("resourceType")
    if kind == "MedicationOrder" or "wasNotTaken" in resource:
        return True
    if kind in ("Observation", "AllergyIntolerance") and isinstance(resource.get("category"), dict):
        return True
    return kind == "AllergyIntolerance" and ("substance" in resource or isinstance(resource.get("status"), str))


def address_of(reference: Any) -> str:
    """Return the address in a Reference; a bare text counts as one."""
    return text(reference) if isinstance(reference, str) else text(mapping(reference).get("reference"))


def display_of(reference: Any) -> str:
    """Return the words beside a Reference."""
    return text(mapping(reference).get("display"))


def type_of(reference: Any) -> str:
    """Return the type of resource that a Reference means, as far as it says so by itself."""
    named = text(mapping(reference).get("type"))
    parts = address_of(reference).partition("/_history/")[0].rsplit("/", 2)
    return named or (parts[-2] if len(parts) > 1 else "")


def _beside(owner: Entry | None, address: str) -> str:
    """Return the full address of a relative reference, on the server that its owner came from."""
    return address if owner is None or not owner.server or "://" in address else f"{owner.server}/{address}"


def _contained(owner: Entry, name: str) -> Entry | None:
    holder = owner.container or owner
    found = (each for each in _all_contained(holder) if text(each.resource.get("id")).removeprefix("#") == name)
    return next(found, None)


def _all_contained(owner: Entry) -> list[Entry]:
    return [
        Entry(f"{owner.place}.contained[{place}]", each, container=owner)
        for place, each in enumerate(mappings(owner.resource.get("contained")))
    ]


def _updated(entry: Entry) -> Moment:
    return moment(mapping(entry.resource.get("meta")).get("lastUpdated"))
