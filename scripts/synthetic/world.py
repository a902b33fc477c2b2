"""The folder `data/` of an invented world: kept records of the real one, invented cases beside."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from casebook.dates import EdtfDate
from casebook.library import Library, load
from casebook.links import link
from casebook.models import Case, Citation
from synthetic.kept import keep
from synthetic.measured import Measured, measure
from synthetic.names import Named, Names
from synthetic.story import FIRST_DAY, Record, write_record
from synthetic.telling import Teller
from synthetic.timelines import Timelines

_INVENTED: Final = "is invented to measure the program with"
# Fewer than the real collection has: as it grows, more cases share an event.
_CASES_AN_EVENT: Final = 5


def make_world(real: Path, target: Path, *, cases: int, seed: int = 1) -> None:
    """Write the folder `data/` of an invented world.

    Args:
        real: The folder that holds the real `data/`.
        target: A folder that holds no `data/` yet.
        cases: How many to invent.
        seed: The same seed makes the same world of the same real records.

    Raises:
        ValueError: There is no real case to measure, or no dated source to cite.
    """
    library = load(real)
    linked = link(library)
    measured = measure(library)
    if not measured.cases or not measured.citations:
        raise ValueError("the real records hold no case or no dated source to go by")
    folder = target / "data"
    keep(linked, real, folder)
    _Inventor(library, measured, folder, Random(seed)).write(cases)  # noqa: S311 - no secrets


class _Inventor:
    """Invents cases one by one, then the events that several of them name."""

    def __init__(self, library: Library, measured: Measured, folder: Path, random: Random) -> None:
        self._library = library
        self._measured = measured
        self._folder = folder
        self._random = random
        self._teller = Teller(measured, random)
        self._names = Names(random)
        self._timelines = Timelines(library, measured, self._teller)
        self._ids: list[str] = []
        self._taking_part: dict[int, list[str]] = {}
        """Number of an invented event -> cases that name it."""

    def write(self, cases: int) -> None:
        """Write so many cases, and the events they name."""
        events = -(-cases // _CASES_AN_EVENT)
        for _ in range(cases):
            self._write_case(self._random.choice(self._measured.cases), events)
        for number, ids in sorted(self._taking_part.items()):
            self._write_event(number, ids)

    def _write_case(self, like: Case, events: int) -> None:
        is_person = like.kind != "organisation"
        named = self._names.person() if is_person else self._names.body()
        number = len(self._ids)
        name = f"{named.latin.lower().replace(' ', '-')}-{number + 1}"
        self._ids.append(name)
        told: Record = {"name": named.latin, "kind": like.kind}
        if like.organisation_kind:
            told["organisation_kind"] = like.organisation_kind
        told["names"] = _spellings(named, len(like.names))
        if named.alike:
            why = "Both are invented."
            told["not_to_be_confused_with"] = [
                {"case": self._ids[one], "why": why} for one in named.alike
            ]
        if like.roles:
            told["roles"] = list(like.roles)
        told["place"] = self._any_place()
        story = self._timelines.story(named.latin, is_person=is_person, length=len(like.timeline))
        self._join(story.events, like, name, events)
        told["summary"] = self._statement(like, named.latin, _last_day(story.events))
        told |= self._ties(like, number)
        if story.proceedings:
            told["proceedings"] = [*story.proceedings.values()]
        told["timeline"] = story.events
        if like.notes:
            told["notes"] = [
                {"text": self._teller.text(one.text), "sources": self._cite(one.sources)}
                for one in like.notes
            ]
        if like.disputed:
            told["disputed"] = [self._teller.conflict(one, FIRST_DAY) for one in like.disputed]
        write_record(self._folder / "cases" / f"{name}.yaml", told)

    def _statement(self, like: Case, name: str, day: date = FIRST_DAY) -> Record:
        text = f"{name} {_INVENTED}. {self._teller.text(like.summary.text)}"
        return {"text": text, "sources": self._teller.cite(like.summary.sources, day)}

    def _ties(self, like: Case, number: int) -> Record:
        """Tie a case to organisations and to earlier cases."""
        told: Record = {}
        if like.affiliations:
            told["affiliations"] = [
                {
                    "organisation": self._random.choice([*self._library.organisations]),
                    "role": "invented member",
                    "sources": self._cite(one.sources),
                }
                for one in like.affiliations
            ]
        earlier = {self._ids[self._random.randrange(number)] for _ in like.related if number}
        if earlier:
            told["related"] = [
                {
                    "case": one,
                    "why": self._teller.words(8),
                    "sources": self._cite(like.summary.sources),
                }
                for one in sorted(earlier)
            ]
        return told

    def _join(self, timeline: list[Record], like: Case, name: str, events: int) -> None:
        """Make as many events part of larger ones as elsewhere; each larger event has its year."""
        shares = sum(event.part_of is not None for event in like.timeline)
        for told in timeline[:shares]:
            year = int(told["date"][:4])
            span = self._teller.last_day.year - FIRST_DAY.year + 1
            number = self._random.randrange(events) // span * span + year - FIRST_DAY.year
            told["part_of"] = _event_id(number)
            ids = self._taking_part.setdefault(number, [])
            if name not in ids:
                ids.append(name)

    def _write_event(self, number: int, ids: list[str]) -> None:
        span = self._teller.last_day.year - FIRST_DAY.year + 1
        year = FIRST_DAY.year + number % span
        like = self._random.choice(self._measured.group_events)
        like_case = self._random.choice(self._measured.cases)
        day = min(date(year, 12, 31), self._teller.last_day)
        told = {
            "title": f"Invented event {number + 1}",
            "kind": like.kind,
            "date": f"{year}",
            "place": self._any_place(),
            "summary": self._statement(like_case, f"Event {number + 1}"),
            "participants": [
                {"case": one, "sources": self._cite(like_case.summary.sources)} for one in ids
            ],
            "timeline": [
                {
                    "id": f"part-{position}",
                    "date": f"{year}",
                    "text": self._teller.text(one.text),
                    "sources": self._teller.cite(one.sources, day),
                }
                for position, one in enumerate(like.timeline, 1)
            ],
        }
        write_record(self._folder / "events" / f"{_event_id(number)}.yaml", told)

    def _cite(self, like: Iterable[Citation]) -> list[Record]:
        return self._teller.cite(like, FIRST_DAY)

    def _any_place(self) -> str:
        return self._random.choice([*self._library.places])


def _last_day(events: Iterable[Record]) -> date:
    """The last day on which one of the events begins: a summary cites what can know of it."""
    begun = (EdtfDate.parse(str(event["date"])).earliest for event in events)
    return max((day for day in begun if day is not None), default=FIRST_DAY)


def _event_id(number: int) -> str:
    return f"invented-event-{number + 1}"


def _spellings(named: Named, count: int) -> list[Record]:
    """Give a name in other scripts, and as others spell it."""
    found: list[Record] = [
        {"text": named.russian, "lang": "ru"},
        {"text": named.kazakh, "lang": "kk"},
        *({"text": one} for one in named.variants),
    ]
    return found[: max(count, 2)]
