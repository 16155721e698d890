"""Personas: what typically keeps people out, copies of a persona, taking one out with her picture."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journeymap import labels
from journeymap.edit import pictures
from journeymap.edit.ordering import key_at_end
from journeymap.model import queries
from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.records import Journey, Persona
from journeymap.model.text import LocalText
from journeymap.model.values import new_id

TEMPLATES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "no_smartphone": ("needs_digital_id", "needs_smartphone"),
    "wheelchair": ("needs_stairs",),
    "shift_worker": ("office_hours_only",),
    "newcomer": ("needs_local_language", "needs_local_registration"),
    "old_and_alone": ("needs_computer", "needs_digital_id", "needs_second_person", "needs_smartphone"),
    "carer": ("needs_in_person", "needs_travel"),
    "short_of_money": ("needs_bank_card", "needs_cash_up_front"),
    "hard_to_read": ("needs_reading",),
})  # fmt: skip
"""Typical limits: name → the barrier tags that such a person cannot meet."""


def has_template(persona: Persona, name: str) -> bool:
    """Whether a persona has all the limits of a template."""
    return set(TEMPLATES[name]) <= set(persona.limits)


def toggle_template(persona: Persona, name: str) -> list[Change]:
    """Give a persona the limits of a template; if she has them all, take them away."""
    tags = set(TEMPLATES[name])
    limits = set(persona.limits)
    wanted = limits - tags if tags <= limits else limits | tags
    return [Set(persona.id, "limits", tuple(sorted(wanted)))]


def duplicate(state: State, persona_id: str) -> tuple[Persona | None, list[Change]]:
    """A copy of a persona behind all others, in the same journeys."""
    persona = state.get(Persona, persona_id)
    if persona is None:
        return None, []
    name = LocalText({
        tag: labels.say("persona.copy", tag if tag in labels.LANGUAGES else "en", name=text)
        for tag, text in persona.name.items()
    })  # fmt: skip
    copy = persona.model_copy(update={"id": new_id(), "name": name, "order": key_at_end(queries.personas(state))})
    changes: list[Change] = [Add(copy)]
    changes += [
        Set(each.id, "persona_ids", (*each.persona_ids, copy.id))
        for each in state.all(Journey)
        if persona_id in each.persona_ids
    ]
    return copy, changes


def delete(state: State, persona_id: str) -> list[Change]:
    """Take a persona out; her portrait goes with her unless others show it too."""
    return [*pictures.remove(state, [persona_id]), Set(persona_id, "deleted", True)]
