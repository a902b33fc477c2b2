"""Making the pages of a finished site lead to each other when they are opened from a folder.

On a host an address ends with a folder, `cases/x/`, and the host answers with the page in it. A
folder on a disk has nobody to answer: there a link has to name the page, `cases/x/index.html`.
Only links change; files stay where they are, so that a copy has the addresses of the site.
"""

import html
import posixpath
import re
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import unquote

PAGE: Final = "index.html"
# What stands in scripts is no link, and the policy of a page knows them by their hash.
_SCRIPT: Final = re.compile(r"(<script\b.*?</script\s*>)", re.DOTALL | re.IGNORECASE)
_TAG: Final = re.compile(r"<(?:a|area|link)\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_LINK: Final = re.compile(
    r"(?P<before>\s(?:xlink:)?href\s*=\s*)"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))",
    re.IGNORECASE,
)
_REFRESH: Final = re.compile(
    r"(?P<before><meta http-equiv=\"refresh\" content=\"0; url=)(?P<bare>[^\"]*)(?=\">)"
)
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|[?#]|$", re.IGNORECASE)


class UnhostedError(ValueError):
    """Why a site cannot be changed, in words for the person who built it."""


def unhost(site: Path) -> int:
    """Let every page of a finished site name the pages it links to, in place; count the pages.

    To do it twice changes nothing more. Raises UnhostedError if there is no page.
    """
    pages = sorted(site.rglob("*.html"))
    if not pages:
        raise UnhostedError(f"there is no page in {site}")
    folders = {path.parent.relative_to(site).as_posix() for path in pages if path.name == PAGE}
    for path in pages:
        page = path.read_bytes().decode()
        new = unhosted(page, path.relative_to(site).as_posix(), folders)
        if new != page:
            path.write_bytes(new.encode())
    return len(pages)


def unhosted(page: str, path: str, folders: AbstractSet[str]) -> str:
    """Return a page whose links to folders name the page in them.

    Args:
        page: Its HTML.
        path: Where it lies in the site: `cases/x/index.html`.
        folders: The folders of the site that hold a page, `.` for its root.
    """
    mend = partial(_mended, here=posixpath.dirname(path), folders=folders)
    parts = _SCRIPT.split(page)
    for number in range(0, len(parts), 2):
        links = _TAG.sub(lambda tag: _LINK.sub(mend, tag[0]), parts[number])
        parts[number] = _REFRESH.sub(mend, links)
    return "".join(parts)


def _mended(found: re.Match[str], here: str, folders: AbstractSet[str]) -> str:
    kind = found.lastgroup or "bare"
    address = found[kind]
    path, rest = re.fullmatch(r"([^?#]*)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
    plain = unquote(html.unescape(path))
    if _ELSEWHERE.match(plain) or posixpath.normpath(posixpath.join(here, plain)) not in folders:
        return found[0]
    mark = {"double": '"', "single": "'"}.get(kind, "")
    return f"{found['before']}{mark}{path.removesuffix('/')}/{PAGE}{rest}{mark}"
