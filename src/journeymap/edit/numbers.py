"""Numbers as people write them: '1,440', '12,50', '1½', '1.8万', '三百五十'; counts ('3份') and shares ('1/3', '三成').

What is read is a value or the key of an error for `labels`. Times and sums of money, which need a unit, are in `amounts`.
"""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_NUMERAL = "".join((*_DIGITS, *_STEPS, *_MYRIADS))
_THOUSANDS = r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"
_CONTINENTAL = r"\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)"
_SPACED = r"[1-9]\d{0,2}(?:[ '’]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?"
NUMBER = rf"(?:{_CONTINENTAL}|{_SPACED}|{_THOUSANDS}(?![\d,])|\d+,\d{{1,2}}(?!\d)|0,\d+|\d+(?:\.\d+)?|\.\d+|[{_NUMERAL}]+|半)"
"""A regular expression for what `number` reads."""
TIMES = {"万": 1e4, "亿": 1e8, "千": 1e3, "百万": 1e6, "千万": 1e7, "k": 1e3, None: 1.0}
"""What a figure may be multiplied by: '1.8万', '12k'."""
_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_BROKEN = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_BEFORE = re.compile(
    r"^(?:about|approximately|approx\.?|around|roughly|circa|ca\.?|up to|at most|max\.?|within|<=|≤|≈|~"
    r"|大约|大概|约|将近|近|至多|最多|最长|不超过|每次|每人|每件|每份)\s*"
)
_BEHIND = re.compile(
    r"\s*(?:or so|左右|上下|以内|之内|内|each|per (?:person|copy|case|visit)|/\s*(?:次|人|件|份|本|证))$"
)
_COUNTED = (
    r"(?:times?|visits?|documents?|papers?|people|persons?|cases?|copies|items?|x|人次|个|份|次|件|张|页|人|项|趟|遍|例|宗)"
    r"(?:材料|文件|证件|资料)?"
)
_NONE = frozenset({"none", "no", "nothing", "nobody", "无", "没有", "不需要", "无需"})
_ALL = frozenset({"all", "everyone", "everybody", "全部", "所有人", "全体"})
_PARTS = {"half": 2.0, "halves": 2.0, "third": 3.0, "quarter": 4.0, "fourth": 4.0, "fifth": 5.0, "tenth": 10.0}
_MOST = 1_000_000


def plain(text: str) -> str:
    """A typed entry in one spelling of digits, dashes and small words, without 'about' and 'up to'."""
    body = re.sub(r"(\d*)\s?([½¼¾])", lambda found: _point(int(found[1] or 0) + _BROKEN[found[2]]), text)
    body = unicodedata.normalize("NFKC", body).strip().lower()
    body = re.sub(r"^between (.+) and (.+)$", r"\1 - \2", body)
    while (shorter := _BEHIND.sub("", _BEFORE.sub("", body))) != body:
        body = shorter
    body = re.sub(r"\b([a-z]+|\d+) and a half\b", lambda found: f"{_WORDS.get(found[1], found[1])}.5", body)
    body = re.sub(r"\bhalf an?\b|\bhalf (?=hour|day)", "0.5 ", body)
    body = re.sub(r"\b[a-z]+\b", lambda found: str(_WORDS.get(found[0], found[0])), body)
    # 'Two, three days' is a range in Chinese.
    body = re.sub(r"(?<![一-鿿])([一两二三四五六七八])([二三四五六七八九])(?=[个天日周月年小分次份])", r"\1-\2", body)
    return re.sub(r"[–—−~至到]|\bto\b", "-", body)


def _point(value: float) -> str:
    return f"{value:.10g}"


def number(text: str) -> float | None:
    """What a text that `NUMBER` matches stands for; None where Chinese numerals do not make a number."""
    if text == "半":
        return 0.5
    if not any(each.isdigit() for each in text):
        return _numeral(text)
    text = re.sub(r"[ '’]", "", text)
    if re.fullmatch(_CONTINENTAL, text):
        return float(text.replace(".", "").replace(",", "."))
    if re.fullmatch(_THOUSANDS, text):
        return float(text.replace(",", ""))
    return float(text.replace(",", "."))


def _numeral(text: str) -> float | None:
    """A number in Chinese numerals, also as it is spoken: '三百五' is 350, '两万五' 25,000."""
    total = section = 0
    waiting: int | None = None
    last = 10**9
    after_zero = False
    for sign in text:
        if sign in _DIGITS:
            if waiting is not None:
                return None
            waiting, after_zero = (_DIGITS[sign], after_zero) if _DIGITS[sign] else (None, True)
        elif sign in _STEPS:
            step = _STEPS[sign]
            if step >= last or (waiting is None and (step != 10 or section or total)):
                return None
            section += (1 if waiting is None else waiting) * step
            waiting, last, after_zero = None, step, False
        else:
            section += waiting or 0
            if not section:
                return None
            total = (total + section) * _MYRIADS[sign] if sign == "亿" else total + section * _MYRIADS[sign]
            section, waiting, last, after_zero = 0, None, _MYRIADS[sign], False
    if waiting is not None:
        section += waiting * last // 10 if 100 <= last < 10**9 and not after_zero else waiting
    return float(total + section)


def read_number(text: str) -> float | str:
    """Any number, also a negative one, or the key of what is wrong with it."""
    body = plain(text.replace("\u2212", "-"))
    found = re.fullmatch(rf"(?P<sign>[-+]?)\s*(?P<number>{NUMBER})\s*(?P<times>百万|千万|万|亿|千|k)?", body)
    value = number(found["number"]) if found is not None else None
    if found is None or value is None or value * TIMES[found["times"]] > 1e15:
        return "error.field.number"
    value *= TIMES[found["times"]]
    return -value if found["sign"] == "-" else value


def read_count(text: str) -> int | str:
    """A whole number of things, with or without a word for what is counted, or the key of what is wrong with it."""
    body = plain(text)
    if body in _NONE:
        return 0
    found = re.fullmatch(rf"(?P<number>{NUMBER})\s*(?P<times>万|千|k)?\s*(?:{_COUNTED})?", body)
    value = number(found["number"]) if found is not None else None
    if found is None or value is None:
        return "error.field.count"
    value *= TIMES[found["times"]]
    return int(value) if value == int(value) and value <= _MOST else "error.field.count"


def read_share(text: str) -> float | str:
    """A share 0 to 1, or the key of what is wrong with it. A bare figure is per cent."""
    body = plain(text)
    if body in _NONE | _ALL:
        return float(body in _ALL)
    value = _share(body)
    return round(value, 9) if value is not None and 0 <= value <= 1 else "error.field.share"


def _share(body: str) -> float | None:
    if body in ("half", "1 half", "一半", "半数"):
        return 0.5
    part = re.fullmatch(r"(?P<count>\d+)\s*[- ]?\s*(?P<part>half|halves|third|quarter|fourth|fifth|tenth)s?", body)
    if part is not None:
        return int(part["count"]) / _PARTS[part["part"]]
    of = re.fullmatch(r"(\d+)\s*(?:/|⁄|in|of|out of)\s*(\d+)", body)
    if of is not None:
        return int(of[1]) / int(of[2]) if int(of[2]) else None
    chinese = re.fullmatch(rf"(?P<whole>[{_NUMERAL}\d]+)分之(?P<part>{NUMBER})", body)
    if chinese is not None:
        whole = {**_STEPS, **_MYRIADS}.get(chinese["whole"]) or number(chinese["whole"])
        parts = number(chinese["part"])
        return parts / whole if whole and parts is not None else None
    tenths = re.fullmatch(rf"(?P<number>{NUMBER})成(?P<half>半)?", body)
    if tenths is not None:
        count = number(tenths["number"])
        return (count + (0.5 if tenths["half"] else 0)) / 10 if count is not None else None
    hundredths = re.fullmatch(rf"(?P<number>{NUMBER})\s*(?P<per>%|per ?cent|percent|‰)?", body)
    if hundredths is None:
        return None
    count = number(hundredths["number"])
    return count / (1000 if hundredths["per"] == "‰" else 100) if count is not None else None


def typed_share(value: float) -> str:
    """A share to be edited, written so that reading it gives the same share back."""
    for digits in (1, 2):
        if read_share(text := f"{_short(value * 100, digits)} %") == value:
            return text
    for whole in (3, 6, 7, 9):
        parts = round(value * whole)
        if read_share(text := f"{parts}/{whole}") == value:
            return text
    return f"{_short(value * 100, 15)} %"


def _short(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
