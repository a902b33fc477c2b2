"""The words of the interface: every label, heading and sentence that no record says.

One file a language, `templates/words/<language>.yaml`, maps a key to a text with `{placeholders}`,
or to one text for each plural form. English is complete and stands in where another language has
no text yet, so Russian and Kazakh can follow key by key without a change to any template.

Texts are plain, without markup. Values are put in as they are given: a template that passes free
text of a record escapes it first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any, Final, Literal

import yaml

PluralForm = Literal["one", "few", "many", "other"]

FALLBACK: Final = "en"
COUNT: Final = "count"
"""The placeholder whose number chooses the plural form."""

_THOUSANDS: Final = "thousands-separator"
# libyaml where PyYAML has it: with its own parser the words take as long as a hundred pages.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CatalogueError(LookupError):
    """A file of words that cannot be used, or words asked for in a way it cannot answer."""


def _one_or_other(number: int) -> PluralForm:
    return "one" if number == 1 else "other"


def _east_slavic(number: int) -> PluralForm:
    last, teens = number % 10, number % 100 in range(11, 15)
    if last == 1 and not teens:
        return "one"
    return "few" if last in range(2, 5) and not teens else "many"


_PLURALS: Final[Mapping[str, tuple[Callable[[int], PluralForm], tuple[PluralForm, ...]]]] = {
    "en": (_one_or_other, ("one", "other")),
    "kk": (_one_or_other, ("one", "other")),
    "ru": (_east_slavic, ("one", "few", "many")),
}
"""Language -> which form a whole number takes, as CLDR has it, and the forms there are."""

Text = str | Mapping[PluralForm, str]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, called like a function: `words("as-of", date="May 2022")`."""

    language: str
    texts: Mapping[str, Text]
    instead: "Words | None" = None

    def __call__(self, key: str, /, **values: object) -> str:
        """Fill the text of a key.

        A whole number under `count` chooses the plural form and is written with its thousands
        apart. Raises CatalogueError for an unknown key and for values that are too many or too
        few: a page must not appear with a word missing.
        """
        text = self.texts.get(key)
        if text is None:
            if self.instead is None:
                raise CatalogueError(f"there are no words for {key!r} in {self.language}")
            return self.instead(key, **values)
        chosen = self._chosen(key, text, values.get(COUNT))
        wanted = placeholders(chosen) if isinstance(text, str) else placeholders(chosen) | {COUNT}
        if wanted != set(values):
            given = ", ".join(sorted(values)) or "nothing"
            needed = ", ".join(sorted(wanted)) or "nothing"
            raise CatalogueError(f"the words for {key!r} need {needed}, and got {given}")
        count = values.get(COUNT)
        shown = {COUNT: self.number(count)} if isinstance(count, int) else {}
        return chosen.format_map(values | shown)

    def number(self, number: float) -> str:
        """Write a number with its thousands apart as the language does; 5.0 is written 5."""
        whole = int(number) if number == int(number) else number
        return f"{whole:,}".replace(",", self(_THOUSANDS))

    @property
    def keys(self) -> frozenset[str]:
        """Every key that can be asked for."""
        return frozenset(self.texts) | (self.instead.keys if self.instead else frozenset())

    @property
    def untranslated(self) -> frozenset[str]:
        """The keys for which another language stands in."""
        return self.keys - frozenset(self.texts)

    def _chosen(self, key: str, text: Text, count: object) -> str:
        if isinstance(text, str):
            return text
        if not isinstance(count, int) or isinstance(count, bool) or count < 0:
            raise CatalogueError(f"the words for {key!r} need a whole number as {COUNT}")
        form, _ = _PLURALS[self.language]
        return text[form(count)]


def placeholders(text: str) -> frozenset[str]:
    """Return the names in braces; raises ValueError for braces that do not match."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def load(folder: Path, language: str = FALLBACK) -> Words:
    """Read the words of a language, with English behind them.

    Raises CatalogueError for a file that is missing or not as described above, and for a language
    whose plural forms are not known here.
    """
    texts = _read(folder / f"{language}.yaml", language)
    if language == FALLBACK:
        return Words(language, texts)
    instead = load(folder)
    for key, text in texts.items():
        other = instead.texts.get(key)
        if other is None:
            raise CatalogueError(f"{language}.yaml: {key}: {FALLBACK}.yaml has no such key")
        if _all_placeholders(text) != _all_placeholders(other):
            raise CatalogueError(f"{language}.yaml: {key}: not the placeholders of {FALLBACK}.yaml")
    return Words(language, texts, instead)


def _all_placeholders(text: Text) -> frozenset[str]:
    forms = (text,) if isinstance(text, str) else text.values()
    # A plural form may leave the number out ("one case"), but is always chosen by it.
    counted = frozenset() if isinstance(text, str) else frozenset({COUNT})
    return counted.union(*map(placeholders, forms))


def _read(path: Path, language: str) -> dict[str, Text]:
    if language not in _PLURALS:
        raise CatalogueError(f"the plural forms of {language!r} are not known here")
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    except FileNotFoundError as error:
        raise CatalogueError(f"there is no {path.name} in {path.parent.name}/") from error
    except yaml.YAMLError as error:
        raise CatalogueError(f"{path.name}: {error}") from error
    if root is None:
        raise CatalogueError(f"{path.name}: there are no words in it")
    return {key: _text(path, key, node, language) for key, node in _pairs(path, root)}


def _pairs(path: Path, node: yaml.Node) -> list[tuple[str, yaml.Node]]:
    """Return keys and values as they stand; PyYAML itself keeps the last of two in silence."""
    if not isinstance(node, yaml.MappingNode):
        raise CatalogueError(_place(path, node) + "keys with their texts belong here")
    seen: set[str] = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.value in seen:
            raise CatalogueError(_place(path, key) + "this key is here twice, or is no word")
        seen.add(key.value)
    return [(key.value, value) for key, value in node.value]


def _text(path: Path, key: str, node: yaml.Node, language: str) -> Text:
    if isinstance(node, yaml.ScalarNode):
        return _checked(path, node)
    _, forms = _PLURALS[language]
    texts = {}
    for name, value in _pairs(path, node):
        if not isinstance(value, yaml.ScalarNode):
            raise CatalogueError(_place(path, value) + f"a form of {key!r} must be a text")
        texts[name] = _checked(path, value)
    if set(texts) != set(forms):
        raise CatalogueError(_place(path, node) + f"{key!r} needs the forms {', '.join(forms)}")
    return {form: texts[form] for form in forms}


def _checked(path: Path, node: yaml.ScalarNode) -> str:
    text: str = node.value
    try:
        names = placeholders(text)
    except ValueError as error:
        raise CatalogueError(_place(path, node) + str(error)) from error
    if not text or not all(name.isidentifier() for name in names):
        raise CatalogueError(_place(path, node) + "a text, with names in its braces, belongs here")
    return text


def _place(path: Path, node: yaml.Node) -> str:
    return f"{path.name}:{node.start_mark.line + 1}: "
