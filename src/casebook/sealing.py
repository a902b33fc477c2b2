"""Sealing the pages of a finished site with a content security policy.

The policy lets a page run the scripts of the site and those written in it by the theme, each by
its hash, and nothing that a text could have brought in. It stands in the page itself, because the
site must be as safe from any host, a mirror or a folder, where nobody sets headers.
"""

import base64
import hashlib
import html
import re
from pathlib import Path
from typing import Final

_SCRIPT: Final = re.compile(rb"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_NOT_RUN: Final = re.compile(
    rb"\bsrc\s*=|type\s*=\s*[\"']?application/(?:ld\+)?json", re.IGNORECASE
)
_CHARSET: Final = re.compile(rb"<meta charset=[\"']?utf-8[\"']?\s*/?>", re.IGNORECASE)
_BEGIN: Final = b'<meta http-equiv="Content-Security-Policy" content="'
_SEAL: Final = re.compile(rb"\n?" + re.escape(_BEGIN) + rb'[^"]*">')

# `file:` lets a copy in a folder run; a page from the web may load no file whatever a policy says.
_OWN: Final = "'self' file:"
_RULES: Final = (
    "default-src 'none'",
    "script-src {own}{hashes}",
    "style-src {own} 'unsafe-inline'",  # the theme sets sizes and colours on elements
    "img-src {own} data:",
    "font-src {own}",
    "connect-src {own}",
    "worker-src {own}",
    "manifest-src {own}",
    "base-uri 'none'",
    "form-action 'self'",
)


class SealError(ValueError):
    """Why a site cannot be sealed, in words for the person who built it."""


def policy(page: bytes) -> str:
    """Return the policy for one page: a hash for each script that is written in it and runs."""
    scripts = [
        body for attributes, body in _SCRIPT.findall(page) if not _NOT_RUN.search(attributes)
    ]
    hashes = sorted({f" 'sha256-{_hash(body)}'" for body in scripts})
    return "; ".join(_RULES).format(own=_OWN, hashes="".join(hashes))


def sealed(page: bytes) -> bytes:
    """Return a page with its policy, before anything that the policy is about.

    Raises SealError for a page without a declaration of its encoding, behind which it belongs.
    """
    # Looking for the seal where there is none would take longer than all the rest.
    bare = _SEAL.sub(b"", page) if _BEGIN in page else page
    place = _CHARSET.search(bare)
    if place is None or ((script := _SCRIPT.search(bare)) and script.start() < place.start()):
        raise SealError("it has no <meta charset> before its scripts")
    text = html.escape(policy(bare), quote=False).encode()
    seal = b'\n<meta http-equiv="Content-Security-Policy" content="' + text + b'">'
    return bare[: place.end()] + seal + bare[place.end() :]


def seal(site: Path) -> int:
    """Seal every page of a site, in place; return how many there are.

    Raises SealError if there is none, or one cannot be sealed.
    """
    pages = sorted(site.rglob("*.html"))
    if not pages:
        raise SealError(f"there is no page in {site}")
    for path in pages:
        page = path.read_bytes()
        try:
            new = sealed(page)
        except SealError as error:
            raise SealError(f"{path.relative_to(site).as_posix()}: {error}") from None
        if new != page:
            path.write_bytes(new)
    return len(pages)


def _hash(body: bytes) -> str:
    return base64.b64encode(hashlib.sha256(body).digest()).decode()
