"""Taking plain dates out of texts, so that thousands of cases may share what is left."""

import re
from typing import Final

from casebook.dates import EdtfDate
from casebook.dates.words import DateForm

_NUMBERS: Final = {"{day}": r"(?P<day>\d{1,2})", "{year}": r"(?P<year>\d{4})"}


class PlainDates:
    """Finds days and months in texts of one language; `rows.js` puts them back."""

    def __init__(self, form: DateForm) -> None:
        self._forms = tuple(
            (re.compile(rf"(?<!\w){_pattern(text, months)}(?!\w)"), months)
            for text, months in ((form.day, form.day_months), (form.month, form.months))
        )

    def taken_out(self, text: str) -> tuple[str, list[EdtfDate]]:
        """Return a text with {0}, {1} where it had plain dates, and the dates."""
        dates: list[EdtfDate] = []
        for pattern, months in self._forms:

            def keep(found: re.Match[str], months: tuple[str, ...] = months) -> str:
                parts = found.groupdict()
                day = f"-{int(parts['day']):02}" if "day" in parts else ""
                month = months.index(parts["month"]) + 1
                dates.append(EdtfDate.parse(f"{parts['year']}-{month:02}{day}"))
                return f"{{{len(dates) - 1}}}"

            text = pattern.sub(keep, text)
        return text, dates


def _pattern(form: str, months: tuple[str, ...]) -> str:
    named = "|".join(map(re.escape, sorted(months, key=len, reverse=True)))
    pattern = re.escape(form)
    for name, shape in (_NUMBERS | {"{month}": f"(?P<month>{named})"}).items():
        pattern = pattern.replace(re.escape(name), shape)
    return pattern
