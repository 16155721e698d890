"""Lines break where readers of both scripts expect it, lose nothing and stay within their space."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.typesetting import break_lines, missing_characters, runs, shorten, width

SIZE = 10.0
CLOSING = "，。、；：？！）」』】》”’…,.;:?!)]}%"
OPENING = "（「『【《“‘([{"

# Word by word what people type: Chinese with punctuation, English, figures, mixed.
MIXED = st.lists(
    st.sampled_from(
        ["等待", "窗口", "，", "。", "（", "）", "“", "”", "the form", "A4", " ", "31天", "70 %", "don’t", "one-stop", "《", "》",
         "12345", "😀", "¥18,000", "…", "é", "\t"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(MIXED, st.floats(60, 300), st.booleans())
def test_lines_keep_the_text_and_the_limit(text: str, limit: float, bold: bool) -> None:
    lines = break_lines(text, limit, SIZE, bold).lines
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line, SIZE, bold) <= limit + 1e-9 for line in lines)


@pytest.mark.parametrize(
    ("text", "em", "expected"),
    [
        ("窗口办理，等待叫号。", 4, ("窗口办", "理，等待", "叫号。")),
        ("请填写（背面）表格", 4, ("请填写", "（背面）", "表格")),
        ("“一件事”办理指南", 3, ("“一件", "事”办", "理指南")),
        ("登录12345热线", 4, ("登录", "12345热", "线")),
        ("Ask the one-stop desk", 6, ("Ask the one-", "stop desk")),
        ("they don’t know", 3.6, ("they", "don’t", "know")),
        ("about 70 % of all", 4.4, ("about", "70 % of", "all")),
        ("first\nsecond", 20, ("first", "second")),
        ("a\tb", 20, ("a b",)),
        ("", 20, ("",)),
    ],
)
def test_breaks(text: str, em: float, expected: tuple[str, ...]) -> None:
    assert break_lines(text, em * SIZE, SIZE).lines == expected


@given(MIXED, st.floats(80, 200))
def test_no_closing_mark_begins_a_line_and_no_opening_mark_ends_one(text: str, limit: float) -> None:
    # Marks in a row, or after a space, are typed so; what we promise concerns a mark beside a character.
    lines = break_lines(text, limit, SIZE).lines
    if any(mark * 2 in text for mark in "，。（）“”《》…") or " " in text:
        return
    for before, after in pairwise(lines):
        if len(before) > 1 and before[-1] in OPENING and before[-2] not in OPENING + CLOSING:
            pytest.fail(f"{before!r} ends in an opening mark")
        if (
            len(after) > 1
            and after[0] in CLOSING
            and after[1] not in OPENING + CLOSING
            and before[-1] not in OPENING + CLOSING
        ):
            pytest.fail(f"{after!r} begins with a closing mark")


def test_a_word_longer_than_the_line_is_cut_between_letters() -> None:
    lines = break_lines("Donaudampfschifffahrtsgesellschaft", 50, SIZE).lines
    assert len(lines) > 2
    assert "".join(lines) == "Donaudampfschifffahrtsgesellschaft"


def test_an_accent_stays_with_its_letter() -> None:
    text = "e\u0301" * 40
    assert not any(unicodedata.combining(line[0]) for line in break_lines(text, 50, SIZE).lines)


def test_fixed_spaces_do_not_break() -> None:
    assert break_lines("Frau\u00a0Wang kommt", 60, SIZE).lines == ("Frau\u00a0Wang", "kommt")


def test_more_lines_than_allowed_end_in_an_ellipsis() -> None:
    short = break_lines("一二三四五六七八九十", 40, SIZE, max_lines=2)
    assert short == (("一二三四", "五六七…"), True)
    assert break_lines("一二三四五六七八", 40, SIZE, max_lines=2) == (("一二三四", "五六七八"), False)


@given(st.text(max_size=60), st.floats(20, 200))
def test_shortened_text_fits_and_is_a_beginning(text: str, limit: float) -> None:
    text = " ".join(text.split())
    short = shorten(text, limit, SIZE)
    assert width(short, SIZE) <= limit + 1e-6
    assert short == text or text.startswith(short[:-1])


def test_very_long_text_is_broken_and_shortened_without_delay() -> None:
    text = "字" * 20_000
    assert shorten(text, 100, SIZE) == "字" * 9 + "…"
    assert break_lines(text, 100, SIZE, max_lines=3).lines[-1].endswith("…")


def test_runs_give_each_character_a_font_and_name_what_none_has() -> None:
    assert [text for _, text in runs("办理😀 ok")] == ["办理", "😀", " ok"]
    assert runs("\U000e0041x")[0][1].startswith("□")
    assert missing_characters("王\u200d\ufe0f 😀 \U000e0041") == {"\U000e0041"}


@given(MIXED)
def test_width_is_the_sum_of_its_parts(text: str) -> None:
    middle = len(text) // 2
    assert width(text, SIZE) == pytest.approx(width(text[:middle], SIZE) + width(text[middle:], SIZE))
