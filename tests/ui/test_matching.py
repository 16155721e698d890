"""What somebody types finds what it should, in both languages."""

from __future__ import annotations

import pytest

from journeymap.ui.matching import ANY, Target, initials_of, rank


def ranked(texts: list[str], typed: str, hints: tuple[str, ...] = ()) -> int | None:
    return rank(Target.of(texts, hints), typed.casefold().split())


@pytest.mark.parametrize(
    ("character", "letter"),
    [
        ("跨", "k"),
        ("省", "s"),
        ("就", "j"),
        ("医", "y"),
        ("咨", "z"),
        ("询", "x"),
        ("啊", "a"),
        ("座", "z"),
        ("儿", "e"),
    ],
)
def test_initials_of_common_characters(character: str, letter: str) -> None:
    assert (initials_of(character) or "").startswith(letter)


def test_characters_with_two_readings_have_both_letters() -> None:
    assert set(initials_of("行") or "") == {"x", "h"}
    assert set(initials_of("长") or "") == {"c", "z"}


def test_initials_of_what_is_rare_or_not_chinese() -> None:
    assert initials_of("龘") == ANY
    assert initials_of("囍") == ANY
    assert initials_of("a") is None
    assert initials_of("。") is None


@pytest.mark.parametrize(
    "typed",
    ["counter", "COUNTER registers", "reg cou", "窗口", "登记 窗口", "ckdj", "dj", "窗口 registers", "unter"],
)
def test_words_in_any_order_part_and_language(typed: str) -> None:
    assert ranked(["Registers at the counter", "在窗口登记"], typed) is not None


@pytest.mark.parametrize("typed", ["phone", "counter phone", "电话", "kc", "djck"])
def test_what_does_not_fit_is_not_found(typed: str) -> None:
    assert ranked(["Registers at the counter", "在窗口登记"], typed) is None


def test_beginnings_come_before_words_before_parts_before_initials_before_hints() -> None:
    names = ["Save as", "另存为"]
    ranks = [ranked(names, typed, ("File",)) for typed in ("save", "as", "ave", "lcw", "file")]
    assert ranks == [0, 1, 2, 3, 4]


def test_a_rare_character_stands_for_any_letter() -> None:
    assert ranked(["办理龘登记"], "bldj") is None
    assert ranked(["办理龘登记"], "blxdj") == 3


@pytest.mark.parametrize("typed", ["rgstrs", "registrs", "regsiters", "countter", "窗记", "在登记"])
def test_letters_left_out_or_one_too_many_are_forgiven_when_asked(typed: str) -> None:
    target = Target.of(["Registers at the counter", "在窗口登记"])
    assert rank(target, [typed]) is None
    assert rank(target, [typed], loosely=True) == 5


@pytest.mark.parametrize("typed", ["rxg", "egst", "记窗", "rc", "phone"])
def test_what_only_shares_letters_is_not_taken_for_the_same(typed: str) -> None:
    target = Target.of(["Registers at the counter", "在窗口登记"])
    assert rank(target, [typed], loosely=True) is None


@pytest.mark.parametrize(
    ("text", "typed"), [("调用档案", "dyda"), ("瞿某缴费", "qmjf"), ("镉超标", "gcb"), ("重新取号", "cxqh")]
)
def test_characters_outside_the_common_ones_have_their_initials_too(text: str, typed: str) -> None:
    assert ranked([text], typed) == 3


@pytest.mark.parametrize("typed", ["Funeral", "葬礼"])
def test_the_whole_name_comes_before_longer_ones(typed: str) -> None:
    named = [Target.of(["Funeral director takes over", "葬礼公司接手"]), Target.of(["Funeral", "葬礼"])]
    ranks = [rank(each, typed.casefold().split()) for each in named]
    assert ranks[1] is not None and ranks[0] is not None and ranks[1] < ranks[0]
