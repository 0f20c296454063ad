"""The files that introduce the program to a Linux desktop agree with each other and with the validators."""

from __future__ import annotations

import configparser
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "packaging" / "linux"
NAME = "org.hoofbeat.Hoofbeat"
ENTRY, METAINFO, MIME = (FOLDER / f"{NAME}.{ending}" for ending in ("desktop", "metainfo.xml", "mime.xml"))


def test_the_three_files_speak_of_one_program_and_one_file_type() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(ENTRY, encoding="utf-8")
    metainfo = ET.parse(METAINFO).getroot()
    mime_type = ET.parse(MIME).find("{*}mime-type")
    assert mime_type is not None
    assert entry["Desktop Entry"]["MimeType"] == f"{mime_type.get('type')};"
    assert metainfo.findtext("provides/mediatype") == mime_type.get("type")
    assert metainfo.findtext("launchable") == ENTRY.name
    assert metainfo.findtext("id") == entry["Desktop Entry"]["Icon"] == NAME
    assert metainfo.findtext("summary") == entry["Desktop Entry"]["Comment"]


def test_the_categories_are_the_same_in_the_menu_and_in_the_catalogue() -> None:
    in_menu = re.findall(r"^Categories=(.*);$", ENTRY.read_text(encoding="utf-8"), re.MULTILINE)
    in_catalogue = [category.text for category in ET.parse(METAINFO).findall("categories/category")]
    assert in_menu[0].split(";") == in_catalogue


@pytest.mark.needs("appstreamcli")
def test_the_catalogue_entry_is_valid() -> None:
    check = subprocess.run(
        ["appstreamcli", "validate", "--no-net", METAINFO], capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stdout


@pytest.mark.needs("desktop-file-validate")
def test_the_menu_entry_is_valid() -> None:
    check = subprocess.run(["desktop-file-validate", ENTRY], capture_output=True, text=True, check=False)
    assert check.returncode == 0, check.stdout
