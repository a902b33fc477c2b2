"""What the fields of an invented event say: whatever its type needs, and often what it allows."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final, TypeAlias

from casebook.dates import EdtfDate, certainly_before
from casebook.library import Library
from casebook.models import SentenceItem, TimelineEvent
from casebook.models.vocabulary import EventType
from synthetic.measured import Measured
from synthetic.story import FIRST_DAY, Record, Story
from synthetic.telling import Teller

Maker: TypeAlias = Callable[[Story, str | None, date], Any]
"""Makes the value of a field: story, proceeding and last day in."""

_ILL_TREATMENT: Final = "ill-treatment"
# What else a court could have imposed, where no real event of the type says.
_FINE: Final = {"kind": "fine", "mci": 50}
# Dates and words of one real sentence do not fit another.
_NOT_COPIED: Final = frozenset({"since", "until", "text", "runs_from"})
_AFTER_CONVICTION: Final = "serving-imprisonment"
_FREE: Final = "at-liberty"
_ENDED: Final = frozenset({"acquitted", "closed", "dropped", "quashed"})


class FieldMaker:
    """Fills fields from the vocabularies and from what real events of the type say."""

    def __init__(self, library: Library, measured: Measured, teller: Teller) -> None:
        self._library = library
        self._measured = measured
        self._teller = teller
        self._random = teller.random
        self._sentences = [
            item for event in measured.events for item in event.sentence if not item.life
        ]
        self._bodies = tuple(
            name for event in measured.events for name in event.by if name in library.organisations
        ) or tuple(library.organisations)
        self._articles = tuple(
            text
            for event in measured.events
            for text in event.articles
            if self._is_in_force(text.partition(".")[0])
        )
        self._makers: dict[str, Maker] = {
            "articles": lambda *_: sorted({self._random.choice(self._articles) for _ in range(2)}),
            "offences": lambda *_: [self._teller.phrase()],
            "restriction": lambda *_: self._any_of("restriction-kinds"),
            "designation": lambda *_: self._any_of("designations"),
            "grounds": lambda *_: self._any_of("refusal-grounds"),
            "harm": lambda *_: [self._any_of("harm-kinds")],
            "court": lambda *_: "an invented court",
            "by": lambda *_: [self._random.choice(self._bodies)],
            "until": lambda _story, _proceeding, day: f"{day + timedelta(days=60)}",
            "sentence": self._sentence,
            "from_articles": self._charges,
            "lifts": lambda story, *_: story.restricting[-1:],
        }

    def of(
        self,
        kind: EventType,
        like: TimelineEvent,
        story: Story,
        proceeding: str | None,
        day: date,
    ) -> Record:
        """Fill the fields of an event, and keep in the story what it changes.

        Args:
            kind: The type of the event.
            like: A real event that says how much is told.
            story: What happened before.
            proceeding: The proceeding it belongs to.
            day: The last day that its date may mean.
        """
        wanted = [*kind.needs]
        if kind.needs_any:
            wanted.append(self._one_of(kind, story))
        wanted += [name for name in kind.allows if getattr(like, name, None)]
        if like.by:
            wanted.append("by")
        told: Record = {}
        for name in dict.fromkeys(wanted):
            maker = self._makers.get(name)
            value = maker(story, proceeding, day) if maker else None
            if value:
                told[name] = value
        told |= self._liberty(kind, told, story)
        if _ILL_TREATMENT in kind.effects.harm or like.claim == "alleged":
            told |= {"claim": "alleged", "claimed_by": ["an invented lawyer"]}
        if kind.effects.designation and "by" not in told:
            told["by"] = [self._random.choice(self._bodies)]
        if like.place:
            told["place"] = self._any_of("places")
        self._remember(kind, told, story, proceeding)
        return told

    # --- single fields ------------------------------------------------------------------------

    def _one_of(self, kind: EventType, story: Story) -> str:
        """Choose one of the fields of which a type needs any: the first that can be filled."""
        possible = (name for name in kind.needs_any if name in self._makers)
        return next(name for name in possible if name != "lifts" or story.restricting)

    def _charges(self, story: Story, proceeding: str | None, _: date) -> list[str]:
        known = story.charges.get(proceeding or "", [])
        return known[:2] or sorted({self._random.choice(self._articles)})

    def _sentence(self, story: Story, *_: object) -> list[Record]:
        """Impose what real courts imposed; only a person loses liberty."""
        kinds = self._library.sentence_kinds
        items = (self._random.choice(self._sentences) for _ in range(self._random.randint(1, 2)))
        fitting = [item for item in items if story.is_person or not kinds[item.kind].liberty]
        return [_as_record(item) for item in fitting] or [dict(_FINE)]

    def _liberty(self, kind: EventType, told: Record, story: Story) -> Record:
        """Say where a person is after an event whose type leaves that open."""
        effect = kind.effects.liberty
        if effect is None or not effect.by_field or effect.set or not story.is_person:
            return {}
        if effect.by_sentence and self._served(told):
            return {}
        stage = kind.effects.procedure.set if kind.effects.procedure else None
        if stage == "convicted":
            return {"liberty": _AFTER_CONVICTION}
        return {"liberty": _FREE if stage in _ENDED or not story.liberty else story.liberty}

    def _served(self, told: Record) -> str | None:
        """The state of liberty that a sentence brings about."""
        kinds = [self._library.sentence_kinds[item["kind"]] for item in told.get("sentence", [])]
        deciding = [kind for kind in kinds if kind.liberty]
        return max(deciding, key=lambda kind: kind.weight).liberty if deciding else None

    def _remember(
        self, kind: EventType, told: Record, story: Story, proceeding: str | None
    ) -> None:
        effects = kind.effects
        stage = effects.procedure.set if effects.procedure else effects.accountability
        if proceeding:
            if stage:
                story.stages[proceeding].add(stage)
            charged = story.charges.setdefault(proceeding, [])
            charged += [one for one in told.get("articles", []) if one not in charged]
        if story.is_person and effects.liberty:
            served = self._served(told) if effects.liberty.by_sentence else None
            story.liberty = told.get("liberty") or served or effects.liberty.set or story.liberty
        imposes = effects.restrictions
        if imposes and (imposes.add or imposes.add_from_field):
            story.restricting.append(f"{kind.id}-{len(story.events) + 1}")

    def _any_of(self, vocabulary: str) -> str:
        return self._random.choice([*self._library.vocabularies[vocabulary]])

    def _is_in_force(self, name: str) -> bool:
        """Whether an article is of a code that was in force when the invented events begin."""
        code = self._library.codes.get(self._library.articles[name].code)
        if code is None or code.in_force is None:
            return True
        return not certainly_before(EdtfDate.parse(f"{FIRST_DAY}"), EdtfDate.parse(code.in_force))


def _as_record(item: SentenceItem) -> Record:
    return {
        name: value
        for name, value in item.model_dump(exclude_unset=True).items()
        if name not in _NOT_COPIED
    }
