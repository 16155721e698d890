"""Times and sums of money as people type them, in both languages: '2 d 3 h', '3个工作日', '1.8万元', '€ 12,50', '34 GBP'.

`read_duration` and `read_money` give the amount or the key of an error for `labels`; `typed_duration` and `typed_money`
write an amount so that reading it gives the same amount back. Units must be named: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from journeymap.edit.numbers import NUMBER, TIMES, number, plain
from journeymap.labels import amounts
from journeymap.model.values import Duration, Money

LARGEST = 1e12
_CURRENCIES = {
    "CNY": ("人民币", "cn¥", "rmb", "yuan", "元", "¥", "块钱", "块"),
    "EUR": ("欧元", "euros", "euro", "€"),
    "GBP": ("英镑", "pounds", "pound", "£"),
    "USD": ("美元", "dollars", "dollar", "us$", "$"),
    "HKD": ("港元", "港币", "hk$"),
    "JPY": ("日元", "jp¥"),
}
_SIGNS = {sign: code for code, signs in _CURRENCIES.items() for sign in signs}
_FREE = frozenset({
    "0", "free", "free of charge", "no fee", "no charge", "none", "免费", "无", "不收费", "无费用", "不要钱",
})  # fmt: skip
_AT_ONCE = frozenset({
    "0", "none", "no", "no wait", "no waiting", "at once", "immediately", "on the spot", "无", "不用等", "无需等待", "不需等待",
    "即时", "立即", "立等可取", "即办", "当场", "当场办结",
})  # fmt: skip
_WORKING_DAY = 0.0
_HOUR = 3600.0
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


def _any_of(words: dict[str, float] | dict[str, str]) -> str:
    parts = []
    for word in sorted(words, key=len, reverse=True):
        # A Latin unit ends where its letters end, so that "m" is not found in "month".
        parts.append(re.escape(word) + (r"(?![a-z])" if word.isascii() and word.isalpha() else ""))
    return "|".join(parts)


_STEP = re.compile(rf"(?P<number>{NUMBER})\s*(?P<and>个半)?个?\s*(?P<unit>{_any_of(_SIZE)})?(?P<half>半)?")
_CURRENCY = re.compile(rf"{_any_of(_SIGNS)}|(?<![a-z])[a-z]{{3}}(?![a-z])")
_SUM = re.compile(rf"(?P<number>{NUMBER})\s*(?P<times>百万|千万|万|亿|千|k(?![a-z]))?")
_CLOCK = re.compile(rf"(?P<whole>\d+):(?P<part>[0-5]\d)(?::(?P<rest>[0-5]\d))?\s*个?(?P<unit>{_any_of(_SIZE)})?")
_BARE = re.compile(rf"{NUMBER}|\d+:[0-5]\d")

Span = tuple[float, float]


class _UnreadError(ValueError):
    """Carries the key of the error."""


def read_duration(text: str) -> Duration | str:
    """The time that `text` names, or the key of what is wrong with it. A range has its middle as typical value."""
    try:
        outer, inner = _parts(text)
        if inner is None and outer in _AT_ONCE:
            return Duration(typical=0)
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
    bare = _BARE.fullmatch(halves[0])
    last = list(_STEP.finditer(halves[1]))
    if bare and last and last[-1]["unit"]:
        halves[0] += " " + last[-1]["unit"]
    elif bare and re.fullmatch(NUMBER, halves[1]) and unit_hint == "working_day":
        halves = [f"{each} wd" for each in halves]
    low, unit = _elapsed(halves[0])
    high, other = _elapsed(halves[1])
    if unit != other:
        raise _UnreadError("error.amount.mixed")
    return (low, high), unit


def _elapsed(text: str) -> tuple[float, str]:
    """One time such as '2 d 3 h' in seconds, or working days."""
    if (clock := _CLOCK.fullmatch(text)) is not None:
        return _on_the_clock(clock)
    steps = list(_STEP.finditer(text))
    if not steps or _STEP.sub("", text).strip(" ,;、零又and"):
        raise _UnreadError("error.amount.time_unread")
    total, kinds = 0.0, set()
    size = 0.0
    for step in steps:
        # '1h30' and '1小时30' end in minutes.
        unit = step["unit"] or ("min" if size == _HOUR and step is steps[-1] else None)
        if unit is None:
            raise _UnreadError("error.amount.no_unit")
        size = _SIZE[unit]
        count = _number(step["number"]) + (0.5 if step["and"] else 0) + (0.5 if step["half"] else 0)
        kinds.add("working_day" if size == _WORKING_DAY else "second")
        total += count * (size or 1)
    if len(kinds) > 1:
        raise _UnreadError("error.amount.mixed")
    return total, kinds.pop()


def _on_the_clock(clock: re.Match[str]) -> tuple[float, str]:
    """'1:30 h' in seconds; '1:30' alone may be hours or minutes."""
    if clock["unit"] is None:
        raise _UnreadError("error.amount.no_unit")
    size = _SIZE[clock["unit"]]
    if size not in (_HOUR, 60) or (size == 60 and clock["rest"]):
        raise _UnreadError("error.amount.time_unread")
    total = int(clock["whole"]) * size + int(clock["part"]) * size / 60 + int(clock["rest"] or 0)
    return total, "second"


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
    found = [_sum(half) for half in _halves(text, "error.amount.money_unread")]
    if len(found) == 2 and found[0][1] is None and found[0][0] < found[1][0]:
        found[0] = (found[0][0], found[1][1])
    values = [value * TIMES[times] for value, times in found]
    return values[0], values[-1]


def _sum(text: str) -> tuple[float, str | None]:
    """A figure and what it is multiplied by: '1.8万', '两万'."""
    found = _SUM.fullmatch(text.strip())
    value = number(found["number"]) if found is not None else None
    if found is None or value is None:
        raise _UnreadError("error.amount.money_unread")
    last = found["number"][-1]
    if found["times"] is None and last in "万亿" and len(found["number"]) > 1:
        return value / TIMES[last], last
    return value, found["times"]


def _parts(text: str) -> tuple[str, str | None]:
    """What stands before and in parentheses, in one spelling."""
    body = plain(text)
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
    value = number(text)
    if value is None:
        raise _UnreadError("error.amount.time_unread")
    return value


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
