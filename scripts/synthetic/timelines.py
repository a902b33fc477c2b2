"""Invented timelines: a walk through the types of events that the rules for records accept.

What follows what is drawn from the real timelines, and now and then the type that was told least
so far, so that every type occurs. What a type needs, allows and requires is read from the
vocabulary: a new type needs no change here.
"""

from collections import Counter
from datetime import date, timedelta
from typing import Final

from casebook.library import Library
from casebook.models import TimelineEvent
from casebook.models.vocabulary import EventType, Requirement
from synthetic.fields import FieldMaker
from synthetic.measured import Measured
from synthetic.story import FIRST_DAY, Record, Story
from synthetic.telling import Teller

_RAREST: Final = 0.1  # how often the type told least is chosen; always, if it was never told
_LEADING: Final = 0.5  # how often what leads to one that was never told
_NEW_PROCEEDING: Final = 0.2
_ENDING: Final = 0.1  # how often a long enough timeline ends with a death
_ENOUGH: Final = 3
OTHERS: Final = "others"


class Timelines:
    """Makes one timeline after another, and remembers how often each type was told."""

    def __init__(self, library: Library, measured: Measured, teller: Teller) -> None:
        self._library = library
        self._measured = measured
        self._teller = teller
        self._random = teller.random
        self._fields = FieldMaker(library, measured, teller)
        self._told = Counter(dict.fromkeys(library.event_types, 0))
        self._overall = Counter(event.type for event in measured.events)

    def story(self, name: str, *, is_person: bool, length: int) -> Story:
        """Tell a timeline of so many events, on as many days."""
        span = (self._teller.last_day - FIRST_DAY).days
        chosen = sorted(self._random.sample(range(span), length))
        days = [FIRST_DAY + timedelta(days=number) for number in chosen]
        story = Story(name, is_person)
        previous = ""
        for number in range(length):
            kind = self._next(story, previous, is_last=number == length - 1)
            self._told[kind.id] += 1
            self._tell(story, kind, days[number])
            previous = kind.id
        return story

    # --- which type ---------------------------------------------------------------------------

    def _next(self, story: Story, previous: str, *, is_last: bool) -> EventType:
        may_end = is_last and story.is_person and len(story.events) >= _ENOUGH
        types = self._library.event_types.values()
        untold = any(self._is_final(kind) and not self._told[kind.id] for kind in types)
        ends = may_end and (untold or self._random.random() < _ENDING)
        may = {kind.id: kind for kind in types if self._may(story, kind, ends=ends)}
        rarest = self._rarest(may)
        chance = _RAREST if all(self._told.values()) else _LEADING
        if ends or not self._told[rarest.id] or self._random.random() < chance:
            return rarest
        for weights in (self._measured.following.get(previous, {}), self._overall):
            usual = {name: weights[name] for name in weights if name in may}
            if usual:
                return may[self._random.choices([*usual], [*usual.values()])[0]]
        return may[self._random.choice([*may])]

    def _rarest(self, may: dict[str, EventType]) -> EventType:
        """Choose the type told least; before it, what leads to one that was never told."""
        never = [kind for kind in self._library.event_types.values() if not self._told[kind.id]]
        needed = {state for kind in never for need in kind.requires for state in need.any_of}
        leading = {
            name for name, kind in may.items() if not self._told[name] or _sets(kind) & needed
        }
        return may[min(leading or may, key=lambda one: (self._told[one], one))]

    def _may(self, story: Story, kind: EventType, *, ends: bool) -> bool:
        """Whether the rules let such an event come next."""
        if ends or self._is_final(kind):
            return ends and self._is_final(kind)
        sets = kind.effects.liberty.set if kind.effects.liberty else None
        if not story.is_person and (sets or "liberty" in kind.needs):
            return False
        return all(self._is_met(story, need) for need in kind.requires)

    def _is_final(self, kind: EventType) -> bool:
        """Whether nothing can follow such an event."""
        sets = kind.effects.liberty.set if kind.effects.liberty else None
        return sets is not None and self._library.liberty_states[sets].final

    def _is_met(self, story: Story, need: Requirement) -> bool:
        if need.axis == "procedure":
            return any(stages & {*need.any_of} for stages in story.stages.values())
        now = self._library.liberty_states[story.liberty]
        return (
            now.id in need.any_of
            or (need.custody and now.custody)
            or (need.confined and now.confined)
        )

    # --- what it says -------------------------------------------------------------------------

    def _tell(self, story: Story, kind: EventType, day: date) -> None:
        like = self._random.choice(self._measured.of_type.get(kind.id) or self._measured.events)
        when, until = self._date(like, day)
        told: Record = {"id": f"{kind.id}-{len(story.events) + 1}", "date": when, "type": kind.id}
        proceeding = self._proceeding(story, kind, day)
        if proceeding:
            told["proceeding"] = proceeding
        if like.after and story.events:
            told["after"] = [story.events[-1]["id"]]
        told |= self._fields.of(kind, like, story, proceeding, until)
        told["text"] = self._teller.text(like.text, story.name)
        told["sources"] = self._teller.cite(like.sources, until)
        if any(one.field == "date" for one in like.inferred):
            told["inferred"] = [{"field": "date", "why": self._teller.words(12)}]
        told |= self._teller.doubts(like, until)
        story.events.append(told)

    def _date(self, like: TimelineEvent, day: date) -> tuple[str, date]:
        """Write a day as precisely as another event; also the last day that it may mean."""
        if like.date.precision == "year":
            return f"{day.year}", day
        if like.date.precision == "month":
            return f"{day:%Y-%m}", day
        if like.date.precision == "interval":
            until = min(day + timedelta(days=self._random.randint(1, 90)), self._teller.last_day)
            return f"{day}/{until}", until
        return f"{day}", day

    def _proceeding(self, story: Story, kind: EventType, day: date) -> str | None:
        """Choose the proceeding that an event belongs to, or begin one; None if it needs none."""
        effects = kind.effects
        others = effects.accountability is not None
        wanted = [need.any_of for need in kind.requires if need.axis == "procedure"]
        needed = {state for states in wanted for state in states}
        if needed:
            return next(name for name, stages in story.stages.items() if stages & needed)
        if not (others or effects.procedure or kind.id in self._measured.proceeding_kinds):
            return None
        what = self._measured.proceeding_kinds.get(kind.id, "criminal")
        there = [
            name
            for name, one in story.proceedings.items()
            if one["kind"] == what and (one.get("against") == OTHERS) == others
        ]
        if there and self._random.random() > _NEW_PROCEEDING:
            return there[-1]
        name = f"{what}-{day.year}-{len(story.proceedings) + 1}"
        label = f"{self._teller.phrase()} (invented)"
        story.proceedings[name] = {"id": name, "kind": what, "label": label}
        if others:
            story.proceedings[name] |= {"against": OTHERS, "accused": "an invented officer"}
        story.stages[name] = set()
        return name


def _sets(kind: EventType) -> set[str | None]:
    """States of liberty and of a proceeding that a type itself brings about."""
    liberty, procedure = kind.effects.liberty, kind.effects.procedure
    return {liberty.set if liberty else None, procedure.set if procedure else None}
