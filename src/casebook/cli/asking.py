"""Asking a person at a terminal about an event: one question at a time, and again if need be."""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from casebook.dates import DateError, EdtfDate
from casebook.imposed import HOW, ImposedError, imposed
from casebook.library import Library
from casebook.models import Case
from casebook.problems import closest
from casebook.reading import mended_id

if TYPE_CHECKING:
    from casebook.models.vocabulary import EventType

_SHOWN: Final = 12
"""How many choices are listed at once."""


class Refused(ValueError):  # noqa: N818 - an answer is refused, nothing failed
    """Why an answer will not do; the question is asked again."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Questions about an event of one case, which may be None while its file cannot be read."""

    library: Library
    case: Case | None

    def type_of(self, answer: str) -> str:
        """Find the type of event that a person means by an id, a label, or a part of either."""
        types: Mapping[str, EventType] = self.library.event_types
        guess = mended_id(answer)[0]
        if guess is not None and guess in types:
            return guess
        said = answer.casefold()
        labels = {
            one.id: [text.casefold() for text in (one.label.en, one.label.ru, one.label.kk) if text]
            for one in types.values()
        }
        named = [name for name, texts in labels.items() if said in texts]
        if len(named) == 1:
            return named[0]
        near = [name for name, texts in labels.items() if any(said in text for text in texts)]
        near += [name for name in types if guess and guess in name and name not in near]
        if not near and (one := closest(guess or "", types)):
            near = [one]
        listed = "; ".join(f"{name} ({types[name].label.en})" for name in near[:_SHOWN])
        if not listed:
            listed = (
                "all are listed in data/vocabularies/event-types.yaml; 'context' is for the rest"
            )
        raise Refused(f"which do you mean? {listed}")

    def proceeding_of(self, answer: str) -> str:
        """Take the id of a proceeding of the case."""
        there = self.proceedings
        if answer in there:
            return answer
        raise Refused(f"the case has {', '.join(there)}")

    @property
    def proceedings(self) -> tuple[str, ...]:
        """The ids of the case's proceedings."""
        return tuple(one.id for one in self.case.proceedings) if self.case else ()

    def source_of(self, answer: str) -> str:
        """Take the id of a source that is there."""
        if answer in self.library.sources:
            return answer
        near = closest(answer, self.library.sources)
        hint = f" (did you mean {near}?)" if near else ""
        raise Refused(
            f"there is no data/sources/{answer[:80]}.yaml{hint}; "
            "Ctrl-C ends this, and `make new-source ID=...` starts one"
        )

    def sentence_of(self, answer: str) -> str:
        """Take something imposed, of a kind that is there."""
        try:
            kind = imposed(answer)["kind"]
        except ImposedError as error:
            raise Refused(str(error)) from None
        kinds = self.library.sentence_kinds
        if kind not in kinds:
            near = closest(kind, kinds)
            hint = f" (did you mean {near}?)" if near else ""
            raise Refused(f"there is no kind '{kind}'{hint}; there are {', '.join(kinds)}")
        return answer

    def needed(self, kind: str) -> Iterator[tuple[str, str, Callable[[str], str]]]:
        """Go through what else a type asks for: field, question, and what takes the answer."""
        event_type = self.library.event_types.get(kind)
        if event_type is None:
            return
        # An appeal that is only filed moves nothing, and still belongs to one case in court.
        if event_type.axis == "procedure" and self.proceedings:
            there = ", ".join(self.proceedings)
            only = " (Enter takes it)" if len(self.proceedings) == 1 else ""
            yield "proceeding", f"Which case in court: {there}{only}", self.proceeding_of
        fields = {*event_type.needs, *event_type.needs_any}
        if "articles" in fields:
            yield "articles", "Under which article: cc-405, or cc-272.1 for a part", str
        if "sentence" in fields:
            yield "sentence", f"What was imposed: {HOW}", self.sentence_of


def date_of(answer: str) -> str:
    """Take a date that can be read."""
    try:
        return str(EdtfDate.parse(answer))
    except DateError as error:
        raise Refused(f"{error.message}; {error.mend}") from None


def ask(question: str, take: Callable[[str], str] = str) -> str:
    """Ask until an answer will do; an empty one, or the end of what is typed, is no answer."""
    while True:
        print(f"{question}\n> ", end="", flush=True)
        answer = sys.stdin.readline().strip()
        if not answer:
            return ""
        try:
            return take(answer)
        except Refused as refused:
            print(f"  {refused}")
