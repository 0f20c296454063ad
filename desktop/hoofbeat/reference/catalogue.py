"""Loads the catalogue of laboratory tests that ships with the program, once per file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hoofbeat.domain.catalogue import Catalogue, Conversion, LabTest, LoincTerm, Preparation, UnitForm


@cache
def load_catalogue(path: Path) -> Catalogue:
    """Return the catalogue of a file (`resources/catalogue/lab_tests.json`); it is read when first asked for."""
    read = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)
    units = tuple(_unit(each) for each in read["units"])
    by_code = {unit.ucum: unit for unit in units}
    return Catalogue(
        tests=tuple(_test(each, by_code) for each in read["tests"]),
        units=units,
        title=read["title"],
        rules=tuple(read["rules"]),
        loinc_notice=read["loinc_notice"],
        preparation_sources=MappingProxyType(read["preparation_sources"]),
        verification_sources=MappingProxyType(read["verification_sources"]),
        molecular_weight_sources=read["molecular_weight_sources"],
    )


def _test(read: Mapping[str, Any], units: Mapping[str, UnitForm]) -> LabTest:
    return LabTest(
        id=read["id"],
        name=read["name"],
        aka=tuple(read["aka"]),
        group=read["group"],
        specimen=read["specimen"],
        loinc=tuple(_term(each) for each in read["loinc"]),
        units=tuple(units.get(each["ucum"]) or _unit(each) for each in read["units"]),
        preparation=_preparation(read["preparation"]),
        conversions=tuple(_conversion(each) for each in read["conversions"]),
        notes=tuple(read.get("notes", ())),
        is_in_sources=read["in_sources"],
        source_ids=tuple(read["source_ids"]),
        members=tuple(read.get("members", ())),
        named_in_sources=read.get("named_in_sources", ""),
    )


def _term(read: Mapping[str, Any]) -> LoincTerm:
    return LoincTerm(
        code=read["code"],
        name=read["name"],
        kind=read["kind"],
        unit_example=read.get("unit_example", ""),
        verified=tuple(read["verified"]),
        note=read.get("note", ""),
    )


def _unit(read: Mapping[str, Any]) -> UnitForm:
    return UnitForm(
        ucum=read["ucum"],
        display=read["display"],
        aliases=tuple(read.get("aliases", ())),
        seen=tuple(read.get("seen", ())),
        note=read.get("note", ""),
    )


def _preparation(read: Mapping[str, Any]) -> Preparation:
    hours = read["fasting_hours"]
    return Preparation(
        fasting_hours=None if hours is None else int(hours),
        text=read["text"] or "",
        source=read["source"] or "",
        caution=read.get("caution", ""),
    )


def _conversion(read: Mapping[str, Any]) -> Conversion:
    return Conversion(
        from_unit=read["from"],
        to_unit=read["to"],
        is_allowed=read["convert"],
        kind=read.get("kind", ""),
        factor=read.get("factor"),
        offset=read.get("offset", Decimal(0)),
        molecular_weight=read.get("molecular_weight"),
        reason=read.get("reason", ""),
        note=read.get("note", ""),
    )
