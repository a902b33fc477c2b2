"""Keys of names: one name in any spelling has one key, and two names have two."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.names import loose_key, strict_keys, words_of

# Each line is one name, as the press, passports, four alphabets and two cases write it.
SAME = (
    "Mamai Mamay Mamaj Мамай",
    "Bokayev Bokaev Bokaiev Boqaev Боқаев Бокаев Бокаева Bokayeva Бокаеву Бокаевым Боқаевой",
    "Elshibaev Yelshibayev Elşibaev Ельшибаев Елшібаев Elšibaev",
    "Zheksebaev Jeksebaev Žeksebaev Жексебаев",
    "Zhanbolat Janbolat Žanbolat Жанболат Džanbolat",
    "Koshe Köşe Көше",
    "Utepova Утепова Өтепова Utepov",
    "Otepova Ötepova Өтепова",
    "Shyngys Şyñğys Шыңғыс Shyngghys Shynghys",
    "Dzhaukerova Джаукерова Jaukerova Zhaukerova",
    "Akhmedyarov Ahmedyarov Ахмедьяров",
    "Qairat Kairat Kayrat Қайрат Кайрат",
    "Aigul Aygul Aigül Айгүл Aıgúl",
    "Yevgeny Evgeniy Евгений Yevgeni",
    "Maxim Maksim Максим",
    "Semyonova Семёнова",
    "Partiyasy Partiasy Партиясы",
    "Alieva Aliyeva Алиева Әлиев Aliyev",
    "Petrovskaya Petrovskiy Петровская Петровскому",
    "Qazaqstan Қазақстан Kazakstan",
)
APART = "Omarov Umarov Serik Serikov Mamai Mamaev Kim Kimov Orazov Urazov Marat Murat Aron Arman"


@pytest.mark.parametrize("spellings", SAME)
def test_spellings_of_one_name_meet(spellings: str) -> None:
    words = spellings.split()
    assert len(words) > 1
    keys = [set(strict_keys(*words_of(word))) for word in words]
    # Ө and j are read in two ways, so each spelling meets the first and need not meet all.
    assert [word for word, found in zip(words, keys, strict=True) if not found & keys[0]] == []


def test_names_that_look_alike_stay_apart() -> None:
    for one, other in combinations(APART.split(), 2):
        assert not {*strict_keys(one.lower())} & {*strict_keys(other.lower())}, (one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("bokai", "bokaev"), ("otepov", "utepov"), ("omarov", "umarov")]
)
def test_loose_keys_suggest_what_strict_ones_miss(one: str, other: str) -> None:
    assert one != other
    assert loose_key(one) == loose_key(other)


def test_words_are_parted_and_small() -> None:
    assert words_of("Nur-Sultan, O’Brien's «Көше» 405-бап") == (
        *("nur", "sultan", "obrien", "көше", "405", "бап"),
    )
    assert words_of("") == ()
    assert strict_keys("中文") == ()


def test_a_number_keeps_its_digits_and_is_no_word() -> None:
    assert strict_keys("405") == ("yeaf",)
    assert strict_keys("0405") == strict_keys("405")
    assert loose_key("yeaf") == "yeaf"


@given(st.text(max_size=40))
def test_any_text_has_keys_of_small_latin_letters(text: str) -> None:
    for word in words_of(text):
        keys = strict_keys(word)
        assert len(keys) <= 8
        assert all(key.isascii() and key.isalpha() and key.islower() for key in keys)
        assert len({*keys}) == len(keys)
