"""Words that people write for a key in English, Russian and Kazakh, and the key that they mean."""

from collections.abc import Collection
from typing import Final

_WORDS: Final = """
actors: исполнители орындаушылар
amount: sum сумма сома
articles: statute charges статья статьи бап баптар
at: page pages chapter paragraph where страница стр место_в_источнике глава пункт бет тарау тармақ
authors: автор авторы авторлар
by: court_or_body кем орган
claimed_by: заявитель
country: страна ел
court: суд сот
currency: валюта
date: day when дата день число күні күн мерзімі
days: дней дни
description: описание сипаттама
elements: состав құрамы
events: event_ids события оқиғалар
harm: вред зиян
history: история тарихы
hours: часов часы сағат
issued: published year дата_издания шыққан_күні
kind: sort вид түрі
label: ярлык белгі
lang: language язык тіл тілі
links: url link website ссылка ссылки сілтеме сілтемелер
members: участники мүшелер
months: месяцев месяцы ай айлар
name: title full_name имя фио название аты есімі атауы аты-жөні
names: aliases other_names имена имена_и_варианты есімдер аттары
note: comment remark примечание заметка ескерту ескертпе
notes: comments remarks примечания заметки ескертпелер
number: номер нөмір нөмірі
offences: crimes преступления преступление қылмыс қылмыстар
parts: часть части бөлік бөліктер
place: town city location место город населённый_пункт орын орны қала
proceeding: case trial дело производство іс
proceedings: trials дела производства істер
publishers: издатель издатели баспагер
region: oblast province регион область облыс өңір аймақ
roles: role occupation profession роль роли профессия рөлі рөлдер мамандығы
sentence: punishment penalty verdict приговор наказание срок үкім жаза
short_title: short_name краткое_название қысқаша_атауы
size: число_людей саны
source: reference url link источник ссылка дереккөз сілтеме
sources: references links citations источники ссылки дереккөздер дереккөзі сілтемелер
summary: description about bio abstract описание кратко резюме сипаттама түйін қысқаша
text: description what content details текст описание что мәтін сипаттама
timeline: history events chronology хронология события лента шежіре оқиғалар хронологиясы
title: name heading название заголовок атауы тақырып
type: kind event_type тип вид түрі типі
until: до дейін
value: значение мәні
values: значения мәндері
why: reason причина себебі
years: term лет годы жыл жылдар
"""

_KEYS: Final[dict[str, list[str]]] = {}
"""A word -> the keys it can mean, whichever of them the model has."""
for _line in _WORDS.strip().splitlines():
    _key, _others = _line.split(": ")
    for _word in _others.split():
        _KEYS.setdefault(_word, []).append(_key)

_NEVER_WRITTEN: Final = {
    **dict.fromkeys(
        ("status", "state", "state_now", "статус", "положение", "мәртебе", "мәртебесі"),
        "remove it: the status is computed; write what happened as an event of 'timeline'",
    ),
    **dict.fromkeys(
        (
            "born",
            "birth",
            "birthday",
            "birthdate",
            "birth_date",
            "date_of_birth",
            "дата_рождения",
            "туған_күні",
        ),
        "remove it: dates of birth are not recorded",
    ),
    **dict.fromkeys(
        ("address", "home", "адрес", "мекенжай", "phone", "telephone", "телефон", "email"),
        "remove it: addresses and telephone numbers are not recorded; 'place' is a town",
    ),
    **dict.fromkeys(
        ("iin", "passport", "иин", "жсн", "паспорт"),
        "remove it: identity numbers are not recorded",
    ),
}


def key_meant(word: str, known: Collection[str]) -> str | None:
    """Return the key, one of those known, that a word of another tongue or style means."""
    return next((key for key in _KEYS.get(_plain(word), ()) if key in known), None)


def why_never(word: str) -> str | None:
    """Say what to do with a key for what no record holds; None for any other word."""
    return _NEVER_WRITTEN.get(_plain(word))


def _plain(word: str) -> str:
    """Bring a word to the form of the lists."""
    return "_".join(word.strip().casefold().split())
