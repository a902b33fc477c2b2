"""The rule on personal data: nothing by which a private person can be found or impersonated."""

import re
from collections.abc import Iterator
from typing import Final

from casebook.checks.rule import Finding, RecordLook, rule

_SUSPECT: Final = re.compile(r"[\d@]|[(\[](?:at|собака)[)\]]")
"""Nothing below matches without; this is quick."""
_NUMBERED: Final = re.compile(
    r"\d{6} ?\d{6}|@|[(\[](?:at|собака)[)\]]|\+[1-9]|8[\s.(-]{0,2}7|\d{4}[ -]\d{4}[ -]"
)
_WORDED: Final = (
    *("Street", "St.", "Avenue", "Ave.", "Lane", "apartment", "apt", "flat"),
    *("ул.", "улиц", "пр.", "проспект", "пр-т", "переул", "мкр", "микрорайон", "кв.", "квартира"),
    *("көшесі", "пәтер", "orn", "irth", "одил", "ожден", "р.", "туған", "Туған", "дүниеге"),
    *("assport", "dentity", "аспорт", "достоверени", "b.", "B.", "OB", "ob"),
)
"""Nor without one of these, which are looked for in a tenth of the time."""
_WEB: Final = re.compile(r"(?:https?://|www\.)\S+")
_DAY: Final = (
    r"(?:\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)?[ .\/-]{1,2}(?:\d{1,2}|[^\W\d]+),?[ .\/-]{1,2}\d{4}"
    r"|[A-Z][a-z]+\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{4}\s+жыл\w*\s+\d{1,2}\s+[^\W\d]+)"
)

_PATTERNS: Final = {
    "an identification number": r"(?<!\d)\d{6} ?\d{6}(?!\d)",
    "the number of a card or a document": (
        r"(?<!\d)\d{4}(?:[ -]\d{4}){3}(?!\d)"
        r"|\b(?:[Pp]assport|[Ii]dentity\s[Cc]ard|[Пп]аспорт|[Уу]достоверени\w+)\W{1,3}"
        r"(?:(?:[Nn]o\.?|N|№)\s?)?[A-ZА-Я]?\d{7,9}\b"
    ),
    "an e-mail address": r"[\w.+-]+\s?(?:@|[(\[](?:at|собака)[)\]])\s?[\w-]+\.\w[\w.-]*",
    "a telephone number": (
        r"\+[1-9](?:[\s().-]{0,2}\d){8,13}(?!\d)"
        r"|(?<![\d-])8[\s.(-]{0,2}7\d{2}[\s.)-]{0,2}\d{3}[\s.-]?\d{2}[\s.-]?\d{2}(?!\d)"
    ),
    "a street address": (
        r"\b\d{1,3}[A-Z]?,?\s+(?:[A-Z][\w'-]+\s+){1,3}(?:Street|St\.|Avenue|Ave\.|Lane)(?!\s+Party)"
        r"|\b[A-Z][\w'-]+\s+(?:Street|St\.|Avenue|Ave\.|Lane),?\s+(?:house\s+)?\d{1,3}(?!\d|th|st)"
        r"|\b(?:apartment|apt\.?|flat)\s+(?:no\.?\s*)?\d{1,4}\b"
        r"|\b(?:ул\.|улиц\w+|пр\.|проспект\w*|пр-т|переул\w+|мкр\.?|микрорайон\w*)"
        r"\s[\w\s«»\".-]{2,40}?(?:,\s*(?:д\.|дом)?|\s+(?:д\.|дом))\s*\d{1,3}(?!\d)"
        r"|\bкв(?:\.|артира)\s*\d{1,4}\b|\bкөшесі,?\s*\d{1,3}(?!\d)|\b\d{1,4}\s*-?\s*пәтер"
    ),
    "an exact date of birth": (
        rf"\b[Bb]orn\s+(?:on\s+)?{_DAY}|\b[Dd]ate\s+of\s+birth\W{{1,4}}{_DAY}"
        rf"|\b(?:[Рр]одил\w+|[Рр]ожден\w+)\W{{1,4}}{_DAY}|{_DAY}\s*(?:г\.?\s*р\.|года?\s+рождения)"
        rf"|\b(?:b\.|[Dd]\.?[Oo]\.?[Bb]\.?|[Дд]\.\s?[Рр]\.)\W{{0,3}}{_DAY}"
        rf"|\b[Тт]уған\s+күні\W{{1,4}}{_DAY}|{_DAY}\s*(?:жылы?|ж\.)?\s*(?:күні\s+)?(?:дүниеге|туған)"
    ),
}
_PERSONAL: Final = re.compile(
    "|".join(f"(?P<p{index}>{pattern})" for index, pattern in enumerate(_PATTERNS.values()))
)
_ENOUGH: Final = {
    "a street address": "remove it; a town is enough to say where",
    "an exact date of birth": "remove it; the age is enough, if a source gives it",
}
_MENDS: Final = {
    f"p{index}": _ENOUGH.get(what, "remove it; no reader needs it")
    for index, what in enumerate(_PATTERNS)
}
_CALLED: Final = {f"p{index}": what for index, what in enumerate(_PATTERNS)}


@rule("personal-data")
def personal_data(look: RecordLook) -> Iterator[Finding]:
    """No text holds an identification number, a telephone number, an e-mail or street address."""
    for path, text in look.texts:
        if _SUSPECT.search(text) and (found := _personal(text)):
            # The text itself is not repeated here: the report may be public.
            message = f"this text holds what looks like {_CALLED[found.lastgroup or '']}"
            yield Finding(path, message, _MENDS[found.lastgroup or ""])


def _personal(text: str) -> re.Match[str] | None:
    plain = _WEB.sub(" ", text) if "://" in text or "www." in text else text
    if _NUMBERED.search(plain) or any(word in plain for word in _WORDED):
        return _PERSONAL.search(plain)
    return None


RECORD_RULES: Final = (personal_data,)
