"""How like the real records an invented world is: the same figures of both, side by side."""

from collections.abc import Mapping, Sequence
from statistics import mean, median, quantiles
from typing import Final

from casebook.library import Library

PER_CASE: Final = "events a case"
_TENTHS: Final = 10


def likeness(library: Library) -> Mapping[str, float]:
    """Measure the cases of a library: what they hold, how long it is, how often in doubt.

    Shares are between 0 and 1. A library without cases has no figures.
    """
    cases = [case for case in library.cases.values() if case.timeline]
    if not cases:
        return {}
    told = [event for case in cases for event in case.timeline]
    lengths = [len(case.timeline) for case in cases]
    words = [len(str(event.text).split()) for event in told]
    names = [{name.lang for name in case.names} for case in cases]
    return {
        PER_CASE: mean(lengths),
        f"{PER_CASE}, median": median(lengths),
        f"{PER_CASE}, of the longest tenth at least": _last_tenth(lengths),
        "words an event": mean(words),
        "words an event, of the longest tenth at least": _last_tenth(words),
        "words a summary": mean(len(str(case.summary.text).split()) for case in cases),
        "sources an event": mean(len(event.sources) for event in told),
        "proceedings a case": mean(len(case.proceedings) for case in cases),
        "articles an event": mean(len(event.articles) for event in told),
        "spellings a case": mean(len(case.names) for case in cases),
        "cases spelt in Russian": _share(["ru" in langs for langs in names]),
        "cases spelt in Kazakh": _share(["kk" in langs for langs in names]),
        "cases that are organisations": _share([case.kind == "organisation" for case in cases]),
        "events on which sources differ": _share([bool(event.disputed) for event in told]),
        "events with a misprint": _share([bool(event.misprints) for event in told]),
        "events with something inferred": _share([bool(event.inferred) for event in told]),
        "events that are alleged": _share([event.claim == "alleged" for event in told]),
        "events that are part of a larger one": _share([bool(event.part_of) for event in told]),
        "events dated to the day": _share([event.date.precision == "day" for event in told]),
        "types of event in use": len({event.type for event in told}),
    }


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found)


def _last_tenth(values: Sequence[int]) -> float:
    return quantiles(values, n=_TENTHS)[-1] if len(values) > 1 else float(values[0])
