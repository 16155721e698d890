"""What all sections of a document about one journey share: its records, its figures, and how their values are said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import inf

from journeymap import catalogue, labels
from journeymap.analysis.burden import Burden
from journeymap.analysis.figures import Figures, figures
from journeymap.exporting.document import Words
from journeymap.exporting.wording import Voice
from journeymap.labels import amounts, quoted
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Evidence, Journey, Persona, Stage, Touchpoint
from journeymap.model.text import EMPTY, LocalText
from journeymap.model.values import Duration, Money

Fact = tuple[LocalText, Words]


@dataclass(frozen=True)
class Teller:
    """One journey on its way into words. `today` is the day on which things are late; None says nothing of that.

    Pictures are shown where their bytes are in `media` (SHA-256 → bytes), else only told.
    """

    state: State
    journey: Journey
    voice: Voice
    today: date | None = None
    media: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def touchpoints(self) -> list[Touchpoint]:
        return queries.touchpoints(self.state, self.journey.id)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Touchpoint → its number in reading order."""
        return {point.id: number for number, point in enumerate(self.touchpoints, 1)}

    @cached_property
    def stages(self) -> list[Stage]:
        return queries.stages(self.state, self.journey.id)

    @cached_property
    def personas(self) -> list[Persona]:
        return queries.personas(self.state, self.journey)

    @cached_property
    def edition(self) -> str:
        return queries.project(self.state).edition

    @cached_property
    def figures(self) -> Figures:
        standard = catalogue.load()
        elements = [row.id for row in standard.elements(self.edition)]
        dimensions = {row.id: each.id for each in standard.dimensions(self.edition) for row in each.elements}
        return figures(self.state, self.journey.id, element_ids=elements, dimensions=dimensions)

    # names

    def title(self, point: Touchpoint) -> LocalText:
        return point.title or self.voice.says("touchpoint.untitled")

    def numbered(self, touchpoint_id: str) -> LocalText:
        """A touchpoint by number and title: '7 Hand in the papers'."""
        point = self.state.get(Touchpoint, touchpoint_id)
        if point is None:
            return EMPTY
        title, number = self.title(point), self.numbers.get(touchpoint_id)
        return self.voice.made(
            lambda language: f"{number} {title.shown_in(language)}" if number else title.shown_in(language)
        )

    def listed(self, texts: Iterable[LocalText]) -> LocalText:
        """Texts after each other, parted as each language does."""
        found = [text for text in texts if text]
        return self.voice.made(lambda language: labels.listed((text.shown_in(language) for text in found), language))

    def evidence(self, found: Iterable[Evidence]) -> LocalText:
        return self.listed(each.title or self.voice.token("evidence_kind", each.kind) for each in found)

    def quoted(self, text: LocalText) -> LocalText:
        """What somebody said, in quotation marks unless it has them."""
        if not text:
            return EMPTY
        return self.voice.made(lambda language: _in_marks(text.shown_in(language), language))

    # values

    def plain(self, text: str) -> LocalText:
        """A text that is the same in every language: a figure, a name."""
        return self.voice.made(lambda _language: text) if text else EMPTY

    def emotion(self, value: int | None) -> LocalText:
        if value is None:
            return self.voice.says("print.words.unknown_feeling")
        word = self.voice.token("emotion", str(value))
        return self.voice.made(lambda language: f"{amounts.signed(value)} {word.shown_in(language)}")

    def level(self, value: int | None) -> LocalText:
        if value is None:
            return EMPTY
        word = self.voice.token("level", str(value))
        return self.voice.made(lambda language: f"{value} {word.shown_in(language)}")

    def of_five(self, value: int | None) -> LocalText:
        return self.voice.says("inspector.of_five", value=value) if value is not None else EMPTY

    def duration(self, value: Duration | None) -> LocalText:
        return self.voice.made(lambda language: amounts.duration(value, language)) if value is not None else EMPTY

    def money(self, value: Money | None) -> LocalText:
        return self.voice.made(lambda language: amounts.money(value, language)) if value is not None else EMPTY

    def seconds(self, value: float) -> LocalText:
        if value == inf:
            return self.voice.says("figure.infinite")
        return self.voice.made(lambda language: amounts.elapsed(value, language))

    def sums(self, fees: dict[str, float]) -> LocalText:
        def said(language: str) -> str:
            found = (amounts.sum_of_money(value, unit, language) for unit, value in sorted(fees.items()))
            return labels.listed(found, language)

        return self.voice.made(said)

    def count(self, value: float) -> LocalText:
        return self.plain(amounts.number(value))

    def yes(self, value: bool) -> LocalText:
        return self.voice.says("tell.yes") if value else EMPTY

    def burden(self, found: Burden) -> list[Fact]:
        """The figures of a burden by name; what is nothing is left out."""
        says = self.voice.says
        time = self.seconds(found.time)
        if found.at_least:
            time = says("tell.at_least", value=time)
        rows: list[Fact] = [(says("figure.time"), time)]
        for name, value in (("contact_time", found.contact_time), ("waiting", found.waiting)):
            if value:
                rows.append((says(f"figure.{name}"), self.seconds(value)))
        if found.fees:
            rows.append((says("figure.fee"), self.sums(found.fees)))
        for name, value in (
            ("trips", found.visits), ("documents", found.documents), ("data_repeated", found.data_repeated),
            ("handovers", found.handovers),
        ):  # fmt: skip
            if value:
                rows.append((says(f"figure.{name}"), self.count(value)))
        return rows


def told(rows: Iterable[Fact]) -> list[Fact]:
    """The facts that have a value."""
    return [(name, value) for name, value in rows if value]


def _in_marks(text: str, language: str) -> str:
    return text if text.startswith(('"', "“", "「", "'")) else quoted(text, language)
