"""What looks like personal data is found, what only looks a little like it is not."""

from __future__ import annotations

import time

import pytest

from journeymap.analysis.personal_data import is_bank_card, is_id_card, personal_data


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("身份证11010519491231002X，已核", "id_card", "11010519491231002X"),
        ("card 4111 1111 1111 1111 ok", "bank_card", "4111 1111 1111 1111"),
        ("卡号6222021234567890128。", "bank_card", "6222021234567890128"),
        ("请拨打13812345678联系", "phone", "13812345678"),
        ("call +44 20 7946 0958", "phone", "+44 20 7946 0958"),
        ("电话0512-65212345", "phone", "0512-65212345"),
        ("write to anna.berg@example.org.", "email", "anna.berg@example.org"),
        ("请找王主任签字", "name", "王主任"),
        ("李小姐说", "name", "李小姐"),
        ("Mrs Smith waited", "name", "Mrs Smith"),
        ("Frau Müller wartet", "name", "Frau Müller"),
        ("Frau Dr. Schmidt wartet", "name", "Frau Dr. Schmidt"),
        ("Mx Lee asked", "name", "Mx Lee"),
        ("请联系陈经理（分机 1234）", "name", "陈经理"),
        ("欧阳修先生", "name", "欧阳修先生"),
        ("联系人：张伟，请打电话", "name", "张伟"),
        ("姓名: 司马光", "name", "司马光"),
        ("Contact person: Anna B. Berg", "name", "Anna B. Berg"),
        ("name: John Smith", "name", "John Smith"),
        ("身份证 11010519491231002x", "id_card", "11010519491231002x"),
        ("110105 19491231 002X", "id_card", "110105 19491231 002X"),
        ("110105-19491231-002X", "id_card", "110105-19491231-002X"),
        ("６２２２０２１２３４５６７８９０１２８", "bank_card", "６２２２０２１２３４５６７８９０１２８"),
        ("6222-0212-3456-7890-128", "bank_card", "6222-0212-3456-7890-128"),
        ("+86 138-1234-5678", "phone", "+86 138-1234-5678"),
        ("86-13812345678", "phone", "86-13812345678"),
        ("手机１３８１２３４５６７８", "phone", "１３８１２３４５６７８"),
        ("+1 (555) 123-4567", "phone", "+1 (555) 123-4567"),
        ("020-12345678转801", "phone", "020-12345678"),
        ("张三@qq.com", "email", "张三@qq.com"),
        ("邮箱zhang＠mail.gov.cn。", "email", "zhang＠mail.gov.cn"),
    ],
)
def test_found(text: str, kind: str, part: str) -> None:
    assert [(match.kind, text[match.start : match.end]) for match in personal_data(text)] == [(kind, part)]


@pytest.mark.parametrize(
    "text",
    [
        "GB 11643-1999",
        "热线12345，医保12393",
        "2025-12-17 10:30",
        "1,234,567,890,123 people",
        "https://example.org/13812345678",
        "办公室主任",
        "公安局长",
        "医生和老师",
        "Case 110105194912310021",  # wrong check digit, and no card either
        "4111 1111 1111 1112",
        "6222021234567890129",
        "110105 19491231 0021",
        "110105-19491331 002X",
        "11010519491231002XY",
        "1380013800",
        "138001380000",
        "23812345678",
        "高级经理和方便的窗口",
        "姓名：请填写完整",
        "Name: required",
        "applicant: the citizen",
        "Dr who",
        "a@b",
        "某先生，女士优先",
        "400-820-8820",
        "",
    ],
)
def test_not_found(text: str) -> None:
    assert personal_data(text) == ()


def test_check_digits() -> None:
    assert is_id_card("11010519491231002X")
    assert not is_id_card("110105194912310021")
    assert not is_id_card("11010519491331002X")
    assert is_bank_card("4111111111111111")
    assert not is_bank_card("0000000000000000")


@pytest.mark.parametrize("text", ["a" * 20_000, "1 " * 10_000, "a@" * 10_000, "1-" * 10_000, "王" * 20_000 + "先生"])
def test_long_texts_take_no_long_time(text: str) -> None:
    begun = time.process_time()
    personal_data(text)
    assert time.process_time() - begun < 5
