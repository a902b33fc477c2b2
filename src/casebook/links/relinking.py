"""Linking again after few records changed: only what they refer to is looked at."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from casebook.library import Key, Library
from casebook.links.faults import is_body
from casebook.links.linking import LinkedLibrary, folded, target_of
from casebook.links.references import Reference, references
from casebook.models import Case, Record

MANY: Final = 100
"""So many changed records are linked as soon with all the others."""


def relink(before: LinkedLibrary, library: Library) -> LinkedLibrary | None:
    """Link a library like an earlier one, of which all records but a few are the very same.

    Returns None where only `link` will do: something came or went, a vocabulary or much changed,
    or a case became a body. Faults of references are not looked for: `problems` are those of the
    library, and `faulty` is as it was.
    """
    changed = _changed(before.library, library)
    if changed is None:
        return None
    forward, back = {**before.forward}, {**before.back}
    place = {key: position for position, key in enumerate(forward)}
    for key, record in changed.items():
        fresh = tuple(references(record))
        by_target: defaultdict[Key, list[Reference]] = defaultdict(list)
        for reference in fresh:
            target = target_of(library, reference)
            if target is not None and target != key:
                by_target[target].append(reference)
        gone = {before.target(reference) for reference in forward[key]}
        for target in gone | by_target.keys():
            if target is None or target == key:
                continue
            others = (one for one in back.get(target, ()) if one.source != key)
            # The sort is stable: references of one record stay in the order of its fields.
            found = sorted([*others, *by_target[target]], key=lambda one: place[one.source])
            back[target] = tuple(found)
            if not found:
                del back[target]
        forward[key] = fresh
    names: defaultdict[str, list[str]] = defaultdict(list)
    for case in library.cases.values():
        names[folded(case.name)].append(case.id)
    return replace(
        before,
        library=library,
        forward=forward,
        back=back,
        problems=library.problems,
        namesakes={name: tuple(cases) for name, cases in names.items()},
    )


def _changed(before: Library, library: Library) -> Mapping[Key, Record] | None:
    """Find the records that are not the very same; None if there is more to it."""
    old = {(record.kind_name, record.id): record for record in before.records()}
    new = {(record.kind_name, record.id): record for record in library.records()}
    if [*old] != [*new] or before.vocabularies != library.vocabularies:
        return None
    changed = {key: record for key, record in new.items() if old[key] is not record}
    for key, record in changed.items():
        earlier = old[key]
        if (
            isinstance(record, Case)
            and isinstance(earlier, Case)
            and is_body(record) != is_body(earlier)
        ):
            return None
    return changed if len(changed) <= MANY else None
