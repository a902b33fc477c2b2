"""What a card says: the picture that other sites show of a link to a page.

A card travels without its page, so it says less than the page: never a state without the date up
to which its sources know, and of children no state at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from casebook import edition
from casebook.citation import CITED_KINDS, beginning, known_until, title_of
from casebook.library import FOLDER_OF_KIND
from casebook.markdown import plain
from casebook.models import Article, Case, Event, Record, Statistic
from casebook.pages.liberty import UNKNOWN
from casebook.pages.listing_file import unescaped
from casebook.pages.status import standing
from casebook.pages.world import World

FOLDER: Final = "cards"
"""Where cards lie on the site: `cards/cases/zhanbolat-mamai.png`."""
WIDTH: Final = 1200
HEIGHT: Final = 630
"""In pixels: what sites that show cards ask for."""
_BASES: Final = {"stated": "", "inferred": "card-inferred", "computed": "card-computed"}


@dataclass(frozen=True, slots=True)
class Card:
    """Plain texts, from top to bottom; all but `site`, `kind`, `title` and `known` may be empty."""

    path: str
    """From the root of the site."""
    site: str
    kind: str
    title: str
    who: str
    known: str
    """What the text is about, and up to when its sources know."""
    text: str
    note: str
    """Whether the text is inferred or computed."""
    foot: str

    @property
    def says(self) -> str:
        """What it says beside its title, for programs that show no picture."""
        said = ": ".join(part for part in (self.known, self.text) if part)
        return ". ".join(part for part in (said, self.note) if part)

    @property
    def alt(self) -> str:
        """All that the picture says, for those who do not see it."""
        return ". ".join(part for part in (self.title, self.who, self.says, self.site) if part)


def card_file(folder: str, name: str) -> str:
    """Return where the card of a record lies; `folder` as under `data/`: `cases`."""
    return f"{FOLDER}/{folder}/{name}.png"


def cards(world: World) -> Iterator[Card]:
    """Write a card for each record that has one."""
    for kind in CITED_KINDS:
        for record in world.library.of_kind(kind).values():
            if isinstance(record, Record):
                yield card_of(world, record)


def card_of(world: World, record: Record) -> Card:
    """Write the card of a case, an article, an event or a statistic."""
    who, known, text, note = _said(world, record)
    return Card(
        path=card_file(FOLDER_OF_KIND[record.kind_name], record.id),
        site=edition.SITE_NAME,
        kind=world.words(f"kind-{record.kind_name}"),
        title=plain(title_of(world.linked, record)),
        who=plain(who),
        known=plain(known),
        text=plain(text),
        note=plain(note),
        foot=world.words("card-foot"),
    )


def _said(world: World, record: Record) -> tuple[str, str, str, str]:
    """Say who or what it is, what follows and as of when, the text, and a note."""
    if isinstance(record, Case):
        return _of_case(world, record)
    when = known_until(world.linked, world.states, world.meaning, record)
    known = world.words("card-undated")
    if when is not None:
        known = world.words("card-sources", date=world.date_in_words(when))
    if isinstance(record, Article):
        code = world.label("codes", record.code)
        if record.text_as_of is None:
            return code, known, "", ""
        standing_words = world.label("article-statuses", record.status)
        key = "law-standing-or-later" if record.text_as_of.open_end else "law-standing"
        read = world.date_in_words(beginning(record.text_as_of))
        return code, known, world.words(key, status=standing_words, date=read), ""
    if isinstance(record, Event):
        kind = world.label("event-kinds", record.kind)
        return kind, known, world.date_in_words(record.date), ""
    if isinstance(record, Statistic):
        return "", known, str(record.measure), ""
    raise TypeError(record.kind_name)


def _of_case(world: World, case: Case) -> tuple[str, str, str, str]:
    roles = ", ".join(world.label("roles", role) for role in case.roles)
    place = world.label("places", case.place) if case.place else ""
    who = ", ".join(one for one in (roles or world.label("subject-kinds", case.kind), place) if one)
    found = standing(world, case)
    if found.until is None:
        return who, world.words("card-undated"), "", ""
    date = world.date_in_words(found.until)
    if case.minor is not None:
        return who, world.words("card-sources", date=date), world.words("card-of-child"), ""
    text = unescaped(found.text)
    if found.state == UNKNOWN and found.event is None:
        # In a list the column says what it is that no source tells.
        text = world.words("standing-not-stated")
    note = _BASES[found.basis]
    return who, world.words("card-stands", date=date), text, world.words(note) if note else ""
