"""What a change costs below the window: one field, one added record, undo, a snapshot, in a large document.

    python benchmarks/document.py [--n 2000,20000] [--quick]

Floors: the same on a plain dict of the same records, without validation, indices, labels or listeners.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import count

import common
from journeymap.edit import touchpoints
from journeymap.model import queries
from journeymap.model.changes import Add, Label, Set
from journeymap.model.document import Document
from journeymap.model.history import History
from journeymap.model.records import Touchpoint

LABEL = Label.of("set_field")
BATCH = 20


def measure(size: int, rounds: int) -> None:
    """All figures of one size. Each round does a batch, since a single change is too short for the clock."""
    records = common.journey(size)
    document = Document(records)
    history = History(document)
    plain = {record.id: record for record in records}
    number = count()
    middle = f"t{size // 2}"

    def batch(doing: Callable[[], object]) -> Callable[[], None]:
        def repeated() -> None:
            for _each in range(BATCH):
                doing()

        return repeated

    def report(what: str, work: Callable[[], object], floor: Callable[[], object]) -> None:
        times, least = common.side_by_side(batch(work), batch(floor), rounds)
        scaled = [each / BATCH for each in times], [each / BATCH for each in least]
        common.emit("document", what, size, *scaled)

    def plain_change() -> None:
        plain[middle] = plain[middle].model_copy(update={"emotion": next(number) % 5 - 2})

    def change() -> None:
        document.apply([Set(middle, "emotion", next(number) % 5 - 2)], LABEL)

    def change_after_snapshot() -> None:
        document.snapshot()
        change()

    def undo_and_redo() -> None:
        history.undo()
        history.redo()

    def add() -> None:
        _new, changes = touchpoints.add(document.state, "j", "s0", "l0")
        document.apply(changes, LABEL)

    def plain_add() -> None:
        record = Touchpoint(id=f"x{next(number)}", journey_id="j", stage_id="s0", lane_id="l0")
        plain[record.id] = record

    def add_only() -> None:
        record = Touchpoint(id=f"y{next(number)}", journey_id="j", stage_id="s0", lane_id="l0")
        document.apply([Add(record)], LABEL)

    report("change one field", change, plain_change)
    report("change one field after a snapshot", change_after_snapshot, lambda: plain.copy() and plain_change())
    report("undo and redo one field", undo_and_redo, lambda: (plain_change(), plain_change()))
    report("add one touchpoint", add_only, plain_add)
    report("find a place and add a touchpoint", add, plain_add)
    report("read the touchpoints in order", lambda: queries.touchpoints(document.state, "j"), lambda: sorted(plain))


def main() -> int:
    sizes, quick = common.arguments(__doc__, "2000,20000")
    for size in sizes:
        measure(size, 5 if quick else 30)
    return 0


if __name__ == "__main__":
    sys.exit(main())
