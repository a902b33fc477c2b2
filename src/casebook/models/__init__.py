"""What a record is: one pydantic model for each kind of file under `data/`.

The models say shape only (which fields, of which type). Rules that look at two fields or two
records at once live in `casebook.checks`, where a problem can point at the exact line.
"""

from casebook.models.article import Article
from casebook.models.base import (
    ARTICLE_REFERENCE,
    Check,
    Citation,
    Conflict,
    Inference,
    LocalText,
    Misprint,
    Model,
    Name,
    Publication,
    Record,
    Ref,
    Statement,
)
from casebook.models.case import Case
from casebook.models.event import Event
from casebook.models.glossary import Glossary, Term
from casebook.models.organisation import Organisation
from casebook.models.recommendation import Recommendation
from casebook.models.redirect import Redirect, Redirects
from casebook.models.source import Source
from casebook.models.statistic import Statistic
from casebook.models.timeline import Proceeding, SentenceItem, TimelineEvent
from casebook.models.vocabulary import VOCABULARIES, Vocabulary, VocabularyTerm

RECORD_FOLDERS: dict[str, type[Record]] = {
    "cases": Case,
    "articles": Article,
    "events": Event,
    "organisations": Organisation,
    "sources": Source,
    "statistics": Statistic,
    "recommendations": Recommendation,
}
"""Folder under `data/` -> the model of each file in it."""

__all__ = [
    "ARTICLE_REFERENCE",
    "RECORD_FOLDERS",
    "VOCABULARIES",
    "Article",
    "Case",
    "Check",
    "Citation",
    "Conflict",
    "Event",
    "Glossary",
    "Inference",
    "LocalText",
    "Misprint",
    "Model",
    "Name",
    "Organisation",
    "Proceeding",
    "Publication",
    "Recommendation",
    "Record",
    "Redirect",
    "Redirects",
    "Ref",
    "SentenceItem",
    "Source",
    "Statement",
    "Statistic",
    "Term",
    "TimelineEvent",
    "Vocabulary",
    "VocabularyTerm",
]
