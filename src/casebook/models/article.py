"""A legal provision: its titles, parts, penalties, history and criticism."""

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from casebook.dates import EdtfDate
from casebook.models.base import (
    Citation,
    Citations,
    Id,
    Inference,
    LocalText,
    Model,
    NonEmpty,
    OrganisationRef,
    Record,
    Ref,
    Statement,
)
from casebook.models.timeline import Quantity

ArticleId = Annotated[Id, Ref("article")]


class Penalty(Model):
    """One penalty that a part allows, at its highest."""

    kind: Annotated[Id, Ref("vocabulary:penalty-kinds")]
    at_most: Quantity | None = Field(default=None, description="The upper bound, in `unit`.")
    at_least: Quantity | None = Field(default=None, description="The lower bound, in `unit`.")
    unit: Annotated[Id, Ref("vocabulary:penalty-units")] | None = None
    optional: bool = Field(default=False, description="The court may add it or leave it out.")
    text: LocalText | None = None


class Part(Model):
    """A part of an article: what it punishes, and how."""

    number: Annotated[str, StringConstraints(pattern=r"^[0-9]+(-[0-9]+)?$")] | None = Field(
        default=None, description="Its number; none where the article is one part."
    )
    elements: LocalText = Field(description="What it punishes, in own words.")
    penalties: tuple[Penalty, ...] = ()
    gravity: Annotated[Id, Ref("vocabulary:gravities")] | None = None
    inferred: tuple[Inference, ...] = ()


class Change(Model):
    """Something that happened to the provision: adopted, amended, excluded, moved."""

    date: EdtfDate
    kind: Annotated[Id, Ref("vocabulary:law-change-kinds")]
    text: LocalText
    sources: Citations
    inferred: tuple[Inference, ...] = ()


class TitleOrigin(Model):
    """Where a title in one language comes from, when it is not the official text."""

    lang: Annotated[str, StringConstraints(pattern=r"^(en|ru|kk)$")]
    origin: Annotated[Id, Ref("vocabulary:title-origins")]
    sources: tuple[Citation, ...] = ()


class Criticism(Model):
    """What somebody said is wrong with the provision."""

    text: LocalText
    by: tuple[OrganisationRef, ...] = ()
    by_names: tuple[NonEmpty, ...] = Field(
        default=(), description="Named by the source as the author of the comment."
    )
    sources: Citations


class Move(Model):
    """The same conduct in another code or under another number."""

    article: ArticleId
    text: LocalText | None = None
    sources: Citations


class Article(Record):
    """A provision of one code in one edition: `cc-405` is the Criminal Code of 2014."""

    kind_name: ClassVar[str] = "article"

    code: Annotated[Id, Ref("vocabulary:codes")] = Field(
        description="The code and its edition: cc (2014), cc1997, cao and so on."
    )
    number: Annotated[str, StringConstraints(pattern=r"^[0-9]+(-[0-9]+)?(\([0-9]+\))?$")] | None = (
        Field(default=None, description="405, 489-1, 3(30); none for a law as a whole.")
    )
    title: LocalText
    title_origins: tuple[TitleOrigin, ...] = ()
    short_title: LocalText | None = Field(
        default=None, description="What people call it: mass riots."
    )
    aliases: tuple[NonEmpty, ...] = Field(
        default=(), description="Other words it is searched by, in any language."
    )
    chapter: LocalText | None = None
    part_of_code: Annotated[Id, Ref("vocabulary:code-parts")] = "special"
    status: Annotated[Id, Ref("vocabulary:article-statuses")] = Field(
        default="unknown", description="Its standing in the text that was read, at `text_as_of`."
    )
    text_as_of: EdtfDate | None = Field(
        default=None, description="The date of the text that was read; never today's law."
    )
    summary: Statement | None = None
    parts: tuple[Part, ...] = ()
    history: tuple[Change, ...] = ()
    moved_to: tuple[Move, ...] = ()
    moved_from: tuple[Move, ...] = ()
    lists: tuple[Annotated[Id, Ref("vocabulary:article-lists")], ...] = Field(
        default=(), description="Lists it stands on, such as the 23 extremism articles of 2019."
    )
    topics: tuple[Annotated[Id, Ref("vocabulary:topics")], ...] = ()
    criticism: tuple[Criticism, ...] = ()
    sources: tuple[Citation, ...] = Field(
        default=(), description="Where titles, parts and penalties were read."
    )

    @property
    def label(self) -> str:
        """The number with its title; the code is named by the page around it."""
        name = self.short_title or self.title
        return f"{self.number} {name}" if self.number else str(name)
