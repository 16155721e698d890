"""What if? Shares, times, fees and feelings changed for a look at the figures, without touching the document.

An override is a value; figures of the changed state are computed like any other and set beside today's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from journeymap.model.document import State
from journeymap.model.records import Connection, Feeling, Record, Touchpoint

FIELDS: dict[type[Record], tuple[str, ...]] = {
    Touchpoint: (
        "emotion", "contact_time", "waiting", "fee", "visits", "documents", "data_repeated", "start_share", "barriers",
    ),
    Connection: ("share", "waiting", "handover"),
    Feeling: ("emotion",),
}  # fmt: skip
"""What may be changed for a look."""


class WhatIfError(ValueError):
    """An override that cannot be. `key` names the reason for `labels`: `unknown_record`, `unknown_field` or
    `bad_value`.
    """

    def __init__(self, key: str, record_id: str, name: str) -> None:
        super().__init__(f"{key}: {record_id}.{name}")
        self.key = key
        self.record_id = record_id
        self.name = name


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Values put in place of the document's: (record id, field) → value."""

    overrides: Mapping[tuple[str, str], Any] = field(default_factory=dict)

    def put(self, record_id: str, name: str, value: Any) -> WhatIf:
        """The same with one more value changed."""
        return WhatIf({**self.overrides, (record_id, name): value})

    def without(self, record_id: str, name: str) -> WhatIf:
        """The same with one value as it is in the document."""
        return WhatIf({key: value for key, value in self.overrides.items() if key != (record_id, name)})


def what_if(state: State, changed: WhatIf) -> State:
    """The state as it would be. Raises WhatIfError where a record or field cannot be changed so."""
    wishes: dict[str, dict[str, Any]] = {}
    for (record_id, name), value in changed.overrides.items():
        wishes.setdefault(record_id, {})[name] = value
    records = []
    for record_id, values in wishes.items():
        record = state.find(record_id)
        if record is None:
            raise WhatIfError("unknown_record", record_id, next(iter(values)))
        for name in values:
            if name not in FIELDS.get(type(record), ()):
                raise WhatIfError("unknown_field", record_id, name)
        try:
            records.append(type(record).model_validate({**dict(record), **values}))
        except ValidationError as error:
            raise WhatIfError("bad_value", record_id, str(error.errors()[0]["loc"][0])) from error
    return state.with_records(records)
