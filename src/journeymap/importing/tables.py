"""Tables of other people as journeys: a guess which column holds what, which the user may change, and the reading by it.

Rows are touchpoints, or in transposed tables columns are: then the first cell of each row names an aspect. How rows come out of
a file is in `grids`; our own tables are read in `own_tables`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from journeymap.importing import aspects, vocabulary
from journeymap.importing.errors import ImportProblem
from journeymap.importing.report import Place, Report, at_cell
from journeymap.importing.sketch import Card, Sketch, Way

Rows = Sequence[Sequence[str]]
_LOOKED_AT = 15
"""Heads stand within the first so many rows; above them people put titles."""
MOST_COLUMNS = 2_000
_REMARK = re.compile(r"(?i)(?:备注|注|说明|数据来源|来源|填表人|note|notes|source|legend)\s*\d*\s*[:：]")
"""What stands in a row of its own, below or between what is told of touchpoints."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a table hold, or the rows of a transposed one: an aspect for each of them, and where the heads are."""

    head: int
    aspects: tuple[str, ...]
    heads: tuple[str, ...]
    transposed: bool = False
    title: str = ""

    def with_aspect(self, place: int, aspect: str) -> Mapping:
        """The same with another choice for one column."""
        return replace(self, aspects=(*self.aspects[:place], aspect, *self.aspects[place + 1 :]))


def guess_mapping(rows: Rows) -> Mapping:
    """The likeliest meaning of a table by its heads. Without any known head the first row is taken for heads all the same."""
    across = [_known(row) for row in rows[:_LOOKED_AT]]
    best = max(range(len(across)), key=lambda place: (across[place], -place), default=0)
    down, width = 0, max((len(row) for row in rows[:200]), default=0)
    column = 0
    for place in range(min(2, width)):
        count = _known([row[place] for row in rows[:200] if place < len(row)])
        if count > down:
            down, column = count, place
    most = across[best] if across else 0
    transposed = down >= 2 and down > most
    if not transposed and most <= 1 and _names_lanes([row[0] for row in rows[1:] if row]):
        # A blueprint: stages on top, who acts down the side.
        return mapping_at(rows, 0, transposed=True)
    return mapping_at(rows, column if transposed else best, transposed=transposed)


def has_known_heads(rows: Rows) -> bool:
    """Whether a table has heads of a journey: at least two that are known, or names of lanes."""
    mapping = guess_mapping(rows)
    return len({*mapping.aspects} - {"other", "number", "description"}) > 1


def _known(cells: Sequence[str]) -> int:
    return len({aspect for cell in cells if len(cell) <= 60 and (aspect := aspects.aspect_of(cell))})


def _names_lanes(cells: Sequence[str]) -> bool:
    """Whether these are names of lanes, each once."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    lanes = [cell for cell in filled if len(cell) <= 60 and vocabulary.lane_kind(cell)]
    return len(lanes) >= 2 and len(set(filled)) == len(filled) and len(lanes) * 2 >= len(filled)


def _turned(rows: Rows) -> list[list[str]]:
    """A table that lies on its side, upright: its columns as rows."""
    width = min(max((len(row) for row in rows), default=0), MOST_COLUMNS)
    return [[row[place] if place < len(row) else "" for row in rows] for place in range(width)]


def mapping_at(rows: Rows, head: int, *, transposed: bool) -> Mapping:
    """The likeliest meaning where somebody has said in which row the heads are, or in which column of a transposed table."""
    seen = _turned(rows) if transposed else rows
    heads = tuple(" ".join(cell.split()) for cell in seen[head]) if head < len(seen) else ()
    found = [aspects.aspect_of(each) or "other" for each in heads]
    for place, aspect in enumerate(found):
        # A stage, a title or a lane is told once; what comes after it goes into the description.
        if aspect in ("stage", "title", "lane", "next", "number", "kind") and aspect in found[:place]:
            earlier = found.index(aspect)
            if aspect == "title" and _is_touchpoint(heads[place]) and not _is_touchpoint(heads[earlier]):
                found[earlier] = "description"
            else:
                found[place] = "description" if aspect == "title" else "other"
    _mark_lanes(found, heads)
    corner = next((place for place, each in enumerate(heads) if not each and _filled(seen, head, place)), None)
    if corner is not None and {"title", "step"} & {*found} and "stage" not in found:
        # The corner of a map is empty; beside it stand the stages.
        found[corner] = "stage"
    if "title" not in found and "step" not in found:
        for wanted in ("other", "description"):
            place = next(
                (number for number, each in enumerate(found) if each == wanted and _filled(seen, head, number)), -1
            )
            if place >= 0:
                found[place] = "title"
                break
    return Mapping(head, tuple(found), heads, transposed, _title(rows, head, transposed=transposed))


def _mark_lanes(found: list[str], heads: Sequence[str]) -> None:
    """Columns called after who acts hold the touchpoints of that lane, where there are at least two of them."""
    acting = [
        place for place, aspect in enumerate(found)
        if aspect in ("other", "title") and not _is_touchpoint(heads[place]) and vocabulary.lane_kind(heads[place])
    ]  # fmt: skip
    if len(acting) > 1:
        for place in acting:
            found[place] = "step"


def _title(rows: Rows, head: int, *, transposed: bool) -> str:
    """What stands above the heads; above a transposed table, what stands alone in its first row."""
    if transposed:
        first = [cell.strip() for cell in rows[0] if cell.strip()] if rows else []
        return first[0] if len(first) == 1 and not aspects.aspect_of(first[0]) else ""
    return next((cell.strip() for row in rows[:head] for cell in row if cell.strip()), "")


def _is_touchpoint(head: str) -> bool:
    return bool(re.match(r"(?i)touch ?-?points?\b|触点|接触点|title|标题|名称", head.strip()))


def _filled(rows: Rows, head: int, place: int) -> bool:
    return any(place < len(row) and row[place].strip() for row in rows[head + 1 : head + 20])


def preview(rows: Rows, mapping: Mapping, most: int = 8) -> list[list[str]]:
    """The first rows below the heads as the mapping sees them, for showing."""
    seen = _seen(rows, mapping)
    return [[cell.strip() for cell in row] for row in seen[mapping.head + 1 : mapping.head + 1 + most]]


def _seen(rows: Rows, mapping: Mapping) -> Rows:
    return _turned(rows) if mapping.transposed else rows


def read_table(rows: Rows, mapping: Mapping, report: Report, *, sheet: str = "", name: str = "") -> Sketch:
    """A table as a sketch. Raises ImportProblem where the mapping names no touchpoints and the table holds none."""
    seen = _seen(rows, mapping)
    sketch = Sketch(mapping.title)
    for place, (head, aspect) in enumerate(zip(mapping.heads, mapping.aspects, strict=True)):
        at = at_cell(*((place, mapping.head) if mapping.transposed else (mapping.head, place)), sheet)
        if aspect == "none":
            report.left_out("import.column_left_out", at, head=head)
        elif (head or aspect != "other") and _filled(seen, mapping.head, place):
            report.understood("import.column", at, head=head, aspect=aspect)
    low = _lowest(seen, mapping)
    reader = _Reader(sketch, mapping, report, sheet, low)
    for number, row in enumerate(seen[mapping.head + 1 :], mapping.head + 1):
        reader.row(number, row)
    reader.connect()
    if not sketch.cards:
        raise ImportProblem("error.import.empty_table", name=name)
    report.facts["rows"] += len(sketch.cards)
    report.facts["stages"] += len(sketch.columns)
    return sketch


def _lowest(rows: Rows, mapping: Mapping) -> int:
    """Whether feelings are written from −2 or from 1."""
    places = [place for place, aspect in enumerate(mapping.aspects) if aspect == "emotion"]
    cells = (row[place] for row in rows[mapping.head + 1 :] for place in places if place < len(row))
    values = [value for cell in cells if (value := vocabulary.number(cell)) is not None]
    return -2 if values and min(values) <= 0 and max(values) <= 2 else 1


def _steps(text: str, *, listed: bool) -> list[str]:
    """The touchpoints in one cell: its list, where it is one. Under the stages of a transposed table each line is a step."""
    lines = [line for line in text.split("\n") if line.strip()]
    marked = all(aspects.is_marked(line) for line in lines)
    return aspects.parts(text) or [""] if len(lines) > 1 and (listed or marked) else [" ".join(text.split())]


class _Reader:
    """Reads row after row; a blank stage means the one above, as in merged cells."""

    def __init__(self, sketch: Sketch, mapping: Mapping, report: Report, sheet: str, low: int) -> None:
        self.sketch = sketch
        self.mapping = mapping
        self.report = report
        self.sheet = sheet
        self.low = low
        self.stage = self.lane = ""
        self.next: dict[str, tuple[str, str]] = {}
        self.numbers: dict[str, str] = {}
        self.told: set[str] = set()

    def _at(self, number: int, place: int) -> Place:
        row, column = (place, number) if self.mapping.transposed else (number, place)
        return at_cell(row, column, self.sheet)

    def row(self, number: int, row: Sequence[str]) -> None:
        cells = [
            (place, aspect, row[place].strip())
            for place, aspect in enumerate(self.mapping.aspects)
            if aspect != "none" and place < len(row) and not aspects.is_blank(row[place])
        ]
        if not cells or [cell for _, _, cell in cells] == [head for head in self.mapping.heads if head]:
            return
        by_aspect = {aspect: cell for _, aspect, cell in reversed(cells)}
        first = self._at(number, cells[0][0])
        if len(cells) == 1 and cells[0][1] in ("stage", "number") and _REMARK.match(cells[0][2]):
            self.sketch.notes.append((cells[0][2], ""))
            self.report.changed("import.note", first, text=cells[0][2])
            return
        if "stage" in by_aspect and (not self.sketch.columns or self.sketch.columns[-1].title != by_aspect["stage"]):
            known = next((each.key for each in self.sketch.columns if each.title == by_aspect["stage"]), "")
            self.stage = known or self.sketch.column(by_aspect["stage"])
            if not known:
                self.report.understood("import.stage", first, title=by_aspect["stage"])
        title, lane = by_aspect.get("title", ""), self.lane
        beside = [(place, cell) for place, aspect, cell in cells if aspect == "step"]
        if not title and by_aspect.keys() <= {"stage", "number"}:
            return
        if not title and beside:
            place, title = beside.pop(0)
            lane = self.sketch.row(self.mapping.heads[place])
        steps = _steps(title, listed=self.mapping.transposed)
        card = Card(f"row {number}", steps[0], self.stage, lane)
        self.sketch.cards.append(card)
        self.report.understood("import.touchpoint", first, title=card.title)
        for place, aspect, cell in cells:
            self._cell(card, number, place, aspect, cell)
        if not card.title:
            card.title = next((each for each in card.description if each), "")
        if "lane" in by_aspect:
            self.lane = card.lane
        if len(steps) > 1:
            self.report.changed("import.cell_parted", first, n=len(steps))
        for step in steps[1:]:
            self.sketch.cards.append(Card(f"row {number} {len(self.sketch.cards)}", step, self.stage, card.lane))
        before = card
        for place, cell in beside:
            before = self._beside(before, number, place, cell)

    def _beside(self, card: Card, number: int, place: int, cell: str) -> Card:
        """What others do meanwhile, in lanes of their own: each lane tells the next. Returns the last of this lane."""
        other = card
        lane = self.sketch.row(self.mapping.heads[place])
        for text in _steps(cell, listed=True):
            other = Card(f"row {number} {len(self.sketch.cards)}", text, card.stage, lane)
            self.sketch.cards.append(other)
            self.sketch.ways.append(Way(card.key, other.key, "information"))
            self.told.add(other.key)
            self.report.understood("import.touchpoint", self._at(number, place), title=text)
        return other

    def _cell(self, card: Card, number: int, place: int, aspect: str, cell: str) -> None:
        match aspect:
            case "stage" | "title" | "step":
                return
            case "number":
                self.numbers.setdefault(cell, card.key)
            case "next" | "condition":
                to, condition = self.next.get(card.key, ("", ""))
                self.next[card.key] = (cell, condition) if aspect == "next" else (to, cell)
            case "other":
                head = self.mapping.heads[place]
                told = f"{head}: {cell}" if head else cell
                card.description.append(told)
                self.report.changed("import.to_description", self._at(number, place), text=told)
            case _:
                before = len(card.description)
                aspects.put(card, self.sketch, aspect, cell, self.report, self._at(number, place), low=self.low)
                head = self.mapping.heads[place]
                if len(card.description) > before and aspect != "description" and head:
                    card.description[-1] = f"{head}: {card.description[-1]}"

    def connect(self) -> None:
        """Follow the column that says what comes next; without it row follows on row."""
        keys = [card.key for card in self.sketch.cards if card.key not in self.told]
        if not any(to for to, _ in self.next.values()):
            self.sketch.chain(keys)
            return
        titles = {card.title.casefold(): card.key for card in reversed(self.sketch.cards)}
        for key, (cell, condition) in self.next.items():
            for to in re.split(r"[;；,，、\n|]+", cell):
                name = to.strip()
                target = self.numbers.get(name) or titles.get(name.casefold())
                if target is not None:
                    self.sketch.ways.append(Way(key, target, "", condition))
                elif name:
                    self.report.left_out("import.way_without_end", None, source=key, target=name)
