"""The least that reads a document: defusedxml, which forbids what the program forbids."""

from __future__ import annotations

import sys

from defusedxml.ElementTree import parse

print(parse(sys.argv[1], forbid_dtd=True).getroot() is not None)
