"""Builds the sample journeys from their readable sources: `sources/<name>.toml` → `<name>.journey`.

A source names records by short words instead of ids, gives times as "3-5 wd" or "22 weeks" and money as "34 GBP", and holds the
annotations of a touchpoint beside it. Equal sources give equal files.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from journeymap.model.document import Document
from journeymap.model.order import keys_between
from journeymap.model.records import Record, record_from
from journeymap.storage import project_bytes, write_file_atomically

HERE = Path(__file__).resolve().parent
_SECONDS = {"min": 60, "h": 3600, "d": 86400, "weeks": 604800}
_AMOUNT = re.compile(r"(?P<low>[\d.]+)(?:-(?P<high>[\d.]+))?(?: ~(?P<typical>[\d.]+))? (?P<unit>[A-Za-z]+)")
_ANNOTATIONS = ("expectation", "pain_point", "opportunity", "data_point", "indicator")


class Source:
    """One source file on its way to records."""

    def __init__(self, name: str, data: dict[str, Any]) -> None:
        self.name = name
        self.data = data
        self.records: list[Record] = []

    def id_of(self, kind: str, word: str) -> str:
        """The same id for the same word at each build; the word must be declared."""
        digest = hashlib.sha256(f"{self.name}/{kind}/{word}".encode()).hexdigest()
        return digest[:16]

    def ids(self, kind: str, words: list[str]) -> tuple[str, ...]:
        declared = {row["id"] for row in self.data.get(kind, [])}
        unknown = set(words) - declared
        if unknown:
            raise SystemExit(f"{self.name}: no {kind} is called {', '.join(sorted(unknown))}")
        return tuple(self.id_of(kind, word) for word in words)

    def add(self, kind: str, /, **fields: Any) -> None:
        self.records.append(record_from(kind, {key: value for key, value in fields.items() if value is not None}))

    def build(self) -> list[Record]:
        self.add("project", id=self.id_of("project", "project"), **self.data["project"])
        journey = dict(self.data["journey"])
        self.journey_id = self.id_of("journey", "main")
        persona_ids = self.ids("persona", journey.pop("personas", []))
        path = self.ids("touchpoint", journey.pop("chosen_path", []))
        self.add("journey", id=self.journey_id, persona_ids=persona_ids, chosen_path=path, **journey)
        for kind in ("evidence", "persona", "stage", "lane"):
            rows = self.data.get(kind, [])
            for row, order in zip(rows, keys_between(None, None, len(rows)), strict=True):
                self._row(kind, row, order)
        rows = self.data["touchpoint"]
        for row, order in zip(rows, keys_between(None, None, len(rows)), strict=True):
            self._touchpoint(dict(row), order)
        for row in self.data["connection"]:
            self._connection(dict(row))
        return self.records

    def _row(self, kind: str, row: dict[str, Any], order: str) -> None:
        fields = {**row, "id": self.id_of(kind, row["id"]), "order": order}
        if kind in ("stage", "lane"):
            fields["journey_id"] = self.journey_id
        if "evidence" in fields:
            fields["evidence_ids"] = self.ids("evidence", fields.pop("evidence"))
        self.add(kind, **fields)

    def _touchpoint(self, row: dict[str, Any], order: str) -> None:
        word = row.pop("id")
        own_id = self.id_of("touchpoint", word)
        annotations = {kind: row.pop(kind, []) for kind in _ANNOTATIONS}
        self._links(own_id, f"touchpoint/{word}", row.pop("links", {}))
        self._bases(own_id, word, row.pop("basis", {}))
        for persona, emotion in row.pop("feelings", {}).items():
            (persona_id,) = self.ids("persona", [persona])
            feeling_id = self.id_of("feeling", f"{word}/{persona}")
            self.add("feeling", id=feeling_id, touchpoint_id=own_id, persona_id=persona_id, emotion=emotion)
        (stage_id,) = self.ids("stage", [row.pop("stage")])
        (lane_id,) = self.ids("lane", [row.pop("lane")])
        for name in ("contact_time", "waiting", "fee"):
            row[name] = amount(row.get(name))
        self.add(
            "touchpoint", id=own_id, journey_id=self.journey_id, stage_id=stage_id, lane_id=lane_id, order=order, **row
        )
        for kind, rows in annotations.items():
            orders = keys_between(None, None, len(rows))
            for number, (fields, key) in enumerate(zip(rows, orders, strict=True), 1):
                self._annotation(kind, f"{word}/{number}", own_id, dict(fields), key)

    def _annotation(self, kind: str, word: str, touchpoint_id: str, fields: dict[str, Any], order: str) -> None:
        own_id = self.id_of(kind, word)
        if "evidence" in fields:
            fields["evidence_ids"] = self.ids("evidence", fields.pop("evidence"))
        self._links(own_id, f"{kind}/{word}", fields.pop("links", {}))
        if kind == "opportunity":
            also = self.ids("touchpoint", fields.pop("also_at", []))
            answers = [self.id_of(*answer.split(":", 1)) for answer in fields.pop("answers", [])]
            fields |= {"touchpoint_ids": (touchpoint_id, *also), "answers_ids": answers, "order": order}
        elif kind == "indicator":
            fields["subject_id"] = touchpoint_id
        else:
            fields["touchpoint_id"] = touchpoint_id
            if kind != "data_point":
                fields["order"] = order
        self.add(kind, id=own_id, **fields)

    def _links(self, subject_id: str, word: str, links: dict[str, list[str]]) -> None:
        for relation, elements in links.items():
            for element in elements:
                link_id = self.id_of("model_link", f"{word}/{relation}/{element}")
                self.add("model_link", id=link_id, subject_id=subject_id, element_id=element, relation=relation)

    def _bases(self, subject_id: str, word: str, bases: dict[str, list[str]]) -> None:
        for field, evidence in bases.items():
            evidence_ids = self.ids("evidence", evidence)
            basis_id = self.id_of("basis", f"{word}/{field}")
            self.add("basis", id=basis_id, subject_id=subject_id, field=field, evidence_ids=evidence_ids)

    def _connection(self, row: dict[str, Any]) -> None:
        source, target = row.pop("from"), row.pop("to")
        source_id, target_id = self.ids("touchpoint", [source, target])
        own_id = self.id_of("connection", f"{source}/{target}/{row.get('kind', 'sequence')}")
        self._bases(own_id, f"{source}/{target}", row.pop("basis", {}))
        row["waiting"] = amount(row.get("waiting"))
        self.add("connection", id=own_id, journey_id=self.journey_id, source_id=source_id, target_id=target_id, **row)


def amount(text: str | None) -> dict[str, Any] | None:
    """ "34-43 ~34 GBP", "3-5 wd", "22 weeks" → low, high, typical and unit; typical is the low end unless it is said."""
    if text is None:
        return None
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise SystemExit(f"not an amount: {text!r}")
    unit, factor = found["unit"], _SECONDS.get(found["unit"])
    if factor is None:
        unit, factor = ("working_day" if unit == "wd" else unit), 1
    else:
        unit = "second"
    low, high = float(found["low"]) * factor, float(found["high"] or found["low"]) * factor
    typical = float(found["typical"]) * factor if found["typical"] else low
    result: dict[str, Any] = {"typical": typical, "unit": unit}
    return result if low == high else {**result, "low": low, "high": high}


def main() -> int:
    for path in sorted((HERE / "sources").glob("*.toml")):
        source = Source(path.stem, tomllib.loads(path.read_text("utf-8")))
        document = Document(source.build())
        data = project_bytes(document.state, {}, document_id=source.id_of("document", path.stem), revision=1)
        write_file_atomically(HERE / f"{path.stem}.journey", data)
        print(f"{path.stem}.journey: {len(document.state)} records, {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
