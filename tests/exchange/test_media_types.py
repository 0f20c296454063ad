"""What a file is, by its content."""

from __future__ import annotations

import pytest

from hoofbeat.exchange.media_types import media_type_of


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"II*\x00", "image/tiff"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        ("Łucja's letter\r\n".encode(), "text/plain"),
        ("Łucja".encode("utf-16"), "text/plain"),
        ("café".encode("latin-1"), "text/plain"),
        (b"#!/bin/sh\nrm -rf /\n", "text/plain"),
        (b"<html><script>alert(1)</script>", "text/plain"),
        (b"\xff\xfe\x00\xd8", "application/octet-stream"),
        (b"PK\x03\x04\x14\x00", "application/octet-stream"),
        (b"MZ\x90\x00", "application/octet-stream"),
        (b"\x7fELF\x02", "application/octet-stream"),
    ],
)
def test_the_content_says_what_it_is(content: bytes, found: str) -> None:
    assert media_type_of(content) == found
