"""Mermaid flowcharts: nodes in all their brackets, chains of links with texts, subgraphs as stages.

A tolerant reader of lines: what it cannot read it reports and passes over. Styles, classes and clicks are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from journeymap.importing import vocabulary
from journeymap.importing.mermaid import Diagram, decoded
from journeymap.importing.report import Report, at_line
from journeymap.importing.sketch import Card, Column, Sketch, Way

OWN_MARK = "journeymap:"
"""A comment with this word tells that dotted, thick and round-ended lines mean what our own export means by them."""
_BRACKETS = (
    ("(((", ")))", "action"), ("((", "))", "action"), ("([", "])", "action"), ("[(", ")]", "action"),
    ("[[", "]]", "action"), ("[/", "/]", "action"), ("[/", "\\]", "action"), ("[\\", "/]", "action"),
    ("[\\", "\\]", "action"), ("{{", "}}", "action"), ("{", "}", "decision"), ("[", "]", "action"),
    ("(", ")", "action"), (">", "]", "action"),
)  # fmt: skip
_ID = re.compile(r"(?:[^\W_]|[_.$/\\]|-(?![-.=~])|=(?![=]))+")
_LINK = re.compile(
    r"\s*(?:[\w-]+@)?(?P<left>[<xo])?(?P<line>-{2,}|={2,}|-\.+-?|~~~+)(?P<head>[>xo](?!\w)|>|[xo](?=\s*\|))?"
)
_CLOSE = re.compile(r"(?P<line>-{2,}|={2,}|\.+-)(?P<head>[>xo]|>)?")
_PROPERTIES = re.compile(r"@\{((?:\"[^\"]*\"|[^\"}])*)\}?", re.DOTALL)
_SKIPPED = re.compile(
    r"^(?:(?:style|linkStyle|classDef|class|click|direction|accTitle|accDescr)\b|[\w-]+@\{[^}]*\b(?:animat|curve))"
)
_SUBGRAPH = re.compile(r"^subgraph\b\s*(.*)$")


@dataclass(slots=True)
class _Reader:
    report: Report
    sketch: Sketch
    own: bool = False
    cards: dict[str, Card] = field(default_factory=dict)
    groups: list[str] = field(default_factory=list)
    dotted: list[Way] = field(default_factory=list)
    subgraphs: dict[str, str] = field(default_factory=dict)
    group_ways: list[Way] = field(default_factory=list)


def flowchart(diagram: Diagram, report: Report) -> Sketch:
    """A flowchart as a sketch. Outer subgraphs are stages; those inside them are told in the descriptions."""
    sketch = Sketch(title=decoded(diagram.title))
    reader = _Reader(report, sketch)
    for number, line in _statements(diagram):
        _statement(reader, line, number)
    _group_ways(reader)
    _lanes(reader)
    _settle_dotted(reader)
    report.facts["nodes"] += len(sketch.cards)
    report.facts["edges"] += len(sketch.ways)
    return sketch


def _statements(diagram: Diagram) -> list[tuple[int, str]]:
    """The statements of a diagram: lines, parted at semicolons outside quotes and brackets, open quotes joined."""
    found: list[tuple[int, str]] = []
    pending, start = "", 0
    for place, (number, raw) in enumerate(diagram.lines):
        line = (
            re.sub(r"^\s*(flowchart-elk|flowchart|graph)\b[ \t]*((TB|TD|BT|RL|LR)\b|[><^])?", "", raw)
            if not place
            else raw
        )
        if not pending and line.lstrip().startswith("%%"):
            found.append((number, line.strip()))
            continue
        text, start = (f"{pending}\n{line}", start) if pending else (line, number)
        if (text.count('"') % 2 or _is_open(text)) and len(text) < 4000:
            pending = text
            continue
        pending = ""
        found += [(start, part) for part in _parted(text) if part]
    if pending:
        found += [(start, part) for part in _parted(pending) if part]
    return found


def _is_open(text: str) -> bool:
    """Whether the properties of a node go on in the next line."""
    begun = text.rfind("@{")
    return begun >= 0 and not re.search(r"\}", re.sub(r'"[^"]*"', "", text[begun:]))


def _parted(text: str) -> list[str]:
    parts, quoted, depth, begin = [], False, 0, 0
    for place, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif not quoted and letter in "[({":
            depth += 1
        elif not quoted and letter in "])}":
            depth = max(0, depth - 1)
        elif (
            letter == ";"
            and not quoted
            and not depth
            and not re.search(r"#\w{1,32}$", text[max(begin, place - 40) : place])
        ):
            parts.append(text[begin:place].strip())
            begin = place + 1
    return [*parts, text[begin:].strip()]


def _statement(reader: _Reader, line: str, number: int) -> None:
    report, at = reader.report, at_line(number)
    if line.startswith("%%"):
        text = line.lstrip("% ")
        if text.startswith(OWN_MARK):
            reader.own = True
        elif text:
            report.left_out("import.comment", at, text=text)
        return
    if line.startswith("title "):
        reader.sketch.title = decoded(line[6:].strip())
    elif found := re.match(r"^accTitle\s*:\s*(.*)$", line):
        reader.sketch.title = reader.sketch.title or decoded(found[1])
    elif found := re.match(r"^accDescr\s*:\s*(.*)$", line):
        reader.sketch.summary = decoded(found[1])
    elif found := _SUBGRAPH.match(line):
        _open_group(reader, found[1], number)
    elif line == "end":
        if reader.groups:
            reader.groups.pop()
    elif _SKIPPED.match(line):
        report.left_out("import.style", at, text=line)
    else:
        _chain(reader, line, number)


def _open_group(reader: _Reader, rest: str, number: int) -> None:
    found = re.match(r"^([^\s\[\"]+)?\s*(?:\[(.*)\])?$", rest.strip())
    key = (found[1] or "") if found else ""
    title = ((found[2] or found[1]) if found else rest) or ""
    title = decoded(title.strip().strip('"'))
    key = key or title or f"group {number}"
    if reader.groups:
        # A group in a group: its cards stay in the outer stage.
        reader.report.changed("import.inner_group", at_line(number), title=title)
        reader.groups.append(reader.groups[-1])
        reader.subgraphs.setdefault(key, reader.groups[-1])
        return
    known = {column.key for column in reader.sketch.columns}
    if key not in known:
        reader.sketch.columns.append(Column(key, title))
        reader.report.facts["subgraphs"] += 1
        reader.report.understood("import.stage", at_line(number), title=title)
    reader.subgraphs[key] = key
    reader.groups.append(key)


def _chain(reader: _Reader, line: str, number: int) -> None:
    """`A & B -->|text| C --> D`: nodes and the links between them."""
    place = 0
    sources, place = _nodes(reader, line, place, number)
    if not sources:
        reader.report.left_out("import.not_read", at_line(number), text=line)
        return
    while place < len(line):
        link = _link(line, place)
        if link is None:
            rest = line[place:].strip()
            if rest:
                reader.report.left_out("import.not_read", at_line(number), text=rest)
            return
        kind, both, text, place = link
        targets, place = _nodes(reader, line, place, number)
        if not targets:
            reader.report.left_out("import.not_read", at_line(number), text=line[place:] or line)
            return
        for source in sources:
            for target in targets:
                _way(reader, source, target, kind, text, number, both=both)
        sources = targets


def _way(reader: _Reader, source: str, target: str, kind: str, text: str, number: int, *, both: bool) -> None:
    if kind == "hidden":
        return
    ends = [(source, target), (target, source)] if both else [(source, target)]
    for one, other in ends:
        way = Way(one, other, "", decoded(text))
        if reader.own and kind:
            way.kind = {"dotted": "information", "thick": "parallel", "round": "recovery"}[kind]
        elif kind == "dotted":
            reader.dotted.append(way)
        if one in reader.subgraphs or other in reader.subgraphs:
            reader.group_ways.append(way)
        else:
            reader.sketch.ways.append(way)
        reader.report.understood("import.way", at_line(number), source=one, target=other)


def _link(line: str, place: int) -> tuple[str, bool, str, int] | None:
    """A link at a place: what its line means, whether it points both ways, its text, and where it ends."""
    found = _LINK.match(line, place)
    if found is None:
        return None
    drawn, head, place = found["line"], found["head"] or "", found.end()
    text = ""
    if not head and drawn in ("--", "==", "-."):
        # The text stands inside the link: A -- text --> B
        close = _CLOSE.search(line, place)
        if close is None:
            return None
        text, head, place = line[place : close.start()], close["head"] or "", close.end()
    inside = re.match(r"\s*\|\s*(?:\"([^\"]*)\"\s*|([^|]*))\|", line[place:])
    if inside is not None:
        text, place = inside[1] or inside[2] or "", place + inside.end()
    kind = "dotted" if "." in drawn else "thick" if "=" in drawn else "hidden" if "~" in drawn else ""
    if head == "o" and not kind:
        kind = "round"
    return kind, found["left"] == "<" and head == ">", text.strip().strip('"'), place


def _nodes(reader: _Reader, line: str, place: int, number: int) -> tuple[list[str], int]:
    found: list[str] = []
    while True:
        blank = re.match(r"\s*", line[place:])
        place += blank.end() if blank else 0
        name = _ID.match(line, place)
        if name is None:
            return found, place
        key, place = name[0], name.end()
        title, kind, place = _shape(line, place)
        classes = re.match(r":::[\w-]+", line[place:])
        place += classes.end() if classes else 0
        _add(reader, key, title, kind, number)
        found.append(key)
        more = re.match(r"\s*&", line[place:])
        if more is None:
            return found, place
        place += more.end()


def _shape(line: str, place: int) -> tuple[str | None, str, int]:
    """The text in a node's brackets and the kind its shape tells; None without brackets."""
    properties = _PROPERTIES.match(line, place)
    if properties is not None:
        inside = properties[1]
        label = re.search(r"label\s*:\s*(?:\"([^\"]*)\"|([^,}\"]*))", inside)
        shape = re.search(r"shape\s*:\s*([\w-]+)", inside)
        decides = shape is not None and shape[1] in ("diam", "diamond", "decision", "question")
        text = (label[1] or label[2] or "").strip() if label else None
        return text, "decision" if decides else "action", properties.end()
    for begin, end_mark, kind in _BRACKETS:
        if not line.startswith(begin, place):
            continue
        start = place + len(begin)
        if line.startswith('"', start):
            quote = line.find('"', start + 1)
            if quote > 0 and line.startswith(end_mark, quote + 1):
                return _unmarked(line[start + 1 : quote]), kind, quote + 1 + len(end_mark)
            continue
        end = line.find(end_mark, start)
        if end >= 0:
            return line[start:end], kind, end + len(end_mark)
    return None, "", place


def _unmarked(text: str) -> str:
    """A text in backticks is Markdown: its stars and underlines are no part of it."""
    if not (text.startswith("`") and text.endswith("`") and len(text) > 1):
        return text
    return re.sub(r"(\*\*|__|\*|_)(?=\S)(.{1,500}?)(?<=\S)\1", lambda found: found[2], text.strip("`"))


def _add(reader: _Reader, key: str, title: str | None, kind: str, number: int) -> None:
    if key in reader.subgraphs and title is None:
        return
    card = reader.cards.get(key)
    if card is None:
        card = Card(key, decoded(key))
        reader.cards[key] = card
        reader.sketch.cards.append(card)
    if title is not None:
        card.title = decoded(title).strip()
        card.kind = kind or card.kind
        reader.report.understood("import.touchpoint", at_line(number), title=card.title)
    if reader.groups and not card.stage:
        card.stage = reader.groups[-1]


def _group_ways(reader: _Reader) -> None:
    """Ways from and to a whole subgraph: they go out of its last card and into its first."""
    for way in reader.group_ways:
        for end, index in (("source", -1), ("target", 0)):
            stage = reader.subgraphs.get(getattr(way, end))
            inside = [card.key for card in reader.sketch.cards if card.stage == stage] if stage else []
            if inside:
                setattr(way, end, inside[index])
        reader.report.changed("import.group_way", None, source=way.source, target=way.target)
        reader.sketch.ways.append(way)


def _lanes(reader: _Reader) -> None:
    """Subgraphs that are all called after who acts, the citizen among them, stand for lanes."""
    sketch = reader.sketch
    kinds = [vocabulary.lane_kind(column.title) for column in sketch.columns]
    if reader.own or "citizen" not in kinds or not all(kinds) or len(kinds) < 2:
        return
    rows = {column.key: sketch.row(column.title, kind) for column, kind in zip(sketch.columns, kinds, strict=True)}
    for column in sketch.columns:
        reader.report.changed("import.group_as_lane", None, title=column.title)
    for card in sketch.cards:
        card.lane, card.stage = rows.get(card.stage, ""), ""
    sketch.columns = []


def _settle_dotted(reader: _Reader) -> None:
    """Dotted lines are messages, unless they are the only way to or from a card."""
    dotted = {id(way) for way in reader.dotted}
    solid = [way for way in reader.sketch.ways if id(way) not in dotted]
    entered, left = {way.target for way in solid}, {way.source for way in solid}
    for way in reader.dotted:
        if way.target in entered and way.source in left:
            way.kind = "information"
            reader.report.changed("import.dotted", None, source=way.source, target=way.target)
