"""Invented words, citations, disagreements: what an invented fact is told with."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from random import Random
from typing import Final

from casebook.models import Citation, TimelineEvent
from casebook.models.base import Conflict, LocalText, Misprint
from synthetic.measured import Measured
from synthetic.story import Record

_SENTENCE: Final = (7, 18)  # words
_CHAPTERS, _PARAGRAPHS, _NOTES = 12, 300, 900


class Teller:
    """Tells invented things in the words of real records, shuffled, and at their lengths."""

    def __init__(self, measured: Measured, random: Random) -> None:
        self.random = random
        self._words = measured.words
        self._citations = measured.citations
        self._days = [day for day, _ in measured.citations]

    @property
    def last_day(self) -> date:
        """The last day that a source can tell of."""
        return self._days[-1]

    def text(self, like: LocalText, name: str | None = None) -> str:
        """Tell something as long as another text; a name stands at the beginning."""
        return self.words(len(str(like).split()), name)

    def words(self, count: int, name: str | None = None) -> str:
        """Put some words into sentences."""
        left = max(count, 3)
        sentences: list[str] = []
        while left > 0:
            length = min(left, self.random.randint(*_SENTENCE))
            left -= length
            said = " ".join(self.random.choices(self._words, k=length))
            said = f"{name} {said}" if name and not sentences else said[:1].upper() + said[1:]
            sentences.append(f"{said}.")
        return " ".join(sentences)

    def phrase(self) -> str:
        """Put a few words together."""
        return " ".join(self.random.choices(self._words, k=3))

    def cite(self, many: Iterable[Citation], day: date) -> list[Record]:
        """Cite as many places, in sources that know of the day."""
        first = bisect_left(self._days, day)
        found: dict[tuple[str, str], Record] = {}
        for _ in many:
            _, source = self._citations[self.random.randrange(first, len(self._citations))]
            chapter = self.random.randint(1, _CHAPTERS)
            at = f"ch. {chapter}, para. {self.random.randint(1, _PARAGRAPHS)}"
            if self.random.random() < 1 / 4:
                at = f"note {self.random.randint(1, _NOTES)}"
            found[source, at] = {"source": source, "at": at}
        return list(found.values())

    def conflict(self, like: Conflict, day: date) -> Record:
        """Let sources disagree as they do elsewhere."""
        return {
            "about": self.phrase(),
            "values": [
                {"value": self.phrase(), "sources": self.cite(one.sources, day)}
                for one in like.values
            ],
        }

    def misprint(self, like: Misprint, day: date) -> Record:
        """Let a source slip."""
        return {
            "about": self.phrase(),
            "as_printed": self.phrase(),
            "read_as": self.phrase(),
            "why": self.words(len(like.why.split())),
            "sources": self.cite(like.sources, day),
        }

    def doubts(self, like: TimelineEvent, day: date) -> Record:
        """Let sources disagree and slip as often as about another event."""
        found: Record = {}
        if like.disputed:
            found["disputed"] = [self.conflict(one, day) for one in like.disputed]
        if like.misprints:
            found["misprints"] = [self.misprint(one, day) for one in like.misprints]
        return found
