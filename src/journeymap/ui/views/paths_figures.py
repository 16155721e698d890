"""What the Paths view shows, computed off the window's thread from a snapshot: ranked paths, the sum, how somebody with
limits fares, each figure with what it rests on, and all of it once more as it would be.

Plain values without Qt. The figures themselves come from `analysis`; here it is only chosen which ones are wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from math import inf

from journeymap.analysis.access import barred, on_every_way
from journeymap.analysis.burden import Burden
from journeymap.analysis.chain import chain_of
from journeymap.analysis.content import Content, content_of
from journeymap.analysis.extremes import LIKELY, dearest_path, slowest_path, worst_path
from journeymap.analysis.figures import BASED_ON, PathFigures, path_figures
from journeymap.analysis.graph import JourneyGraph
from journeymap.analysis.ground import Ground, ground_of, grounds
from journeymap.analysis.life_event import whole_graph
from journeymap.analysis.limits import Passage, closed_graph, passage
from journeymap.analysis.outlook import Outlook, outlook
from journeymap.analysis.paths import (
    Count,
    Path,
    chosen_path,
    likeliest_path,
    likely_paths,
    path_burden,
    path_count,
    walked_path,
)
from journeymap.analysis.series import Series, series
from journeymap.analysis.spread import Spread, time_spread
from journeymap.analysis.summary import Summary, summary
from journeymap.analysis.what_if import WhatIf, what_if
from journeymap.model.document import State
from journeymap.model.records import Persona
from journeymap.model.text import LocalText
from journeymap.ui.tasks import OvertakenError, Stale
from journeymap.ui.views.paths_names import path_parts

LIKELY_FIRST, SLOWEST, DEAREST, WORST = "likely", "slowest", "dearest", "worst"
MOST_SHOWN = 10_000

INPUTS: dict[str, tuple[str, ...]] = {
    **BASED_ON,
    "slowest_tenth": BASED_ON["time"],
    "extra": ("share", "contact_time", "waiting", "fee", "visits", "documents"),
    "path_time": ("contact_time", "waiting"),
    "path_contact": ("contact_time",),
    "path_waiting": ("waiting",),
    "path_fee": ("fee",),
    "path_trips": ("visits",),
    "path_documents": ("documents",),
    "path_repeated": ("data_repeated",),
    "path_handovers": ("handover",),
    **dict.fromkeys(("peak_end", "peak", "low", "end", "mean", "unrecovered", "flat", "missing"), ("emotion",)),
}
"""Figure → the kinds of values it is made from."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be shown: a journey of a snapshot, the limits switched on, the order, how many paths, what if."""

    state: State
    journey_id: str
    limits: frozenset[str] = frozenset()
    order: str = LIKELY_FIRST
    currency: str = ""
    shown: int = 12
    changed: WhatIf = field(default_factory=WhatIf)


@dataclass(frozen=True, slots=True)
class Totals:
    """The sum of one version of the journey, and how somebody with the limits fares in it."""

    state: State
    graph: JourneyGraph
    outlook: Outlook
    time: Spread | None
    summary: Summary
    passage: Passage | None

    @property
    def burden(self) -> Burden | None:
        """What it costs everybody; where somebody never finishes, those who do."""
        return self.outlook.everyone if self.outlook.never <= 0 else self.outlook.finishing

    def value(self, name: str) -> float | None:
        """A figure of the sum by its name; None where it cannot be computed."""
        total = self.burden
        match name.split(".", maxsplit=1)[0]:
            case "goal":
                return self.outlook.goal
            case "never":
                return self.outlook.never
            case "slowest_tenth":
                return self.time.slowest_tenth.value if self.time is not None else None
            case "sum_peak_end":
                return self.summary.peak_end.value if self.summary.peak_end is not None else None
            case "sum_emotion":
                return self.summary.mean_emotion
            case "must_be":
                gaps = self.summary.gaps.get("must_be")
                return float(gaps.negative) if gaps is not None else None
            case "her_chance":
                return self.passage.chance if self.passage is not None else None
            case "served":
                return self.passage.served if self.passage is not None else None
            case "fee":
                return None if total is None else total.fees.get(name.split(".")[1], 0.0)
            case "trips":
                return None if total is None else total.visits
            case other:
                return None if total is None else getattr(total, other)


@dataclass(frozen=True, slots=True)
class PathRow:
    """One path to be shown. `parts` name it, `today` is what it is without the what-if, `barred` are touchpoints on
    it that shut somebody with the limits out.
    """

    figures: PathFigures
    parts: tuple[LocalText, ...]
    today: PathFigures | None
    barred: tuple[str, ...]
    followed: bool
    hers: bool
    grounds: Mapping[str, Ground]

    @property
    def path(self) -> Path:
        return self.figures.path

    @property
    def key(self) -> tuple[str, ...]:
        return self.path.touchpoint_ids

    def value(self, name: str) -> float | None:
        return path_value(self.figures, name)


def path_value(figures: PathFigures, name: str) -> float | None:
    """A figure of one path by its name; None where it cannot be computed."""
    burden, curve = figures.burden, figures.series
    match name.split(".", maxsplit=1)[0]:
        case "share":
            return figures.path.share
        case "path_time":
            return burden.time
        case "path_contact":
            return burden.contact_time
        case "path_waiting":
            return burden.waiting
        case "path_fee":
            return burden.fees.get(name.split(".")[1], 0.0)
        case "path_trips":
            return burden.visits
        case "path_documents":
            return burden.documents
        case "path_repeated":
            return burden.data_repeated
        case "path_handovers":
            return burden.handovers
        case "peak" | "low" | "end" as which:
            emotion = curve.emotion(getattr(curve, which))
            return None if emotion is None else float(emotion)
        case "peak_end":
            return curve.peak_end
        case "mean":
            return curve.mean
        case "unrecovered":
            return float(len(curve.unrecovered))
        case "flat":
            return None if curve.flat is None else float(curve.flat[1])
        case "missing":
            return float(curve.missing)
    raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the view shows. `today` is the document's; `now` is what is shown, the same unless something was
    changed. `complete` says that all paths there are were put in order, `first_exact` that at least the first is the
    first of all, of `ranked_among` paths. `must_pass` are touchpoints that only those with the limits cannot avoid.
    """

    wish: Wish
    content: Content
    today: Totals
    now: Totals
    rows: tuple[PathRow, ...]
    count: Count
    more: bool
    complete: bool
    first_exact: bool
    ranked_among: int
    her_way: PathRow | None
    must_pass: tuple[str, ...]
    currencies: tuple[str, ...]
    grounds: Mapping[str, Ground]
    barriers: frozenset[str]

    @property
    def is_changed(self) -> bool:
        return self.now is not self.today

    def ground(self, name: str) -> Ground:
        """What a figure of the sum rests on."""
        if name == "must_be":
            found = [
                each for rows in self.content.expectations.values() for each in rows
                if each.kano == "must_be" and each.expected is not None and each.perceived is not None
            ]  # fmt: skip
            asked = sum(each.kano == "must_be" for rows in self.content.expectations.values() for each in rows)
            return ground_of(self.content, found) + Ground(missing=asked - len(found))
        return joined(self.grounds, name)

    def row(self, key: tuple[str, ...]) -> PathRow | None:
        return next((row for row in self.rows if row.key == key), None)


def joined(found: Mapping[str, Ground], name: str) -> Ground:
    """What a figure rests on, of the grounds of its inputs."""
    return sum((found[each] for each in INPUTS.get(name.split(".", maxsplit=1)[0], ()) if each in found), Ground())


def sum_names(sheet: Sheet) -> list[str]:
    """The figures of the sum, in the order in which they are shown."""
    names = ["goal", "never", "time", "slowest_tenth", "waiting", "handovers", "trips", "documents", "data_repeated"]
    names += [f"fee.{currency}" for currency in sheet.currencies]
    return [*names, "sum_peak_end", "sum_emotion", "must_be"]


class Sheets:
    """Makes sheets; keeps what was computed of a snapshot last, since sliders and switches change little of it."""

    def __init__(self) -> None:
        self._known: tuple[State, str, Content, Totals] | None = None

    def sheet(self, wish: Wish, stale: Stale) -> Sheet:
        """Everything for a wish. Raises OvertakenError where nobody waits for it any more."""
        known = self._known
        if known is None or known[0] is not wish.state or known[1] != wish.journey_id:
            content = content_of(wish.state, wish.journey_id)
            known = (wish.state, wish.journey_id, content, _totals(wish.state, wish.journey_id))
            self._known = known
        _, _, content, plain = known
        _check(stale)
        today = _with_limits(plain, wish.limits)
        now = today
        if wish.changed.overrides:
            changed = what_if(wish.state, _still_there(wish.state, wish.changed))
            now = _with_limits(_totals(changed, wish.journey_id), wish.limits)
        _check(stale)
        return _sheet(wish, content, today, now, stale)


def _check(stale: Stale) -> None:
    if stale():
        raise OvertakenError


def _still_there(state: State, changed: WhatIf) -> WhatIf:
    """The overrides of records that have not been deleted meanwhile."""
    live = {
        key: value for key, value in changed.overrides.items()
        if (record := state.find(key[0])) is not None and state.is_live(record)
    }  # fmt: skip
    return WhatIf(live)


def _totals(state: State, journey_id: str) -> Totals:
    graph = whole_graph(state, journey_id)
    chain = chain_of(graph)
    content = content_of(state, journey_id)
    return Totals(state, graph, outlook(graph, chain), time_spread(graph, chain), summary(content, graph, chain), None)


def limited(limits: Iterable[str]) -> Persona:
    """Somebody with these limits of whom nothing else is known."""
    return Persona(id="limits", limits=tuple(limits))


def _with_limits(totals: Totals, limits: frozenset[str]) -> Totals:
    if not limits:
        return totals
    return replace(totals, passage=passage(totals.graph, limited(limits), base=totals.outlook))


def _sheet(wish: Wish, content: Content, today: Totals, now: Totals, stale: Stale) -> Sheet:
    graph = now.graph
    currencies = tuple(sorted({each for place in graph.reachable for each, _ in graph.loads[place].fees}))
    ranked, first_exact, complete = _ranked(wish, graph, currencies, stale)
    count = Count(len(ranked), True) if complete else path_count(graph)
    shown = ranked[: wish.shown]
    chosen = chosen_path(wish.state, wish.journey_id, today.graph)
    followed = chosen.touchpoint_ids if chosen is not None else ()
    closed = barred(graph, limited(wish.limits))
    closed_ids = frozenset(graph.ids(closed))
    hers = likeliest_path(closed_graph(graph, closed)) if closed and now.passage and now.passage.open else None
    her_key = hers.touchpoint_ids if hers is not None else ()
    for wanted in (her_key, followed):
        if wanted and all(path.touchpoint_ids != wanted for path in shown):
            again = walked_path(graph, wanted)
            shown = [*shown, again] if again is not None else shown
    _check(stale)
    parts = path_parts(now.state, graph, shown)

    def row(path: Path, named: tuple[LocalText, ...]) -> PathRow:
        before = walked_path(today.graph, path.touchpoint_ids) if now is not today else None
        return PathRow(
            path_figures(graph, path),
            named,
            path_figures(today.graph, before) if before is not None else None,
            tuple(each for each in dict.fromkeys(path.touchpoint_ids) if each in closed_ids),
            path.touchpoint_ids == followed,
            path.touchpoint_ids == her_key,
            grounds(content, _along(today.graph, path)),
        )

    rows = tuple(row(path, named) for path, named in zip(shown, parts, strict=True))
    _check(stale)
    return Sheet(
        wish,
        content,
        today,
        now,
        rows,
        count,
        len(ranked) > wish.shown,
        complete,
        first_exact,
        len(ranked),
        next((each for each in rows if each.hers), None),
        _new_narrows(now, closed) if hers is not None else (),
        currencies,
        grounds(content, today.graph),
        frozenset(tag for touchpoint in graph.touchpoints for tag in touchpoint.barriers),
    )


def _ranked(wish: Wish, graph: JourneyGraph, currencies: Sequence[str], stale: Stale) -> tuple[list[Path], bool, bool]:
    """Paths in the wished order, whether the first is truly the first, and whether these are all paths there are.

    Where there are too many to look at all, the likeliest are put in order.
    """
    asked = min(wish.shown, MOST_SHOWN) + 1
    if wish.order == LIKELY_FIRST:
        found = _taken(likely_paths(graph), asked, stale)
        return found, True, len(found) < asked
    asked = max(LIKELY, asked)
    pool = _taken(likely_paths(graph), asked, stale)
    complete = len(pool) < asked
    key: Callable[[Path], tuple[float, ...]]
    currency = wish.currency if wish.currency in currencies else next(iter(currencies), "")
    if wish.order == SLOWEST:
        extreme, key = slowest_path(graph, pool), lambda path: (-path_burden(graph, path).time,)
    elif wish.order == DEAREST:
        extreme, key = (
            dearest_path(graph, currency, pool),
            lambda path: (-path_burden(graph, path).fees.get(currency, 0.0),),
        )
    else:
        extreme, key = worst_path(graph, pool), lambda path: _felt(series(graph, path))
    exact = complete or (extreme is not None and extreme.exact)
    if extreme is not None and extreme.exact and extreme.path not in pool:
        pool.append(extreme.path)
    return sorted(pool, key=key), exact, complete


def _taken(paths: Iterable[Path], most: int, stale: Stale) -> list[Path]:
    found = []
    for path in islice(paths, most):
        _check(stale)
        found.append(path)
    return found


def _felt(curve: Series) -> tuple[float, ...]:
    return (inf, inf) if curve.peak_end is None or curve.mean is None else (curve.peak_end, curve.mean)


def _new_narrows(totals: Totals, closed: frozenset[int]) -> tuple[str, ...]:
    """The touchpoints on every way that is left with `closed` ones closed, and not on every way before; first those
    that the fewest come by today.
    """
    graph = totals.graph
    everywhere = range(len(graph.touchpoints))
    before = set(on_every_way(graph, everywhere))
    found = [place for place in on_every_way(closed_graph(graph, closed), everywhere) if place not in before]
    return graph.ids(sorted(found, key=lambda place: totals.outlook.reach[place]))


def _along(graph: JourneyGraph, path: Path) -> JourneyGraph:
    """The part of the graph that a path passes, to count what its figures rest on."""
    passed = set(path.connection_ids)
    places = [graph.index[each] for each in path.touchpoint_ids]
    return replace(
        graph,
        walk=replace(graph.walk, place=places),
        ways=[way for way in graph.ways if way.connection_id in passed],
    )
