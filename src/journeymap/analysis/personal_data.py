"""Finds what looks like personal data in a text: identity-card and bank-card numbers, phones, e-mail addresses, names
with a title or behind a word such as "Name:".

Patterns only, with check digits where a number has them; it can neither find everything nor be always right, and says
only where to look. Addresses of web pages are passed over.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

KINDS = ("id_card", "bank_card", "phone", "email", "name")


class Match(NamedTuple):
    """A stretch of text that looks like personal data of a kind."""

    kind: str
    start: int
    end: int


_WEB = re.compile(r"\b(?:https?://|www\.)\S+")
_NARROW = str.maketrans({code + 0xFEE0: chr(code) for code in range(0x21, 0x7F)})
"""Letters and digits of full width, as Chinese keyboards give them, to plain ones; a text keeps its length."""
_EMAIL = re.compile(r"(?:[A-Za-z0-9._%+\-]{1,64}|[\u4e00-\u9fff]{1,8})@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
_ID_CARD = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}([ -]?)\d{8}\1\d{3}[0-9Xx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![\d.,+-])(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![ -]?\d|[.,]\d)")
"""A Chinese mobile number; looked for before cards, whose check digit one number in ten has by chance."""
_CARD = re.compile(r"(?<![\d.,])\d(?:[ -]?\d){12,18}(?![\d.,]\d|\d)")
_PHONE = re.compile(
    r"(?<![\d.,+-])(?:"
    r"(?:\+|00)\d{1,3}[ ./-]?(?:\(\d{1,4}\))?(?:[ ./-]?\d){6,12}"  # with the country's code
    r"|\(?0\d{2,4}\)?[ /-]\d{3,4}[ -]?\d{3,5}"  # area code and number
    r"|0\d{9,11}"
    r")(?![\d.,-]*\d)"
)
_ENGLISH_NAME = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Herr|Frau)\b\.?[ \u00a0])+(?:[A-Z]\.[ ]?)*[A-Z\u00c0-\u00de][\w'\u2019-]+"
)
_ENGLISH_LABEL = re.compile(
    r"\b(?:[Nn]ame|[Cc]ontact person|[Cc]ase officer|[Aa]pplicant)\s*:\s*"
    r"(?P<name>[A-Z\u00c0-\u00de][\w'\u2019-]+(?: [A-Z]\.)?(?: [A-Z\u00c0-\u00de][\w'\u2019-]+){1,2})"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊"
    "金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_SURNAME = rf"(?:[{_SURNAMES}](?!级)|欧阳|司马|上官|诸葛)"
_CHINESE_NAME = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[请找由是和与跟问向给为让叫对被系到经及同]))" + _SURNAME + r"[\u4e00-\u9fff]{0,2}?"
    r"(?:先生|女士|小姐|太太|老师|医生|大夫|主任|科长|处长|局长|经理|师傅)"
)
_CHINESE_LABEL = re.compile(
    r"(?:姓名|联系人|经办人|负责人|申请人|当事人|监护人)\s*:\s*(?P<name>"
    + _SURNAME
    + r"[\u4e00-\u9fff]{1,2})(?![\u4e00-\u9fff])"
)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_WORTH_A_LOOK = re.compile(
    r"\d{4}|\d[ -]\d{3}|@|\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Herr|Frau)\b|[生士姐太师夫任长理傅]|[人名]\s*:|(?:ame|son|cer|ant)\s*:"
)


@lru_cache(maxsize=65536)
def personal_data(text: str) -> tuple[Match, ...]:
    """What in `text` looks like personal data, in order, without overlaps; a surer kind goes before a vaguer one."""
    text = text.translate(_NARROW)
    if not _WORTH_A_LOOK.search(text):
        return ()
    found: list[Match] = []
    taken = [match.span() for match in _WEB.finditer(text)]

    def take(kind: str, span: tuple[int, int]) -> None:
        if all(span[1] <= start or end <= span[0] for start, end in taken):
            taken.append(span)
            found.append(Match(kind, *span))

    for match in _EMAIL.finditer(text):
        take("email", match.span())
    for match in _ID_CARD.finditer(text):
        if is_id_card(match.group()):
            take("id_card", match.span())
    for match in _MOBILE.finditer(text):
        take("phone", match.span())
    for match in _CARD.finditer(text):
        if is_bank_card(match.group()):
            take("bank_card", match.span())
    for match in _PHONE.finditer(text):
        take("phone", match.span())
    for pattern in (_ENGLISH_NAME, _CHINESE_NAME):
        for match in pattern.finditer(text):
            take("name", match.span())
    for pattern in (_ENGLISH_LABEL, _CHINESE_LABEL):
        for match in pattern.finditer(text):
            take("name", match.span("name"))
    return tuple(sorted(found, key=lambda each: each.start))


def is_id_card(number: str) -> bool:
    """Whether 18 characters, blanks and hyphens apart, are a valid identity-card number by GB 11643: a possible birthday and
    the right check character.
    """
    number = number.replace(" ", "").replace("-", "")
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _ID_WEIGHTS, strict=False))
    return born.year >= 1800 and "10X98765432"[total % 11] == number[17].upper()


def is_bank_card(number: str) -> bool:
    """Whether a number of 13 to 19 digits, blanks and hyphens apart, passes the Luhn check (ISO/IEC 7812-1)."""
    digits = [int(character) for character in number if character.isdigit()]
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
