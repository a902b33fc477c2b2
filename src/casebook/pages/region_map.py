"""The map of the regions: how many cases each has, linked to its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from casebook import addresses
from casebook.models import Case
from casebook.pages.page import Page

STYLE: Final = "assets/stylesheets/browse.css"
_STEPS: Final = (1, 5, 20, 100)
"""From how many cases on a region is one shade darker."""


@dataclass(frozen=True, slots=True)
class OnMap:
    """One region: plain texts, for attributes."""

    code: str
    href: str
    label: str
    count: int
    shade: int


@dataclass(frozen=True, slots=True)
class RegionMap:
    """All that the template of the map prints; outlines are in `templates/maps/`."""

    title: str
    regions: tuple[OnMap, ...]
    style: str


def region_map(page: Page, found: Mapping[str, Sequence[Case]]) -> RegionMap:
    """Lay out the map on the page that lists the regions."""
    world = page.world
    here = addresses.web_path(page.path)
    regions = []
    for code in world.library.vocabularies["regions"]:
        count = len(found.get(code, ()))
        name = world.label("regions", code)
        target = addresses.web_path(addresses.page_of("region", code))
        regions.append(
            OnMap(
                code=code,
                # Links in HTML are not followed by MkDocs, so they lead to finished pages.
                href=target.removeprefix(here),
                label=world.words("map-region", region=name, count=count),
                count=count,
                shade=sum(count >= step for step in _STEPS),
            )
        )
    return RegionMap(
        title=world.words("map-title"),
        regions=tuple(regions),
        style=addresses.link(page.path, STYLE),
    )
