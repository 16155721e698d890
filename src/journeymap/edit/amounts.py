"""Times and sums of money as people type them, in both languages: '2 d 3 h', '3个工作日', '1.8万元', '£34', '34 GBP'.

`read_duration` and `read_money` give the amount or the key of an error for `labels`; `typed_duration` and `typed_money`
write an amount so that reading it gives the same amount back. Units must be named: nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from journeymap.labels import amounts
from journeymap.model.values import Duration, Money

LARGEST = 1e12
_CURRENCIES = {
    "CNY": ("人民币", "cn¥", "rmb", "yuan", "元", "¥", "块"),
    "EUR": ("欧元", "euros", "euro", "€"),
    "GBP": ("英镑", "pounds", "pound", "£"),
    "USD": ("美元", "dollars", "dollar", "us$", "$"),
    "HKD": ("港元", "港币", "hk$"),
    "JPY": ("日元", "jp¥"),
}
_SIGNS = {sign: code for code, signs in _CURRENCIES.items() for sign in signs}
_FREE = frozenset({"0", "free", "no fee", "none", "免费", "无", "不收费"})
_WORKING_DAY = 0.0
_WORKING_DAYS = (" working days", "个工作日")
# A month is 30 days and a year 365, as people mean it when they say how long an office takes; shown in weeks and days.
_UNITS: dict[float, tuple[str, ...]] = {
    _WORKING_DAY: (
        "working days", "working day", "workdays", "workday", "business days", "business day", "wd", "工作日",
    ),
    31536000: ("years", "year", "yr", "年"),
    2592000: ("months", "month", "mo", "月"),
    604800: ("weeks", "week", "wks", "wk", "w", "星期", "礼拜", "周"),
    86400: ("days", "day", "d", "天", "日"),
    3600: ("hours", "hour", "hrs", "hr", "h", "小时", "钟头", "时"),
    60: ("minutes", "minute", "mins", "min", "m", "分钟", "分"),
    1: ("seconds", "second", "secs", "sec", "s", "秒钟", "秒"),
}  # fmt: skip
_SIZE = {word: size for size, words in _UNITS.items() for word in words}
_NUMBER = r"(?:\d+(?:,\d{3})*(?:\.\d+)?|\.\d+|[半一二两三四五六七八九十]+)"


def _any_of(words: dict[str, float] | dict[str, str]) -> str:
    parts = []
    for word in sorted(words, key=len, reverse=True):
        # A Latin unit ends where its letters end, so that "m" is not found in "month".
        parts.append(re.escape(word) + (r"(?![a-z])" if word.isascii() and word.isalpha() else ""))
    return "|".join(parts)


_STEP = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<and>个半)?个?\s*(?P<unit>{_any_of(_SIZE)})?(?P<half>半)?")
_CURRENCY = re.compile(rf"{_any_of(_SIGNS)}|(?<![a-z])[a-z]{{3}}(?![a-z])")
_SUM = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<times>万|亿|千|k(?![a-z]))?")
_TIMES = {"万": 1e4, "亿": 1e8, "千": 1e3, "k": 1e3, None: 1.0}
_CHINESE = {sign: value for value, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2}

Span = tuple[float, float]


class _UnreadError(ValueError):
    """Carries the key of the error."""


def read_duration(text: str) -> Duration | str:
    """The time that `text` names, or the key of what is wrong with it. A range has its middle as typical value."""
    try:
        outer, inner = _parts(text)
        (low, high), unit = _duration_span(outer)
        if inner is None:
            return _duration(low, high, unit, (low + high) / 2)
        (inner_low, inner_high), inner_unit = _duration_span(inner, unit)
        if unit != inner_unit or low != high:
            return "error.amount.mixed"
        return _duration(inner_low, inner_high, unit, low)
    except _UnreadError as error:
        return str(error)


def _duration(low: float, high: float, unit: str, typical: float) -> Duration | str:
    if (problem := _problem(low, high, typical)) is not None:
        return problem
    if low == high == typical:
        return Duration(typical=typical, unit=unit)
    return Duration(typical=typical, low=low, high=high, unit=unit)


def _problem(low: float, high: float, typical: float) -> str | None:
    if not low <= typical <= high:
        return "error.amount.order"
    return "error.amount.too_large" if high > LARGEST else None


def _duration_span(text: str, unit_hint: str | None = None) -> tuple[Span, str]:
    halves = _halves(text)
    if len(halves) == 1:
        value, unit = _elapsed(halves[0])
        return (value, value), unit
    bare = re.fullmatch(_NUMBER, halves[0])
    last = list(_STEP.finditer(halves[1]))
    if bare and last and last[-1]["unit"]:
        halves[0] += " " + last[-1]["unit"]
    elif bare and re.fullmatch(_NUMBER, halves[1]) and unit_hint == "working_day":
        halves = [f"{each} wd" for each in halves]
    low, unit = _elapsed(halves[0])
    high, other = _elapsed(halves[1])
    if unit != other:
        raise _UnreadError("error.amount.mixed")
    return (low, high), unit


def _elapsed(text: str) -> tuple[float, str]:
    """One time such as '2 d 3 h' in seconds, or working days."""
    steps = list(_STEP.finditer(text))
    # "1,5" is one and a half to some and a list to others.
    if not steps or re.search(r"\d,\d{1,2}(?!\d)", text) or _STEP.sub("", text).strip(" ,;、零又and"):
        raise _UnreadError("error.amount.time_unread")
    total, kinds = 0.0, set()
    for step in steps:
        if step["unit"] is None:
            raise _UnreadError("error.amount.no_unit")
        size = _SIZE[step["unit"]]
        count = _number(step["number"]) + (0.5 if step["and"] else 0) + (0.5 if step["half"] else 0)
        kinds.add("working_day" if size == _WORKING_DAY else "second")
        total += count * (size or 1)
    if len(kinds) > 1:
        raise _UnreadError("error.amount.mixed")
    return total, kinds.pop()


def read_money(text: str, usual: str | None = None) -> Money | str:
    """The sum that `text` names, or the key of what is wrong with it. `usual` is the currency of 'free' and '0'."""
    try:
        outer, inner = _parts(text)
        if usual is not None and outer in _FREE and inner is None:
            return Money(typical=0, unit=usual)
        whole = outer if inner is None else f"{outer} ({inner})"
        currencies = {_SIGNS.get(each, each.upper()) for each in _CURRENCY.findall(whole)}
        if len(currencies) > 1:
            return "error.amount.two_currencies"
        low, high = _money_span(_CURRENCY.sub(" ", outer))
        if not currencies:
            return "error.amount.no_currency"
        typical = (low + high) / 2
        ranged = low != high
        if inner is not None:
            if ranged:
                return "error.amount.money_unread"
            typical, (low, high), ranged = low, _money_span(_CURRENCY.sub(" ", inner)), True
        if (problem := _problem(low, high, typical)) is not None:
            return problem
        unit = currencies.pop()
        return Money(typical=typical, low=low, high=high, unit=unit) if ranged else Money(typical=typical, unit=unit)
    except _UnreadError as error:
        return str(error)


def _money_span(text: str) -> Span:
    sums = [_SUM.fullmatch(half.strip()) for half in _halves(text, "error.amount.money_unread")]
    if any(each is None for each in sums):
        raise _UnreadError("error.amount.money_unread")
    found = [(_number(each["number"]), each["times"]) for each in sums if each is not None]
    if len(found) == 2 and found[0][1] is None and found[0][0] < found[1][0]:
        found[0] = (found[0][0], found[1][1])
    values = [number * _TIMES[times] for number, times in found]
    return values[0], values[-1]


def _parts(text: str) -> tuple[str, str | None]:
    """What stands before and in parentheses, in one spelling of dashes, spaces and digits."""
    body = unicodedata.normalize("NFKC", text).strip().lower()
    body = re.sub(r"^(?:about|approx\.?|around|ca\.?|大约|约|≈|~)\s*", "", body)
    body = re.sub(r"\bhalf an?\b", "0.5", body)
    body = re.sub(r"[–—−~至到]|\bto\b", "-", body)
    match = re.fullmatch(r"(?P<outer>[^()]*)\((?P<inner>[^()]*)\)(?P<unit>[^()]*)", body)
    if match is None:
        return body, None
    unit = match["unit"].strip()
    return f"{match['outer']} {unit}".strip(), f"{match['inner']} {unit}".strip()


def _halves(text: str, unread: str = "error.amount.time_unread") -> list[str]:
    halves = [half.strip() for half in text.split("-")]
    if len(halves) > 2 or not all(halves):
        raise _UnreadError(unread)
    return halves


def _number(text: str) -> float:
    if text[0] in ".0123456789":
        return float(text.replace(",", ""))
    if text == "半":
        return 0.5
    tens, ten, ones = text.rpartition("十")
    if any(each not in _CHINESE or each == "十" for each in tens + ones) or len(tens) > 1 or len(ones) > 1:
        raise _UnreadError("error.amount.time_unread")
    return (_CHINESE[tens] if tens else 1) * (10 if ten else 0) + (_CHINESE[ones] if ones else 0)


def typed_duration(amount: Duration, language: str) -> str:
    """A time to be edited: as `labels.amounts` writes it where that loses nothing, else in every unit."""
    short = amounts.duration(amount, language)
    if read_duration(short) == amount:
        return short
    if amount.unit == "working_day":
        return f"{_spelled(amount, lambda value: amounts.number(value, 6))}{_WORKING_DAYS[language == 'zh']}"
    return _spelled(amount, lambda value: _elapsed_exactly(value, language))


def typed_money(amount: Money, language: str) -> str:
    """A sum to be edited: as `labels.amounts` writes it where that loses nothing, else in full."""
    short = amounts.money(amount, language)
    if read_money(short) == amount:
        return short
    return _spelled(amount, lambda value: f"{amounts.number(value, 6)} {amount.unit}")


def _spelled(amount: Duration | Money, one: Callable[[float], str]) -> str:
    text = one(amount.typical)
    if amount.low is None and amount.high is None:
        return text
    low = amount.typical if amount.low is None else amount.low
    high = amount.typical if amount.high is None else amount.high
    return f"{text} ({one(low)}–{one(high)})"


def _elapsed_exactly(value: float, language: str) -> str:
    zh = language == "zh"
    parts: list[str] = []
    rest = value
    for size, en, chinese in ((86400, "d", "天"), (3600, "h", "小时"), (60, "min", "分钟"), (1, "s", "秒")):
        count = rest if size == 1 else rest // size
        rest -= count * size
        if count or (size == 1 and not parts):
            parts.append(f"{amounts.number(count, 6)}{chinese if zh else ' ' + en}")
    return ("" if zh else " ").join(parts)
