"""The page that stays where a record was removed: it says so, and nothing else."""

from dataclasses import dataclass

from casebook.models import Publication
from casebook.pages.front import Front, front
from casebook.pages.inline import Inline
from casebook.pages.page import Page


@dataclass(frozen=True, slots=True)
class RemovedView:
    """All that the template of a removed page prints."""

    front: Front
    title: Inline
    text: Inline


def removed_view(page: Page, publication: Publication) -> RemovedView:
    """Say that a record was removed, since when, and for which category of reason."""
    title = page.say("title-removed")
    text = page.say("removed")
    if publication.since is not None:
        text = page.say("removed-since", date=page.time(publication.since))
    if publication.reason is not None:
        reason = page.world.label("publication-reasons", publication.reason)
        text = page.say("removed-because", removed=text, reason=reason)
    return RemovedView(front(page, title, title, robots="noindex"), title, text)
