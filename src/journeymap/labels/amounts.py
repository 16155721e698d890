"""Figures as people write them: times, money, shares and signed feelings, in both languages."""

from __future__ import annotations

import math
import re

from journeymap.model.values import Duration, Money

_SIGNS = {"CNY": "¥", "EUR": "€", "GBP": "£", "USD": "$"}
_MINUS = "\u2212"
_TIMES = (("week", 7 * 86400), ("day", 86400), ("hour", 3600), ("minute", 60))
_UNITS = {
    "week": ("wk", "周"),
    "day": ("d", "天"),
    "hour": ("h", "小时"),
    "minute": ("min", "分钟"),
    "second": ("s", "秒"),
    "working_day": ("working days", "个工作日"),
}


def number(value: float, digits: int = 1) -> str:
    """A number without needless zeros, with a true minus sign and commas between thousands."""
    if math.isinf(value):
        return "∞" if value > 0 else f"{_MINUS}∞"
    text = f"{abs(value):,.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return _MINUS + text if value < 0 and text != "0" else text


def signed(value: float, digits: int = 1) -> str:
    """A feeling or gap: always with its sign, 0 without."""
    text = number(value, digits)
    return text if text == "0" or value < 0 else f"+{text}"


def share(value: float) -> str:
    """A share 0–1 as a percentage; "100 %" and "0 %" are said of all and of none only."""
    percent = value * 100
    if 0 < percent < 0.1:
        return "<0.1 %"
    if 99.9 < percent < 100:
        return ">99.9 %"
    return f"{number(percent, 1)} %"


def elapsed(value: float, language: str) -> str:
    """Elapsed seconds in the two largest fitting units: '2 d 3 h', '2天3小时'."""
    if math.isinf(value):
        return "∞"
    # From ten days on hours are not said, so they are rounded.
    rest = round(value) if value < 10 * 86400 else round(value / 86400) * 86400
    if rest == 0:
        return _unit("0", "minute", language)
    if rest < 60:
        return _unit(str(rest), "second", language)
    parts = []
    for name, size in _TIMES:
        if name == "week" and (rest < 3 * size or rest % size):
            continue
        count, rest = divmod(rest, size)
        if count:
            parts.append(_unit(f"{count:,}", name, language))
        if len(parts) == 2:
            break
    return ("" if language == "zh" else " ").join(parts)


def _unit(count: str, name: str, language: str) -> str:
    en, zh = _UNITS[name]
    if language == "zh":
        return f"{count}{zh}"
    if name == "working_day" and count == "1":
        en = "working day"
    return f"{count} {en}"


def duration(amount: Duration, language: str) -> str:
    """A time with its range, as typed: '3–5 working days', '22 wk'."""

    def one(value: float) -> str:
        return number(value) if amount.unit == "working_day" else elapsed(value, language)

    low = amount.low if amount.low is not None and amount.low < amount.typical else None
    high = amount.high if amount.high is not None and amount.high > amount.typical else None
    if amount.unit != "working_day":
        if low is not None and high is not None and amount.typical == (low + high) / 2:
            return _between(elapsed(low, language), elapsed(high, language))
        text = elapsed(amount.typical, language)
        if low is not None or high is not None:
            ends = one(amount.typical if low is None else low), one(amount.typical if high is None else high)
            text += _in_brackets(f"{ends[0]}–{ends[1]}", language)
        return text
    if low is not None or high is not None:
        ends = one(amount.typical if low is None else low), one(amount.typical if high is None else high)
        return _unit(f"{ends[0]}–{ends[1]}", "working_day", language)
    return _unit(one(amount.typical), "working_day", language)


def _between(low: str, high: str) -> str:
    """'7–14 d', '1 h–1 d': the unit is said once where both have the same one."""
    first, last = (re.fullmatch(r"([\d,.]+)( ?\D+)", each) for each in (low, high))
    return f"{first[1]}–{high}" if first and last and first[2] == last[2] else f"{low}–{high}"


def money(amount: Money, language: str) -> str:
    """Money with its range: '£34 (34–43)', '1.8万元（1.5万–2万元）'."""
    text = sum_of_money(amount.typical, amount.unit, language)
    low = amount.typical if amount.low is None else amount.low
    high = amount.typical if amount.high is None else amount.high
    if low == high:
        return text
    if language == "zh" and amount.unit == "CNY":
        ends = f"{sum_of_money(low, 'CNY', 'zh').removesuffix('元')}–{sum_of_money(high, 'CNY', 'zh')}"
    else:
        ends = f"{_with_cents(low)}–{_with_cents(high)}"
    return text + _in_brackets(ends, language)


def _in_brackets(text: str, language: str) -> str:
    return f"（{text}）" if language == "zh" else f" ({text})"


def _with_cents(value: float) -> str:
    return number(value) if math.isinf(value) or value == round(value) else f"{value:,.2f}"


def sum_of_money(value: float, currency: str, language: str) -> str:
    """One sum in one currency."""
    if language == "zh" and currency == "CNY":
        return f"{number(value / 10000, 2)}万元" if value >= 10000 else f"{number(value, 2)}元"
    sign = _SIGNS.get(currency)
    return f"{sign}{_with_cents(value)}" if sign else f"{_with_cents(value)} {currency}"
