"""What a change does to the record, in Markdown for the people who review it, or as JSON.

It is shown by the host of the repository, next to the change itself, so that older texts may be
quoted. Whoever proposes a change may have written anything into it: nothing of it becomes markup,
mentions anybody or makes a link.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from casebook import addresses
from casebook.catalogue import Words
from casebook.dates import ENGLISH
from casebook.differing.change import CHANGES, Happened
from casebook.differing.libraries import Difference, Moved, RecordDifference
from casebook.differing.plain import PlainSpeaker
from casebook.differing.telling import tell_all
from casebook.figures import figures
from casebook.library import Library
from casebook.markdown import md

MOST_NAMED: Final = 20
"""Names in one line, records of a kind with all their changes: of more, only the number."""
MOST_CHANGES: Final = 40
MOST_RECORDS: Final = 300
# What the host makes links of by itself: addresses, people, numbers of issues, hashes of commits.
_ADDRESS: Final = re.compile(r"(?i)(?<=\w)://|\b(www)\.")
_COMMIT: Final = re.compile(r"\b([0-9a-f]{3})(?=[0-9a-f]{4,37}\b)")


def escaped(text: str) -> str:
    """Escape a text for the Markdown of a code host."""
    shown = md(text).replace("@", "&#64;<!-- -->").replace("\\#", "&#35;<!-- -->")
    shown = _COMMIT.sub(r"\1<!-- -->", shown)
    return _ADDRESS.sub(lambda found: f"{found[1]}&#46;" if found[1] else "&#58;//", shown)


@dataclass(frozen=True)
class MarkdownSpeaker(PlainSpeaker):
    """Speaks as `PlainSpeaker` does, escaped, with links where the site has an address."""

    site_url: str = ""
    about: tuple[str, str] = ("", "")
    """The record that is told about."""

    def text(self, text: str) -> str:
        """Escape a text."""
        return escaped(text)

    def ref(self, kinds: tuple[str, ...], name: str) -> str | None:
        """Link to another record."""
        found = self.found(kinds, name)
        if found is None:
            return None
        return self.linked(found[1].kind_name, name, self.label(*found, name))

    def event(self, event: Happened) -> str:
        """Link to an event."""
        label = super().event(event)
        return self._link(label, *self.about, event.id) if self.site_url else label

    def linked(self, kind: str, name: str, label: str) -> str:
        """Link to a record, if the site has an address."""
        return self._link(escaped(label), kind, name)

    def _link(self, label: str, kind: str, name: str, anchor: str | None = None) -> str:
        if not self.site_url:
            return label
        found = addresses.address_of(kind, name)
        at = anchor or found.anchor
        page = addresses.web_path(found.page)
        return f"[{label}]({self.site_url}{page}{f'#{at}' if at else ''})"


@dataclass(frozen=True)
class Report:
    """A difference with all that it takes to tell it."""

    difference: Difference
    before: Library
    after: Library
    words: Words
    site_url: str = ""

    def markdown(self) -> str:
        """Tell it in Markdown: what a second person must read, numbers, then record by record."""
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._told()).rstrip()) + "\n"

    def as_json(self) -> str:
        """Tell it for programs."""
        return json.dumps(self._plain(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"

    # --- Markdown -----------------------------------------------------------------------------

    def _told(self) -> Iterator[str]:
        say, found = self.words, self.difference
        yield f"## {say('diff-title')}"
        yield ""
        if not (found.records or found.moved or found.vocabularies):
            yield say("diff-nothing")
        yield from self._second_reader()
        yield from self._unread()
        yield from self._numbers()
        if found.vocabularies:
            names = ", ".join(f"`{name}`" for name in found.vocabularies)
            yield from ("", say("diff-vocabularies", names=names))
        shown = found.records[:MOST_RECORDS]
        for kind, records in groupby(shown, key=lambda one: one.kind):
            listed = list(records)
            yield from ("", f"### {say(_KIND_WORDS[kind])} ({len(listed)})", "")
            for one in listed:
                yield from self._record(one)
        if len(shown) < len(found.records):
            yield from ("", say("diff-more", count=len(found.records) - len(shown)))

    def _second_reader(self) -> Iterator[str]:
        listed = [one for one in self.difference.records if one.reasons]
        if not listed:
            return
        yield from (f"> **{self.words('diff-second-reader')}**", ">")
        for one in listed[:MOST_NAMED]:
            why = ", ".join(self.words(_REASON_WORDS[reason]) for reason in one.reasons)
            yield f"> - {self._name(one)}: {why}"
        if len(listed) > MOST_NAMED:
            yield f"> - {self.words('diff-more', count=len(listed) - MOST_NAMED)}"
        yield ""

    def _unread(self) -> Iterator[str]:
        for names, key in (
            (self.difference.unread_after, "diff-unread-after"),
            (self.difference.unread_before, "diff-unread-before"),
        ):
            if names:
                yield from (self.words(key, names=self._names(names)), "")

    def _numbers(self) -> Iterator[str]:
        say, found = self.words, self.difference
        counts = [(kind, *both) for kind, both in found.counts.items() if both[0] != both[1]]
        if counts or found.moved:
            yield from (f"### {say('diff-numbers')}", "")
        for kind, before, after in counts:
            label = say(_KIND_WORDS[kind])
            yield f"- {say('diff-count', what=label, before=before, after=after)}"
        for one in found.moved:
            yield f"- {self._moved(one)}"

    def _moved(self, one: Moved) -> str:
        say = self.words
        what = say(next(each.words for each in figures(self.after) if each.id == one.figure))
        if one.counted == "possible":
            what = say("diff-possible", what=what)
        parts = [say("diff-count", what=what, before=one.before, after=one.after)]
        if one.entered:
            parts.append(say("diff-entered", cases=self._names(one.entered)))
        if one.left:
            parts.append(say("diff-left", cases=self._names(one.left)))
        return "; ".join(parts)

    def _record(self, one: RecordDifference) -> Iterator[str]:
        head = self.words(_WHAT_WORDS[one.what], name=self._name(one))
        yield f"- {head} (`{one.path}`)"
        told = tell_all(one.changes, self._speaker(one))
        yield from (f"    - {line}" for line in told[:MOST_CHANGES])
        if len(told) > MOST_CHANGES:
            yield f"    - {self.words('diff-more', count=len(told) - MOST_CHANGES)}"

    def _name(self, one: RecordDifference) -> str:
        speaker = self._speaker(one)
        if one.what == "deleted":
            return f"**{escaped(one.label)}**"
        return f"**{speaker.linked(one.kind, one.id, one.label)}**"

    def _names(self, names: tuple[str, ...]) -> str:
        cases = self.after.cases
        shown = [escaped(cases[one].name if one in cases else one) for one in names[:MOST_NAMED]]
        more = len(names) - len(shown)
        listed = ", ".join(shown)
        return self.words("diff-and-more", names=listed, count=more) if more else listed

    def _speaker(self, one: RecordDifference) -> MarkdownSpeaker:
        libraries = (self.after, self.before)
        about = one.kind, one.id
        return MarkdownSpeaker(self.words, ENGLISH, libraries, self.site_url, about)

    # --- JSON ---------------------------------------------------------------------------------

    def _plain(self) -> Mapping[str, Any]:
        found = self.difference
        return {
            "records": [
                {
                    "kind": one.kind,
                    "id": one.id,
                    "what": one.what,
                    "label": one.label,
                    "path": one.path,
                    "second_reader": list(one.reasons),
                    "changes": CHANGES.dump_python(one.changes, mode="json"),
                    "told": list(
                        tell_all(
                            one.changes,
                            PlainSpeaker(self.words, ENGLISH, (self.after, self.before)),
                        )
                    ),
                }
                for one in found.records
            ],
            "figures": [
                {
                    "figure": one.figure,
                    "counted": one.counted,
                    "before": one.before,
                    "after": one.after,
                    "entered": list(one.entered),
                    "left": list(one.left),
                }
                for one in found.moved
            ],
            "counts": {kind: list(both) for kind, both in found.counts.items()},
            "vocabularies": list(found.vocabularies),
            "unread": {"before": list(found.unread_before), "after": list(found.unread_after)},
        }


_KIND_WORDS: Final = {
    "case": "diff-cases",
    "article": "diff-articles",
    "event": "diff-events",
    "organisation": "diff-organisations",
    "source": "diff-sources",
    "statistic": "diff-statistics",
    "recommendation": "diff-recommendations",
    "term": "diff-terms",
}
_WHAT_WORDS: Final = {
    "added": "diff-added",
    "changed": "diff-changed",
    "removed": "diff-removed",
    "deleted": "diff-deleted",
}
_REASON_WORDS: Final = {
    "death": "diff-reason-death",
    "child": "diff-reason-child",
    "torture": "diff-reason-torture",
    "sexual-violence": "diff-reason-sexual-violence",
    "health": "diff-reason-health",
}
