"""Text that people write: what is taken out, and a text in several languages."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.model.text import MAX_LENGTH, LocalText, clean

SPECIAL = st.sampled_from("\u202e\u2066\u0301\u0323e\r\n\x0b\x85\u2028\ufeff\x00中한\u1100\u1161")


@given(st.lists(st.characters() | SPECIAL, max_size=12).map("".join))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(each) in {"Cc", "Cs"} for each in once.replace("\n", "").replace("\t", ""))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("e\u0301", "é"),
        ("e\u202e\u0301", "é"),
        ("abc\u202edef", "abcdef"),
        ("\ufeffTitle", "Title"),
        ("tab\tstays", "tab\tstays"),
    ],
)
def test_only_what_harms_is_taken_out(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_text_has_a_longest_length() -> None:
    assert clean("字" * MAX_LENGTH) == "字" * MAX_LENGTH
    with pytest.raises(ValueError, match="longer"):
        clean("字" * (MAX_LENGTH + 1))


def test_a_missing_language_is_stood_in_for_by_another() -> None:
    text = LocalText(zh="窗口")
    assert text.shown_in("en") == text.shown_in("zh") == "窗口"
    assert LocalText().shown_in("en") == ""


def test_writing_one_language_leaves_the_other() -> None:
    text = LocalText(en="Counter", zh="窗口")
    assert text.with_text("en", "Desk") == {"en": "Desk", "zh": "窗口"}
    assert text.with_text("en", "") == {"zh": "窗口"}
    assert text == {"en": "Counter", "zh": "窗口"}


LANGUAGES = st.sampled_from(["en", "zh", "zh-Hant", "de"])
TEXTS = st.dictionaries(LANGUAGES, st.text(max_size=8))


@given(TEXTS, LANGUAGES, st.text(max_size=8))
def test_a_language_reads_back_as_it_was_written(texts: dict[str, str], language: str, written: str) -> None:
    text = LocalText(texts).with_text(language, written)
    assert text.get(language, "") == clean(written)
    assert list(text) == sorted(text)
    assert "" not in text.values()
    assert LocalText(dict(reversed(tuple(text.items())))) == text
    assert hash(LocalText(dict(reversed(tuple(text.items()))))) == hash(text)


@pytest.mark.parametrize("wrong", [{"English": "x"}, {"": "x"}, {"EN": "x"}, {"en": 3}, {1: "x", "en": "y"}])
def test_what_is_no_text_in_languages_is_refused(wrong: dict[object, object]) -> None:
    with pytest.raises(ValueError, match=r"text|language"):
        LocalText(wrong)  # type: ignore[arg-type]
