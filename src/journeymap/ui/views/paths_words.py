"""How the Paths view says its figures: values in their units, differences, what they rest on, names of paths, the
verdict on somebody with limits.

Words only, in the window's language; the figures come in sheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from journeymap import labels
from journeymap.analysis.burden import Burden
from journeymap.analysis.ground import Ground
from journeymap.labels import amounts
from journeymap.model.document import State
from journeymap.model.records import Evidence, Touchpoint
from journeymap.model.text import LocalText
from journeymap.ui.views.paths_figures import INPUTS, LIKELY_FIRST, PathRow, Sheet, Totals
from journeymap.ui.words import language, say, say_token, shown

UNKNOWN = "–"
MOST_NAMES = 3
_SHARES = frozenset({"share", "goal", "never", "her_chance", "served"})
_TIMES = frozenset(
    {"time", "slowest_tenth", "contact_time", "waiting", "path_time", "path_contact", "path_waiting"}
)  # fmt: skip
_FEELINGS = frozenset({"sum_peak_end", "sum_emotion", "peak_end", "peak", "low", "end", "mean"})
_SMALL_TIME = 60.0
_SMALL = 0.05


def figure_name(name: str) -> str:
    """What a figure is called; fees with their currency."""
    kind, _, currency = name.partition(".")
    key = f"figure.{kind}" if f"figure.{kind}" in labels.table() else f"paths.figure.{kind}"
    return say("paths.fees_in", name=say(key), currency=currency) if currency else say(key)


def how_words(name: str) -> str:
    """How a figure is computed, in two sentences."""
    kind = name.partition(".")[0]
    key = f"figure.{kind}.how"
    return say(key if key in labels.table() else f"paths.how.{kind}")


def value_text(name: str, value: float | None, *, at_least: bool = False) -> str:
    """A figure's value in its unit."""
    if value is None:
        return UNKNOWN
    kind, _, currency = name.partition(".")
    if kind in _SHARES:
        return amounts.share(round(value, 9))  # what only rounding parts from all is all
    if kind in _TIMES:
        text = amounts.elapsed(value, language())
        return f"≥ {text}" if at_least and value < inf else text
    if kind in _FEELINGS:
        return amounts.signed(value, 2)
    if currency:
        return amounts.sum_of_money(value, currency, language())
    return amounts.number(value, 1 if abs(value) >= 10 else 2)


def change_text(name: str, today: float | None, value: float | None) -> str:
    """By how much a figure differs from today's, with its sign; '' where that cannot be said."""
    if today is None or value is None or abs(today) == inf or abs(value) == inf:
        return ""
    change = value - today
    kind, _, currency = name.partition(".")
    if kind in _SHARES:
        size = amounts.number(abs(change) * 100)
        text = say("paths.points", value=size)
    elif kind in _TIMES:
        size = amounts.elapsed(abs(change), language()) if abs(change) >= _SMALL_TIME / 2 else "0"
        text = size
    elif currency:
        text = amounts.sum_of_money(abs(change), currency, language())
        size = amounts.number(abs(change), 2)
    else:
        size = text = amounts.number(abs(change), 2)
    if size == "0":
        return say("paths.no_change")
    return f"{'+' if change > 0 else '−'}{text}"


def feeling_words(emotion: int | None) -> str:
    """A feeling in a word and a number."""
    if emotion is None:
        return say("paths.feeling_unknown")
    value = f"+{emotion}" if emotion > 0 else str(emotion).replace("-", "−")
    return say("paths.feeling", word=say(f"emotion.{emotion}"), value=value)


def path_name(row: PathRow) -> str:
    """A path's name: its choices one after the other."""
    return parts_name(row.parts)


def parts_name(parts: Iterable[LocalText]) -> str:
    """The name of a path that is told from others by these choices."""
    return " → ".join(texts) if (texts := [shown(each) for each in parts if each]) else say("paths.only_way")


def quoted(texts: Iterable[LocalText]) -> list[str]:
    """Titles in the quotation marks of the language."""
    return [labels.quoted(shown(each) or say("touchpoint.untitled"), language()) for each in texts]


def listed(parts: Sequence[str]) -> str:
    """Things in a row: 'A, B and C', 'A、B'."""
    if language() == "zh":
        return "、".join(parts)
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def names_of(state: State, touchpoint_ids: Sequence[str], most: int = MOST_NAMES) -> str:
    """The titles of touchpoints in a row; of many the first ones and how many more."""
    found = [state.get(Touchpoint, each) for each in touchpoint_ids]
    texts = quoted(each.title for each in found if each is not None)
    if len(texts) <= most:
        return listed(texts)
    return say("paths.and_more", names=labels.listed(texts[:most], language()), n=len(texts) - most)


# what figures rest on


def ground_words(ground: Ground) -> str:
    """'8 measured · 3 assumed · 2 missing'; what is not there is not named."""
    parts = [
        say(f"paths.ground.{name}", n=count)
        for name in ("measured", "observed", "assumed", "missing")
        if (count := getattr(ground, name))
    ]
    return " · ".join(parts) or say("paths.ground.none")


def ground_short(ground: Ground) -> str:
    """What a figure rests on in a few words: 'assumed · 2 missing', '6 of 20 backed by evidence'."""
    backed = ground.measured + ground.observed
    if not ground.known and not ground.missing:
        return say("paths.ground.nothing")
    parts = []
    if backed:
        parts.append(say("paths.ground.short", backed=backed, all=ground.known))
    elif ground.known:
        parts.append(say("paths.ground.all_assumed"))
    if ground.missing:
        parts.append(say("paths.ground.missing", n=ground.missing))
    return " · ".join(parts)


def evidence_words(evidence: Evidence) -> str:
    """A piece of evidence with its kind, date and sample."""
    details = f", {evidence.date}" if evidence.date else ""
    if evidence.date and language() == "zh":
        details = f"，{evidence.date}"
    if evidence.sample:
        details += say("paths.evidence_sample", n=f"{evidence.sample:,}")
    kind = say_token("evidence_kind", evidence.kind)
    return say("paths.evidence", title=shown(evidence.title) or evidence.source, kind=kind, details=details)


def evidence_behind(sheet: Sheet, name: str) -> list[Evidence]:
    """The evidence behind a figure of the sum, that which backs most values first."""
    wanted = set(INPUTS.get(name.partition(".")[0], ()))
    backed: dict[str, int] = {}
    for bases in sheet.content.bases.values():
        for basis in bases:
            if basis.field in wanted:
                for evidence_id in basis.evidence_ids:
                    backed[evidence_id] = backed.get(evidence_id, 0) + 1
    if name == "must_be":
        for rows in sheet.content.expectations.values():
            for each in rows:
                if each.kano == "must_be":
                    backed |= {evidence_id: backed.get(evidence_id, 0) + 1 for evidence_id in each.evidence_ids}
    found = (sheet.content.evidence_of(each) for each in sorted(backed, key=lambda each: (-backed[each], each)))
    return [each for each in found if each is not None]


# the list of paths


def count_words(sheet: Sheet) -> str:
    """How many paths are shown of how many, and among which ones the order was made."""
    shown_rows = min(len(sheet.rows), sheet.wish.shown)
    key = "paths.count" if sheet.count.exact else "paths.count_least"
    count = sheet.count.value
    number = f"{count:,}" if count < 10**9 else f"10^{len(str(count)) - 1}"
    parts = [say(key, shown=shown_rows, count=number)]
    if sheet.wish.order != LIKELY_FIRST and not sheet.complete:
        parts.append(say("paths.ranked_first" if sheet.first_exact else "paths.ranked_likely", n=sheet.ranked_among))
    return " · ".join(parts)


# can she get through?


@dataclass(frozen=True, slots=True)
class Verdict:
    """`tone` is `plain`, `good`, `notice` or `problem`; `answer` is the sentence, `more` what goes with it."""

    tone: str
    answer: str
    more: str = ""


def verdict(sheet: Sheet) -> Verdict:
    """Whether somebody with the limits gets through, what it costs her or why not, and what would help."""
    found = _verdict(sheet, sheet.now)
    if not sheet.is_changed or sheet.today.passage is None:
        return found
    today = _verdict(sheet, sheet.today)
    if today.answer == found.answer:
        return found
    before = say("paths.verdict.today", words=today.answer)
    return Verdict(found.tone, found.answer, " ".join(each for each in (found.more, before) if each))


def _verdict(sheet: Sheet, totals: Totals) -> Verdict:
    state, base, hers = totals.state, totals.outlook, totals.passage
    if base.goal <= 0 and (hers is None or not (hers.open or hers.to_open)):
        return Verdict("problem", say("paths.verdict.no_way"))
    if hers is None:
        return Verdict("plain", say("paths.verdict.choose"))
    if not hers.barred:
        return Verdict("good", say("paths.verdict.free"))
    barred = say("paths.verdict.barred", names=names_of(state, hers.barred))
    if not hers.open:
        more = [say("paths.verdict.open", names=names_of(state, hers.to_open))] if hers.to_open else []
        if hers.unavoidable:
            key = "paths.verdict.no" if len(hers.unavoidable) == 1 else "paths.verdict.no_several"
            return Verdict("problem", say(key, names=names_of(state, hers.unavoidable)), _joined([*more, barred]))
        return Verdict("problem", say("paths.verdict.no_mixed"), _joined([*more, barred]))
    more = [barred]
    if sheet.must_pass:
        more.append(say("paths.verdict.must", names=names_of(state, sheet.must_pass[:2])))
    if hers.chance <= 0:
        return Verdict("problem", say("paths.verdict.unwalked"), _joined(more))
    extra = extra_words(hers.burden, base.reaching)
    if hers.chance < base.goal - 0.0005:
        stuck = sorted(hers.shut_out_at, key=lambda each: -hers.shut_out_at[each])
        if stuck:
            more.insert(0, say("paths.verdict.stuck", names=names_of(state, stuck)))
        if extra:
            more.insert(0, say("paths.verdict.extra_cost", extra=extra))
        chance, today = value_text("her_chance", hers.chance), value_text("goal", base.goal)
        return Verdict("notice", say("paths.verdict.less_likely", chance=chance, today=today), _joined(more))
    if extra:
        return Verdict("notice", say("paths.verdict.costs", extra=extra), _joined(more))
    return Verdict("good", say("paths.verdict.same"), _joined(more))


def extra_words(hers: Burden | None, everybody: Burden | None) -> str:
    """What her way costs her above the mean of all who reach the goal: '5 h, 1 visit and ¥30'; '' where nothing."""
    if hers is None or everybody is None:
        return ""
    parts = []
    if hers.time - everybody.time >= max(_SMALL_TIME, everybody.time * 0.005) and hers.time < inf:
        parts.append(amounts.elapsed(hers.time - everybody.time, language()))
    for key in ("visits", "documents"):
        more = getattr(hers, key) - getattr(everybody, key)
        if _SMALL <= more < inf:
            text = amounts.number(more)
            parts.append(say(f"paths.extra.{key}", count=text, n=1 if text == "1" else 2))
    for currency, fee in hers.fees.items():
        more = fee - everybody.fees.get(currency, 0.0)
        if _SMALL <= more < inf:
            parts.append(amounts.sum_of_money(more, currency, language()))
    return listed(parts) if parts else ""


def _joined(sentences: Iterable[str]) -> str:
    return ("" if language() == "zh" else " ").join(sentences)
