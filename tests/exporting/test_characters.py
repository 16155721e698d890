"""Emoji, radicals and rare characters of names: drawn where a shipped font has them, told with their place where none has."""

from __future__ import annotations

import pytest

from journeymap.exporting import PosterOptions, Wish, made, written
from journeymap.model.text import LocalText
from journeymap.typesetting import EMOJI, runs
from tests.exporting.pages import JOURNEY, journey, pdf_text

FAMILY = "👨‍👩‍👧‍👦"
RADICALS = "⼈⼼⽤⻅"
NAMES = "王𬭎、龘𫟼、喆䶮"
EXTENSION_B = "𠮷"
TIBETAN = "བོད"


def _written(title: LocalText, edition: str) -> tuple[str, list[tuple[str, str]]]:
    """The text of the first page of a journey with such a title, and what is said about it in both languages."""
    wish = Wish(edition, PosterOptions("A3", languages=("zh",)))
    found = made(journey(3, titles={1: title}), JOURNEY, wish)
    return pdf_text(written(found, "pdf")), [(each.said("en"), each.said("zh")) for each in found.notices]


@pytest.mark.parametrize("edition", ["poster", "text", "cards"])
def test_emoji_radicals_and_rare_names_are_drawn_and_can_be_copied_out(edition: str) -> None:
    text, said = _written(LocalText(zh=f"全家{FAMILY}到场 {NAMES} {RADICALS}"), edition)
    assert said == []
    assert "□" not in text
    for expected in ("👨👩👧👦", "王𬭎、龘𫟼、喆䶮", RADICALS):
        assert expected in text


def test_a_family_is_drawn_by_the_font_for_emoji_without_its_joiners() -> None:
    assert runs(FAMILY) == [(EMOJI, "👨👩👧👦")]


@pytest.mark.parametrize("edition", ["poster", "report", "text", "cards"])
def test_what_no_font_has_is_told_with_its_place_before_anything_is_written(edition: str) -> None:
    text, said = _written(LocalText(zh=f"藏语{TIBETAN}和{EXTENSION_B}家屋"), edition)
    assert len(said) == 4
    for character, code in (("𠮷", "U+20BB7"), ("བ", "U+0F56"), ("ད", "U+0F51"), ("◌ོ", "U+0F7C")):
        (one,) = [pair for pair in said if code in pair[0]]
        for words in one:
            assert f"{character} ({code})" in words
            assert f"藏语{TIBETAN}和{EXTENSION_B}家屋" in words
    if edition == "poster":
        assert "□□□和□家屋" in text
        assert "随附字体中没有" in text


def test_many_missing_characters_are_not_told_one_by_one() -> None:
    _, said = _written(LocalText(zh="Ελλάδα العربية ᠮᠣᠩ"), "text")
    assert len(said) == 5
    assert "U+1823" in said[-1][0]
