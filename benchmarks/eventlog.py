"""P17: an event log of 100,000 events to a drawn journey, against reading the same lines with nothing of the product in it.

    python benchmarks/eventlog.py [--n 100000] [--quick]

The floor reads the rows with the csv module and parses each time; the figure adds counting, the journey's records and their
layout. The peak of memory allocated by Python is told in megabytes.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import tracemalloc
from datetime import datetime, timedelta
from pathlib import Path

import common
from journeymap.analysis.layout import layout_map
from journeymap.importing.discovery import directly_follows, discover
from journeymap.importing.event_log import read_events
from journeymap.model.changes import Label
from journeymap.model.document import Document
from journeymap.model.records import Project

ACTIVITIES = [f"Step {number}" for number in range(24)]
SECONDS = 3.0


def write_log(path: Path, events: int) -> None:
    """A log whose cases walk forward through the activities, skipping and going back at random; equal each time."""
    chance = random.Random(3)
    begin = datetime(2024, 1, 1)
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["case", "activity", "timestamp"])
        written = case = 0
        while written < events:
            case += 1
            place, when = 0, begin + timedelta(minutes=case)
            while place < len(ACTIVITIES) and written < events:
                table.writerow([case, ACTIVITIES[place], when.isoformat()])
                written += 1
                when += timedelta(minutes=chance.randint(1, 3000))
                place = max(0, place + chance.choice((1, 1, 1, 1, 2, 3, -1)))


def measure(path: Path, events: int, rounds: int) -> bool:
    def floor() -> None:
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.reader(stream):
                if row[2] != "timestamp":
                    datetime.fromisoformat(row[2])

    def work() -> None:
        document = Document([Project(id="p")])
        found = discover(document.state, directly_follows(read_events(path)), "log", path.name, least_share=0.01)
        document.apply(found.changes, Label.of("discover"))
        layout_map(document.state, found.journey.id)

    times, least = common.side_by_side(work, floor, rounds)
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    common.emit("P17", "event log to drawn journey", events, times, least, peak_mb=round(peak, 1), limit_s=SECONDS)
    return max(times) <= SECONDS * 1000


def main() -> int:
    sizes, quick = common.arguments(__doc__, "100000")
    met = True
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.csv"
            write_log(path, size)
            met = measure(path, size, 1 if quick else 5) and met
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
