"""Figures as people write them: times, money, shares and signed feelings, in both languages."""

from __future__ import annotations

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
    """A number without needless zeros, with a true minus sign and thousands parted by a thin comma."""
    text = f"{abs(value):,.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return _MINUS + text if value < 0 and text != "0" else text


def signed(value: float, digits: int = 1) -> str:
    """A feeling or gap: always with its sign, 0 without."""
    text = number(value, digits)
    return text if text == "0" or value < 0 else f"+{text}"


def share(value: float) -> str:
    """A share 0–1 as a percentage."""
    percent = value * 100
    if 0 < percent < 0.1:
        return "<0.1 %"
    return f"{number(percent, 1)} %"


def elapsed(value: float, language: str) -> str:
    """Elapsed seconds in the two largest fitting units: '2 d 3 h', '2天3小时'."""
    rest = round(value)
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
        if len(parts) == 2 or (name in ("week", "day") and count >= 10):
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
        text = elapsed(amount.typical, language)
        if low is not None or high is not None:
            ends = one(amount.typical if low is None else low), one(amount.typical if high is None else high)
            text += f" ({ends[0]}–{ends[1]})"
        return text
    if low is not None or high is not None:
        ends = one(amount.typical if low is None else low), one(amount.typical if high is None else high)
        return _unit(f"{ends[0]}–{ends[1]}", "working_day", language)
    return _unit(one(amount.typical), "working_day", language)


def money(amount: Money, language: str) -> str:
    """Money with its range: '£34 (34–43)', '¥18,000'."""
    text = sum_of_money(amount.typical, amount.unit, language)
    if amount.low is not None or amount.high is not None:
        low = amount.typical if amount.low is None else amount.low
        high = amount.typical if amount.high is None else amount.high
        text += f" ({number(low, 2)}–{number(high, 2)})"
    return text


def sum_of_money(value: float, currency: str, language: str) -> str:
    """One sum in one currency."""
    if language == "zh" and currency == "CNY":
        return f"{number(value / 10000, 2)}万元" if value >= 10000 else f"{number(value, 2)}元"
    sign = _SIGNS.get(currency)
    return f"{sign}{number(value, 2)}" if sign else f"{number(value, 2)} {currency}"
