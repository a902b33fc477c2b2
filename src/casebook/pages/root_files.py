"""What stands at the root of the site for programs: `robots.txt`, and redirects for some hosts.

Hosts that read `_redirects` (Netlify, Cloudflare Pages, GitLab Pages) answer an old address with a
redirect of their own, which keeps the place on the page; on others the page at the old address does
it. Both need the address of the site, because such files speak of the root of the host.
"""

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urlsplit

from casebook.models import Redirect
from casebook.permalinks import MARK, anchor_of, page_of

ROBOTS: Final = "robots.txt"
REDIRECTS: Final = "_redirects"


def root_files(site_url: str, redirects: Iterable[Redirect]) -> Iterator[tuple[str, bytes]]:
    """Make the files; `site_url` ends with a slash, or is empty where it is not known."""
    lines = ["User-agent: *", "Allow: /"]
    if site_url:
        lines += ["", f"Sitemap: {site_url}sitemap.xml"]
    yield ROBOTS, _text(lines)
    base = urlsplit(site_url).path or "/"
    moved = [one for one in redirects if MARK not in one.old]
    if site_url and moved:
        yield REDIRECTS, _text([f"{base}{one.old}/ {base}{_path(one.new)} 301" for one in moved])


def _path(address: str) -> str:
    anchor = anchor_of(address)
    return f"{page_of(address)}/{MARK}{anchor}" if anchor else f"{page_of(address)}/"


def _text(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
