"""The figures of a journey as lines of a name and a value, in one language, for people who read them in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import inf, log10

from journeymap.analysis.burden import Burden
from journeymap.analysis.extremes import LIKELY, Extreme
from journeymap.analysis.figures import Figures
from journeymap.analysis.finding_words import title_of
from journeymap.analysis.paths import Count
from journeymap.analysis.spread import Spread
from journeymap.labels import amounts, listed, say, say_token
from journeymap.model.document import State
from journeymap.model.records import Opportunity, Persona

Line = tuple[str, str]
Said = Callable[[float], str]


def figure_lines(state: State, found: Figures, language: str) -> Iterator[Line]:
    """All figures of one journey. What cannot be computed is left out; without any way through, one line says so."""
    graph = found.graph
    yield say("cli.figure.size", language), say("count.touchpoints", language, n=len(graph.touchpoints))
    if found.graph.starts and found.path_count.value:
        yield from _walks(state, found, language)
    else:
        yield say("figure.paths", language), say("cli.figure.no_walk", language)
    yield from _experience(found, language)
    yield from _coverage(found, language)
    yield from _personas(state, found, language)
    yield from _prospects(state, found, language)


def _walks(state: State, found: Figures, language: str) -> Iterator[Line]:
    base = found.outlook
    for key, share in (("goal", base.goal), ("never", base.never), ("left", base.left)):
        if share or key == "goal":
            yield say(f"figure.{key}", language), amounts.share(share)
    whose = "finishing" if base.never > 0 else "everyone"
    total = base.finishing if base.never > 0 else base.everyone
    if total is not None:
        yield from _burden(total, say(f"figure.{whose}", language), language)
    if found.time is not None:
        yield from _spread(
            found.time, say("cli.figure.time", language), lambda value: amounts.elapsed(value, language), language
        )
    for currency, spread in found.fees.items():
        yield from _spread(spread, say("figure.fee", language), _money(currency, language), language)
    yield say("figure.paths", language), _count(found.path_count, language)
    if found.chosen is not None:
        path = found.chosen.path
        yield say("figure.chosen_path", language), _way(state, path.touchpoint_ids, language)
        yield say("figure.share", language), amounts.share(path.share)
    if found.likely and (
        found.chosen is None or found.likely[0].path.touchpoint_ids != found.chosen.path.touchpoint_ids
    ):
        yield say("figure.likeliest_path", language), _way(state, found.likely[0].path.touchpoint_ids, language)
    if found.slowest is not None:
        yield _extreme(state, "slowest_path", found.slowest, amounts.elapsed(found.slowest.value, language), language)
    for currency, dearest in found.dearest.items():
        value = amounts.sum_of_money(dearest.value, currency, language)
        yield _extreme(state, "dearest_path", dearest, value, language)
    if found.worst is not None:
        yield _extreme(state, "worst_path", found.worst, amounts.signed(found.worst.value), language)


def _burden(total: Burden, whose: str, language: str) -> Iterator[Line]:
    def line(key: str, value: str) -> Line:
        return say("cli.figure.of", language, figure=say(f"figure.{key}", language), of=whose), value

    at_least = say("figure.at_least", language)
    time = amounts.elapsed(total.time, language)
    yield line("time", f"{at_least} {time}" if total.at_least else time)
    yield line("contact_time", amounts.elapsed(total.contact_time, language))
    yield line("waiting", amounts.elapsed(total.waiting, language))
    for currency, value in total.fees.items():
        yield line("fee", amounts.sum_of_money(value, currency, language))
    yield line("trips", amounts.number(total.visits, 2))
    yield line("documents", amounts.number(total.documents, 2))
    yield line("data_repeated", amounts.number(total.data_repeated, 2))
    yield line("handovers", amounts.number(total.handovers, 2))


def _spread(spread: Spread, of: str, said: Said, language: str) -> Iterator[Line]:
    values = {
        "deviation": spread.deviation,
        "least": spread.least,
        "most": spread.most,
        "median": spread.median.value,
        "slowest_tenth": spread.slowest_tenth.value,
        "percentile_95": spread.percentile_95.value,
    }
    for key, value in values.items():
        text = say("figure.infinite", language) if value == inf else said(value)
        yield say("cli.figure.of", language, figure=say(f"figure.{key}", language), of=of), text


def _extreme(state: State, key: str, extreme: Extreme, value: str, language: str) -> Line:
    text = f"{value} · {_way(state, extreme.path.touchpoint_ids, language)}"
    if not extreme.exact:
        text += f" · {say('figure.best_of_likely', language, n=LIKELY)}"
    return say(f"figure.{key}", language), text


def _experience(found: Figures, language: str) -> Iterator[Line]:
    if found.chosen is not None:
        series, of = found.chosen.series, say("figure.chosen_path", language)
        felt = {
            "peak": series.emotion(series.peak), "low": series.emotion(series.low), "end": series.emotion(series.end),
            "peak_end": series.peak_end, "mean": series.mean,
        }  # fmt: skip
        for key, value in felt.items():
            if value is not None:
                name = say("cli.figure.of", language, figure=say(f"figure.{key}", language), of=of)
                yield name, amounts.signed(value, 2)
    total = found.summary
    if total.mean_emotion is not None:
        yield say("figure.sum_emotion", language), amounts.signed(total.mean_emotion, 2)
    if total.peak_end is not None:
        yield say("figure.sum_peak_end", language), amounts.signed(total.peak_end.value, 2)
    for kano, gaps in total.gaps.items():
        of = say_token("kano", kano, language) if kano else say("cli.figure.no_kano", language)
        told = say("cli.figure.gap", language, mean=amounts.signed(gaps.mean, 2), n=gaps.count)
        yield say("cli.figure.of", language, figure=say("figure.gaps", language), of=of), told
    yield say("figure.levels", language), _levels(total.levels_reached, total.levels_aimed, language)
    yield say("figure.open_pain_points", language), amounts.number(sum(total.open_pain_points.values()), 0)


def _levels(reached: dict[int, int], aimed: dict[int, int], language: str) -> str:
    parts = [
        say("cli.figure.level", language, level=f"L{level}", n=f"{reached.get(level, 0)}/{aimed.get(level, 0)}")
        for level in range(1, 5)
    ]
    return " · ".join(parts)


def _coverage(found: Figures, language: str) -> Iterator[Line]:
    parts = [f"{say_token('relation', each, language)} {count}" for each, count in found.coverage.relations.items()]
    yield say("figure.coverage", language), " · ".join(parts) or "0"
    yield say("figure.untouched", language), str(len(found.coverage.untouched))
    if found.coverage.share_of_lacks is not None:
        yield say("figure.share_of_lacks", language), amounts.share(found.coverage.share_of_lacks)


def _personas(state: State, found: Figures, language: str) -> Iterator[Line]:
    for passage in found.personas:
        persona = state.get(Persona, passage.persona_id)
        name = persona.name.shown_in(language) if persona is not None else ""

        def line(key: str, value: str, name: str = name) -> Line:
            return say("cli.figure.of", language, figure=say(f"figure.{key}", language), of=name), value

        yield line("served", amounts.share(passage.served))
        yield line("her_chance", amounts.share(passage.chance) if passage.open else say("cli.figure.shut", language))
        for key, touchpoint_ids in (("unavoidable", passage.unavoidable), ("to_open", passage.to_open)):
            if touchpoint_ids:
                yield line(key, listed((title_of(state, each, language) for each in touchpoint_ids), language))


def _prospects(state: State, found: Figures, language: str) -> Iterator[Line]:
    for prospect in found.prospects:
        opportunity = state.get(Opportunity, prospect.opportunity_id)
        name = opportunity.text.shown_in(language) if opportunity is not None else ""
        told = amounts.signed(prospect.gain, 2)
        if prospect.shaky:
            told += f" · {say('figure.shaky', language)}"
        yield say("cli.figure.of", language, figure=say("figure.gain", language), of=name), told


def _way(state: State, touchpoint_ids: Iterable[str], language: str) -> str:
    return " → ".join(title_of(state, each, language) for each in touchpoint_ids)


def _count(count: Count, language: str) -> str:
    # So long a number is not read out; nor can it be made a fraction.
    text = f"{count.value:,}" if count.value < 10**15 else f"10^{int(log10(count.value))}"
    return text if count.exact and count.value < 10**15 else say("cli.figure.more_than", language, n=text)


def _money(currency: str, language: str) -> Said:
    return lambda value: amounts.sum_of_money(value, currency, language)
