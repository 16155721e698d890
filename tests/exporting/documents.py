"""What tests read back from documents on paper: what is heard, and what a validator says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from journeymap.exporting.plan import Close, Element, Open, Plan, Text
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.records import Journey, Persona, Record
from journeymap.model.text import LocalText
from tests.exporting.pages import squeezed


def heard(plans: Sequence[Plan]) -> dict[Element, str]:
    """Element → its own text over all pages, in the order in which it is read."""
    found: dict[Element, list[str]] = defaultdict(list)
    for plan in plans:
        stack: list[Element] = []
        for mark in plan.marks:
            match mark:
                case Open():
                    stack.append(mark.element)
                    found[mark.element]
                case Close():
                    stack.pop()
                case Text() if stack and stack[-1].kind != "Artifact":
                    for element in stack:
                        found[element].append(mark.text)
    return {element: squeezed("".join(texts)) for element, texts in found.items()}


def all_heard(plans: Sequence[Plan]) -> str:
    """All that is read aloud, each element once."""
    return " ".join(heard(plans).values())


def texts_of(state: State, journey_id: str, language: str) -> Iterable[tuple[Record, str, str]]:
    """All texts of a journey that an edition in this language has to hold, with record and field."""
    journey = state.get(Journey, journey_id)
    assert journey is not None
    subjects: list[Record] = [journey, *queries.stages(state, journey_id), *queries.connections(state, journey_id)]
    for point in queries.touchpoints(state, journey_id):
        subjects += queries.subjects_of_touchpoint(state, point.id)
        subjects += [link for subject in subjects[-1:] for link in queries.model_links(state, subject.id)]
    subjects += [each for each in state.all(Persona) if each.id in journey.persona_ids]
    for record in subjects:
        for name in type(record).model_fields:
            value = getattr(record, name)
            if isinstance(value, LocalText) and value.get(language):
                yield record, name, squeezed(value.get(language) or "")
