"""Ask whether the outside links of the sources still answer: `make links`.

Prints a report in Markdown. A dead link is no fault of the site, so the exit status is 0 for any
number of them. One request a second, and one at a time: these are other people's servers.
"""

import argparse
import http.client
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from casebook.library import Library, load

AGENT: Final = "casebook-links/1 (checks that cited sources can still be read)"
SECONDS: Final = 20
PAUSE: Final = 1.0
COPIES: Final = "https://web.archive.org/web/"
OK: Final = 200
REFUSED_TO_PROGRAMS: Final = frozenset({401, 403, 405, 429, 503})
"""Answers that a server gives to programs and often not to readers."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for an address: `works`, `unsure` or `dead`, and in words why."""

    state: str
    why: str


def addresses(library: Library) -> dict[str, list[str]]:
    """Collect the addresses that work as far as we know, each with the files that give it."""
    found: dict[str, list[str]] = {}
    for source in library.sources.values():
        for link in source.links:
            if link.url and link.state not in ("dead", "broken-in-print"):
                path = library.path(source.kind_name, source.id)
                found.setdefault(link.url, []).append(path)
    return dict(sorted(found.items()))


def ask(url: str) -> Answer:
    """Ask a server for an address; never raises for what the server does."""
    quoted = urllib.parse.quote(url, safe=":/?#[]@!$&'()*+,;=%~")
    if not quoted.startswith(("http://", "https://")):
        return Answer("dead", "is no address of the web")
    try:
        request = urllib.request.Request(quoted, headers={"User-Agent": AGENT})  # noqa: S310 - looked at above
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - as above
            answer.read(1)
            return Answer("works", f"answers {answer.status}")
    except urllib.error.HTTPError as error:
        state = "unsure" if error.code in REFUSED_TO_PROGRAMS else "dead"
        return Answer(state, f"answers {error.code}")
    except TimeoutError:
        return Answer("unsure", f"does not answer within {SECONDS} seconds")
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer("unsure", f"cannot be reached ({type(error).__name__})")


def check(
    urls: Iterable[str],
    asked: Callable[[str], Answer] = ask,
    wait: Callable[[float], None] = time.sleep,
) -> dict[str, Answer]:
    """Ask for each address in turn, with a pause between."""
    answers = {}
    for number, url in enumerate(urls):
        if number:
            wait(PAUSE)
        answers[url] = asked(url)
    return answers


def report(found: Mapping[str, list[str]], answers: Mapping[str, Answer]) -> Iterator[str]:
    """Tell what does not answer, and where an archived copy may be."""
    states = [answer.state for answer in answers.values()]
    counts = ", ".join(f"{states.count(one)} {one}" for one in ("works", "unsure", "dead"))
    yield f"{len(answers)} links: {counts}"
    for state in ("dead", "unsure"):
        there = [url for url, answer in answers.items() if answer.state == state]
        if there:
            yield f"\n## {state.capitalize()}\n"
        for url in there:
            yield f"- <{url}> {answers[url].why}; in {', '.join(found[url])}"
            yield f"  - copies, if any: <{COPIES}*/{url}>"


def main(arguments: list[str] | None = None) -> int:
    """Check the links of the repository in which it is run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--most", type=int, default=None, help="ask for so many only")
    given = parser.parse_args(arguments)
    library = load(given.root)
    found = addresses(library)
    if not found:
        print("links: no source has a link", file=sys.stderr)
        return 2
    print("\n".join(report(found, check([*found][: given.most]))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
