"""How two journeys side by side are told in words: what differs in which touchpoint, which figure got better.

Makes rows of words out of a comparison; knows no widgets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isinf
from typing import Any, NamedTuple

from journeymap import labels
from journeymap.analysis.compare import NOTED, Changed, Comparison, Difference, better
from journeymap.labels import amounts
from journeymap.model.document import State
from journeymap.model.records import Connection, Journey, Lane, Persona, Stage, Touchpoint
from journeymap.model.text import LocalText
from journeymap.model.values import Duration, Money
from journeymap.ui.views.paths_words import value_text
from journeymap.ui.words import language, listed, say, say_token, shown

NOTHING = "–"
MOST_REACHES = 10
_TOKENS = {"channel": "channel", "contact": "contact", "barriers": "barrier"}
_SIGNED = frozenset({"emotion"})
_LEVELS = frozenset({"level_reached", "level_aimed"})
_SHARES = frozenset({"share", "start_share"})
_FIRST = (
    "goal",
    "left",
    "never",
    "finishing",
    "everyone",
    "chosen",
    "sum_emotion",
    "sum_peak_end",
    "persona",
    "time",
    "fee",
)
"""The figures that are told first; the others follow in their own order."""
_VALUE = {
    "visits": "trips", "mean": "mean", "left": "never", "chance": "her_chance", "share_of_lacks": "share",
    "slowest_path": "time", "worst_path": "peak_end", "gaps": "peak_end",
}  # fmt: skip
"""Figures whose unit is that of another one."""
_NAMES = {"visits": "trips", "chance": "her_chance"}
_NOT_TOLD = frozenset({"reaching"})
SIGNS = {"added": "plus", "gone": "minus", "changed": "edit"}


class Mark(NamedTuple):
    """One thing that differs: its role (`added`, `gone`, `changed`), itself in either journey, and the words."""

    role: str
    before_id: str | None
    after_id: str | None
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure that differs. `better` is None where more is neither better nor worse."""

    name: str
    values: str
    better: bool | None
    touchpoint_ids: tuple[str, str] | None = None


def marks(state: State, found: Comparison) -> list[Mark]:
    """All that differs, touchpoints before connections, in the order of the maps."""
    changes: dict[str, list[Changed]] = {}
    for each in found.changed:
        changes.setdefault(each.before_id, []).append(each)
    rows = [Mark("added", None, each, _name(state, each), "") for each in found.added]
    rows += [Mark("gone", each, None, _name(state, each), "") for each in found.gone]
    ways: list[Mark] = []
    for before_id, several in changes.items():
        told = "; " if language() == "en" else "；"
        detail = told.join(change_words(state, each) for each in several)
        mark = Mark("changed", before_id, several[0].after_id, _name(state, several[0].after_id), detail)
        (ways if state.get(Connection, before_id) is not None else rows).append(mark)
    ways += [Mark("added", None, each, _name(state, each), "") for each in found.added_connections]
    ways += [Mark("gone", each, None, _name(state, each), "") for each in found.gone_connections]
    return [*rows, *ways]


def _name(state: State, record_id: str | None) -> str:
    record = state.find(record_id)
    if isinstance(record, Connection):
        ends = (_name(state, record.source_id), _name(state, record.target_id))
        return f"{ends[0]} → {ends[1]}"
    if isinstance(record, Touchpoint):
        return shown(record.title) or say("touchpoint.untitled")
    return ""


def change_words(state: State, change: Changed) -> str:
    """One field that differs: 'Feeling −1 → +1'."""
    if change.field in NOTED:
        one, other = len(change.before), len(change.after)
        name = say(f"compare.{change.field}")
        return say("compare.reworded", field=name) if one == other else say(
            "compare.from_to", field=name, before=one, after=other
        )  # fmt: skip
    if change.field in ("source_id", "target_id"):
        return say(f"compare.{change.field}", name=_name(state, change.after))
    return say(
        "compare.from_to",
        field=say(f"field.{change.field}"),
        before=_said(state, change, change.before),
        after=_said(state, change, change.after),
    )


def _said(state: State, change: Changed, value: Any) -> str:
    name = change.field
    if value is None or value in ((), ""):
        return NOTHING
    if name == "kind":
        is_way = state.get(Connection, change.after_id) is not None
        return say_token("connection_kind" if is_way else "touchpoint_kind", value)
    if name in _TOKENS:
        values = value if isinstance(value, tuple) else (value,)
        return listed(say_token(_TOKENS[name], each) for each in values)
    if name in ("stage_id", "lane_id", "sub_journey_id"):
        record = state.find(value)
        title = shown(record.title) if isinstance(record, Stage | Lane | Journey) else ""
        return title or NOTHING
    match value:
        case bool():
            return say("compare.yes" if value else "compare.no")
        case LocalText():
            text = shown(value)
            return labels.quoted(text if len(text) <= 40 else f"{text[:39]}…", language()) if text else NOTHING
        case Duration():
            return amounts.duration(value, language())
        case Money():
            return amounts.money(value, language())
        case int() if name in _SIGNED:
            return amounts.signed(value)
        case int() if name in _LEVELS:
            return f"L{value}"
        case float() | int() if name in _SHARES:
            return amounts.share(value)
        case float() | int():
            return amounts.number(value)
    return str(value) if isinstance(value, str) else say("compare.present")


def figure_lines(state: State, found: Comparison) -> list[FigureLine]:
    """The figures that differ, the weighty ones first, at the end the touchpoints reached by more or fewer people."""
    lines = []
    for name in sorted(found.figures, key=_rank):
        difference = found.figures[name]
        one, other = _figure_value(name, difference.before), _figure_value(name, difference.after)
        if one != other and name.partition(".")[0] not in _NOT_TOLD and _differs(difference):
            values = say("compare.values", before=one, after=other)
            lines.append(FigureLine(_figure_name(state, name), values, better(name, difference.change)))
    return [*lines, *_reaches(state, found)]


def _rank(name: str) -> int:
    kind = name.partition(".")[0]
    return _FIRST.index(kind) if kind in _FIRST else len(_FIRST)


def _differs(difference: Difference) -> bool:
    one, other = difference.before, difference.after
    if one is None or other is None:
        return one is not other
    return one != other and (
        isinf(one) or isinf(other) or abs(other - one) > difference.error + 1e-6 * max(1.0, abs(one))
    )


def _reaches(state: State, found: Comparison) -> Iterator[FigureLine]:
    def size(touchpoint_id: str) -> float:
        return abs(found.reach[touchpoint_id].change or 0.0)

    moved = sorted((each for each in found.reach if size(each) >= 0.005), key=size, reverse=True)
    for each in moved[:MOST_REACHES]:
        reach = found.reach[each]
        values = say(
            "compare.values", before=amounts.share(reach.before or 0.0), after=amounts.share(reach.after or 0.0)
        )
        name = say("compare.figure_of", figure=say("figure.reach"), of=_name(state, each))
        yield FigureLine(name, values, None, (each, found.matched[each]))


def _figure_value(name: str, value: float | None) -> str:
    parts = name.split(".")
    currency = parts[-1] if "fee" in parts[-2:-1] or parts[0] == "dearest_path" else ""
    if parts[0] == "fee" and value is not None:
        return amounts.sum_of_money(value, parts[1], language())
    if parts[0] == "time":
        return value_text("time", value)
    if currency:
        return value_text(f"fee.{currency}", value)
    key = parts[0] if parts[0] in _VALUE or len(parts) == 1 else parts[-1]
    return value_text(_VALUE.get(key, key), value)


def _figure_name(state: State, name: str) -> str:
    """What a dotted figure is called: 'Waiting (chosen path)'."""
    head, *rest = name.split(".")
    of = ""
    key = rest[-1] if rest else head
    if head in ("finishing", "everyone"):
        of = say(f"figure.{head}")
    elif head == "chosen":
        of = say("figure.chosen_path")
    elif head == "persona":
        persona = state.get(Persona, rest[0])
        of = shown(persona.name) if persona is not None else ""
        of = of or say("navigator.untitled_persona")
    elif head in ("time", "fee"):
        return say("compare.figure_of", figure=say(f"compare.spread_{head}"), of=_spread_word(rest))
    elif head in ("levels_reached", "levels_aimed"):
        return say("compare.figure_of", figure=say(f"field.{head.replace('levels', 'level')}"), of=f"L{rest[0]}")
    elif head == "gaps":
        of = say_token("kano", rest[0]) if rest[0] != "none" else say("cli.figure.no_kano")
        key = head
    elif head == "coverage" and key not in ("untouched", "share_of_lacks"):
        return say("compare.figure_of", figure=say("figure.coverage"), of=say_token("relation", key))
    elif head == "dearest_path":
        return say("compare.figure_of", figure=say("figure.dearest_path"), of=key)
    if "fee" in rest[:-1]:
        of, key = " · ".join(part for part in (of, key) if part), "fee"
    figure = say(f"figure.{_NAMES.get(key, key)}")
    return say("compare.figure_of", figure=figure, of=of) if of else figure


def _spread_word(rest: Iterable[str]) -> str:
    *currency, key = rest
    word = say("compare.mean") if key == "mean" else say(f"figure.{key}")
    return " · ".join([word, *currency])
