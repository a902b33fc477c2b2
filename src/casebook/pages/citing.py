"""How to cite a page, what to paste into a statement, and what programs are told of the page."""

from dataclasses import dataclass

from casebook import addresses, edition
from casebook.citation import Citable, citable, cited_by
from casebook.data_files import bibliography_file, record_file
from casebook.library import FOLDER_OF_KIND
from casebook.models import Record
from casebook.pages.card import Card, card_of
from casebook.pages.inline import NOTHING, Inline, join
from casebook.pages.liberty import known_words
from casebook.pages.page import Page
from casebook.pages.structured import linked_data

_FORMATS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
_BLANK = "____"


@dataclass(frozen=True, slots=True)
class CiteView:
    """What the section prints, and what the front matter carries for the frame."""

    text: Inline
    """The citation; the date of access is a blank that the reader fills."""
    files: Inline
    sources: Inline
    """The same formats for the sources of the page; empty where it cites none."""
    data: Inline
    briefing: Inline
    """Two to four sentences, ready to paste."""
    title: str
    version: str
    as_of: str
    """EDTF; empty where it is not known."""
    data_path: str
    """The file of the record, from the root of the site."""
    linked_data: Inline
    """JSON-LD, as a quoted value of front matter."""
    card: Card
    """The picture that other sites show of a link."""


@dataclass(frozen=True, slots=True)
class BriefCite:
    """How a page is cited that has nothing to paste: a body, a recommendation, a list, a count."""

    text: Inline
    title: str
    version: str
    as_of: str
    data: Inline = NOTHING
    data_path: str = ""
    """The file of its record; a page that is made of many has none."""


def cite_briefly(page: Page, record: Record) -> BriefCite:
    """Say how such a page is cited. A document is cited itself, and not its page here."""
    world = page.world
    one = citable(world.linked, world.states, world.meaning, record, world.site_url)
    data = record_file(FOLDER_OF_KIND[record.kind_name], record.id)
    return BriefCite(
        text=_citation(page, one),
        data=page.link_to(data, page.say("cite-data")),
        title=one.title,
        version=one.version,
        as_of=one.as_of.text if one.as_of else "",
        data_path=data,
    )


def cite_list(page: Page, title: str, as_of: str = "") -> BriefCite:
    """Say how a page is cited that is made of many records: with the version of all of them.

    `as_of` is the day that it counts, in EDTF, if it counts one.
    """
    world = page.world
    path = addresses.web_path(page.path)
    text = page.say(
        "citation-of-list",
        title=title,
        site=edition.SITE_NAME,
        address=_address(page, f"{world.site_url}{path}" if world.site_url else None, path),
        version=world.data_version,
        blank=_BLANK,
    )
    return BriefCite(text, title, world.data_version, as_of)


def cite(page: Page, record: Record, briefing: Inline) -> CiteView:
    """Say how the page of a record is cited."""
    world = page.world
    one = citable(world.linked, world.states, world.meaning, record, world.site_url)
    data = record_file(FOLDER_OF_KIND[record.kind_name], record.id)
    files = (page.link_to(one.file(form), label) for form, label in _FORMATS.items())
    return CiteView(
        text=_citation(page, one),
        files=page.say("cite-files", files=join(files)),
        sources=_sources(page, record),
        data=page.link_to(data, page.say("cite-data")),
        briefing=join([briefing, _where(page, one)], " "),
        title=one.title,
        version=one.version,
        as_of=one.as_of.text if one.as_of else "",
        data_path=data,
        linked_data=linked_data(page, record, one),
        card=card_of(world, record),
    )


def _sources(page: Page, record: Record) -> Inline:
    if not cited_by(page.world.linked, record):
        return NOTHING
    folder = FOLDER_OF_KIND[record.kind_name]
    files = [
        page.link_to(bibliography_file(folder, record.id, form), label)
        for form, label in _FORMATS.items()
    ]
    text = bibliography_file(folder, record.id, "txt")
    files.append(page.link_to(text, page.say("cite-sources-text")))
    return page.say("cite-sources", files=join(files))


def _citation(page: Page, one: Citable) -> Inline:
    return page.say(
        "citation-of-page",
        title=one.title,
        site=edition.SITE_NAME,
        address=_address(page, one.url, one.path),
        version=one.version,
        known=known_words(page.world, one.as_of),
        blank=_BLANK,
    )


def _where(page: Page, one: Citable) -> Inline:
    """Close a briefing with where it was taken from."""
    address = _address(page, one.url, one.path)
    return page.say("briefing-from", site=edition.SITE_NAME, address=address, version=one.version)


def _address(page: Page, url: str | None, path: str) -> Inline:
    if url is None:
        return page.say("address-path-only", path=f"/{path}")
    return page.say("address-whole", address=url)
