"""Short timelines for tests of the fold and the checks: a line an event, with the real meaning."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from casebook.dates import EdtfDate
from casebook.fold import Meaning, SourceDates, State, state
from casebook.fold.vocabulary import meaning_of
from casebook.library import load
from casebook.models import Case

ROOT = Path(__file__).resolve().parent.parent
REPORT = "report"


@cache
def real_meaning() -> Meaning:
    """The vocabularies of the repository, and one source of 2030 that knows everything."""
    found = meaning_of(load(ROOT))
    assert found.event_types
    return Meaning(
        found.event_types,
        found.liberty_states,
        found.procedure_states,
        found.sentence_kinds,
        {
            REPORT: SourceDates(EdtfDate.parse("2030-01-01"), None),
            "early": SourceDates(EdtfDate.parse("2021-06-30"), None),
        },
    )


def happened(name: str, when: str, kind: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """One event as a record has it."""
    cited = {"sources": [{"source": more.pop("source", REPORT), "at": "p. 1"}]}
    return {"id": name, "date": when, "type": kind, "text": "It happened."} | cited | more


def case_of(*events: dict[str, Any], **more: Any) -> Case:  # noqa: ANN401
    """A case with these events; every proceeding that they name is a criminal one."""
    named = dict.fromkeys(event["proceeding"] for event in events if "proceeding" in event)
    sides = more.pop("proceedings", {})
    proceedings = [{"id": name, "label": name} | sides.get(name, {}) for name in named]
    summary = {"text": "Invented.", "sources": [{"source": REPORT, "at": "p. 1"}]}
    base = {"id": "example-one", "name": "Example One Testov", "kind": "person"}
    return Case.model_validate(
        base | {"summary": summary, "proceedings": proceedings, "timeline": events} | more
    )


def fold(*events: dict[str, Any], on: str | None = None, **more: Any) -> State:  # noqa: ANN401
    """The state after these events, or on a day."""
    return state(case_of(*events, **more), real_meaning(), date.fromisoformat(on) if on else None)


def years(kind: str, number: int, **more: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    """A sentence of one item, in years."""
    return [{"kind": kind, "years": str(number)} | more]
