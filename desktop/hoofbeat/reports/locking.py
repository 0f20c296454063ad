"""Locks a PDF with a password: AES with 256 bits, revision 6; older revisions are broken, or not opened by every reader."""

from __future__ import annotations

import io
import secrets


def locked(pdf: bytes, password: str) -> bytes:
    """Return a PDF that opens only with this password; its title and all else in it are encrypted too."""
    import pikepdf

    target = io.BytesIO()
    # The owner's password would only lift restrictions, and there are none: nobody needs to know it.
    key = pikepdf.Encryption(user=password, owner=secrets.token_urlsafe(32), R=6, aes=True, metadata=True)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(target, encryption=key, min_version="1.7")
    return target.getvalue()
