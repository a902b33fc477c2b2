"""Rules on numbers, and on records as a whole: what belongs together stands together."""

from collections.abc import Iterator
from typing import Final

from casebook.checks.rule import Finding, RecordLook, rule
from casebook.models import Article, SentenceItem, Statistic
from casebook.problems import Level

_WITHOUT_VALUE: Final = frozenset({"not-stated", "dozens"})


@rule("amount-without-currency")
def amount_without_currency(look: RecordLook) -> Iterator[Finding]:
    """A sum of money says in which currency it is."""
    for path, node in look.nodes:
        if isinstance(node, SentenceItem) and node.amount is not None and not node.currency:
            yield Finding((*path, "amount"), "this sum has no currency", "add 'currency: KZT'")


@rule("value-and-kind")
def value_and_kind(look: RecordLook) -> Iterator[Finding]:
    """A value that is not stated has no number, every other has one, and a range has two."""
    if not isinstance(look.record, Statistic):
        return
    for index, value in enumerate(look.record.values):
        path = ("values", index)
        if value.kind in _WITHOUT_VALUE:
            if value.kind == "not-stated" and value.value is not None:
                message = "this value is not stated, and there is a number"
                yield Finding((*path, "value"), message, "remove the number, or correct 'kind'")
        elif value.value is None:
            message = f"this value is of kind {value.kind}, and there is no number"
            yield Finding(path, message, "add 'value', or write 'kind: not-stated'")
        elif (value.kind == "range") != (value.high is not None):
            message = "a range, and only a range, has 'value' and 'high'"
            yield Finding(path, message, "add 'high', remove it, or correct 'kind'")


@rule("article-id-mismatch")
def article_id_mismatch(look: RecordLook) -> Iterator[Finding]:
    """The id of an article says its code and its number."""
    article = look.record
    if not isinstance(article, Article) or article.number is None:
        return
    code, _, number = article.id.partition("-")
    # Ids of other laws are made of their names: `trade-unions-law-10`.
    if code not in look.linked.library.codes or not number[:1].isdigit():
        return
    written = article.number.replace("(", "-").replace(")", "")
    for field, there, said in (("code", article.code, code), ("number", written, number)):
        if there != said:
            message = f"the id {article.id} says {field} {said}, and the record {there}"
            mend = "correct the field, or rename the file; another edition is another article"
            yield Finding((field,), message, mend)


@rule("publication-without-reason", Level.WARNING)
def publication_without_reason(look: RecordLook) -> Iterator[Finding]:
    """What is withheld or removed says since when, and a category of reason."""
    publication = look.record.publication
    if publication.state != "published" and not (publication.reason and publication.since):
        message = f"this record is {publication.state}, without a reason or without a date"
        mend = "add 'reason', a category only, and 'since'; never a detail"
        yield Finding(("publication", "state"), message, mend)


RECORD_RULES: Final = (
    amount_without_currency,
    value_and_kind,
    article_id_mismatch,
    publication_without_reason,
)
