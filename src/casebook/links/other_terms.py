"""Words that people write for a term of a vocabulary, and the term that they mean.

What looks like another id is guessed by its letters; these words look like nothing that is there,
or like something else: "fined" is nearer to "injured" than to "penalised".
"""

from collections.abc import Collection
from typing import Final

_WORDS: Final = {
    "event-types": """
        appeal-changed: appeal-partly-granted изменён
        appeal-filed: appeal appealed appeal-lodged cassation cassation-filed апелляция жалоба шағым
        appeal-quashed: overturned quashed verdict-overturned отменён
        appeal-upheld: appeal-rejected appeal-dismissed appeal-denied upheld оставлен-в-силе
        attacked: beaten beating assaulted assault stabbed избит нападение
        audited: audit tax-audit inspection проверка
        banned: outlawed extremist-listed
        charged: accused indicted suspect suspected named-suspect обвинён обвинение айыпталды
        complaint-filed: complaint complained жалоба-подана
        convicted: sentenced verdict guilty found-guilty conviction jailed приговор осуждён сотталды
        detained: arrested arrest detention задержан арест арестован ұсталды
        died: death died-in-custody умер смерть қайтыс-болды
        ill-treated: tortured torture ill-treatment beaten-in-custody пытки
        imprisonment-begun: imprisoned prison
        killed: shot murdered убит
        left-country: fled emigrated exiled exile уехал
        parole-granted: parole paroled удо
        penalised: fined fine administrative-arrest administrative-penalty штраф оштрафован айыппұл
        pre-trial-detention: remanded remand custody arrest-sanctioned
        protest: picket rally assembly demonstration митинг пикет
        questioned: interrogated interrogation summoned summons допрос
        released: freed release bailed bail освобождён босатылды
        restriction-imposed: travel-ban account-frozen accounts-frozen exit-ban sanctioned
        searched: search raid raided обыск тінту
        sued: lawsuit civil-claim иск
        threatened: threat threats угрозы
        trial-opened: trial trial-began trial-started court суд
        undertaking: recognisance recognizance house-undertaking travel-restriction подписка
        warned: warning предупреждён
    """,
    "sentence-kinds": """
        fine: penalty штраф айыппұл
        imprisonment: prison jail prison-term лишение-свободы
        restricted-freedom: restriction-of-freedom restriction-of-liberty limited-freedom probation
        suspended-imprisonment: suspended suspended-sentence условно
    """,
    "roles": """
        human-rights-defender: hrd defender rights-defender
        opposition-politician: politician opposition
        trade-unionist: unionist union-leader
        public-figure: writer celebrity
        protester: demonstrator
        lawyer: advocate attorney
    """,
}

_MEANT: Final[dict[tuple[str, str], list[str]]] = {}
for _vocabulary, _lines in _WORDS.items():
    for _line in _lines.strip().splitlines():
        _term, _others = _line.strip().split(": ")
        for _word in _others.split():
            _MEANT.setdefault((_vocabulary, _word), []).append(_term)


def meant_term(word: str, vocabulary: str, there: Collection[str]) -> str | None:
    """Return the term of a vocabulary that a word stands for; None for any other word."""
    plain = "-".join(word.casefold().replace("_", " ").split())
    found = [term for term in _MEANT.get((vocabulary, plain), ()) if term in there]
    return found[0] if found else None
