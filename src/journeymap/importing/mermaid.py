"""Mermaid texts: `journey` diagrams line by line, and where in a file or a Markdown document diagrams stand.

Scores become feelings (5 is +2, 1 is −2); another score is kept as it was. Flowcharts are read in `flowchart`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from journeymap.importing.report import Report, at_line
from journeymap.importing.sketch import Card, Sketch

_FENCE = re.compile(r"^\s{0,3}(?P<mark>`{3,}|~{3,}|:{3,})\s*\{?\.?(?P<word>[\w-]*)")
_IN_HTML = re.compile(r"<(pre|div)\b[^<>]{0,200}\bmermaid\b[^<>]{0,200}>", re.IGNORECASE)
_QUOTED = re.compile(r"^\s{0,3}(?:>\s?)+")
_MERMAID_WORDS = frozenset({"mermaid", "mermaid-example", "mmd"})
_KEYWORD = re.compile(
    r"^\s*(journey|flowchart-elk|flowchart|graph|sequenceDiagram|gantt|classDiagram(?:-v2)?|stateDiagram(?:-v2)?|erDiagram|"
    r"pie|gitGraph|mindmap|timeline|quadrantChart|xychart-beta|xychart|requirementDiagram|sankey-beta|sankey|C4Context|block-beta|"
    r"packet-beta|kanban|architecture-beta|zenuml|info)(?![\w-])"
)
_ENTITY = re.compile(r"#(\w{1,32});")
_COMMENT = re.compile(r"%%|#(?!\w{1,32};)")
_TRAILING = re.compile(r"\s#(?!\w{1,32};).*$")
_ICON = re.compile(r"\bfa[bklrs]?:fa-[\w-]+\s*")
_MARKUP_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_ACCESSIBLE = re.compile(r"^(accTitle|accDescr)\s*:\s*(.*)$")
_SCORE = "score_in_file"
"""The field in which a score that is no whole number from 1 to 5 is kept; exporting to Mermaid gives it back."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """One diagram of a file: its kind, its lines with their numbers, and the title of its front matter."""

    kind: str
    lines: list[tuple[int, str]]
    title: str = ""


def diagrams(text: str) -> list[Diagram]:
    """The diagrams of a file that is one, or of a document in Markdown or HTML that holds some."""
    lines = list(enumerate(text.split("\n"), 1))
    is_html = text.lstrip("\ufeff \t\n").startswith("<")
    parts = list(_in_html(text)) if is_html else list(_fenced(lines)) or [lines]
    found = (_diagram(part) for part in parts)
    return [each for each in found if each is not None]


def _in_html(text: str) -> Iterator[list[tuple[int, str]]]:
    """The contents of elements of the class mermaid."""
    end = 0
    lowered = text.casefold()
    while (found := _IN_HTML.search(text, end)) is not None:
        end = lowered.find(f"</{found[1].casefold()}", found.end())
        if end < 0:
            return
        first = text.count("\n", 0, found.end()) + 1
        yield list(enumerate(html.unescape(text[found.end() : end]).split("\n"), first))


def _fenced(lines: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """The parts in fences that name Mermaid, or name nothing and hold a diagram; quoted ones too."""
    mark, word = "", ""
    part: list[tuple[int, str]] = []

    def is_wanted() -> bool:
        return word in _MERMAID_WORDS or (not word and mark[0] != ":" and _diagram(part) is not None)

    for number, quoted in lines:
        line = _QUOTED.sub("", quoted)
        found = _FENCE.match(line)
        if not mark and found is not None:
            mark, part, word = found["mark"], [], found["word"].casefold()
        elif mark and line.strip().startswith(mark) and not line.strip().strip(mark[0]):
            if is_wanted():
                yield part
            mark = ""
        elif mark:
            part.append((number, line))
    if mark and is_wanted():
        yield part


def _diagram(lines: list[tuple[int, str]]) -> Diagram | None:
    """The diagram in some lines; None where they do not begin with a word that Mermaid knows."""
    lines = _without_directives(lines)
    rest = [(number, line) for number, line in lines if line.strip()]
    title = ""
    if rest and rest[0][1].strip() == "---":
        end = next((place for place, (_, line) in enumerate(rest[1:], 1) if line.strip() == "---"), 0)
        for _, line in rest[1:end]:
            if line.strip().startswith("title:"):
                title = _front_matter_text(line.partition(":")[2].strip())
        rest = rest[end + 1 :]
    while rest and rest[0][1].lstrip().startswith("%%"):
        rest = rest[1:]
    found = _KEYWORD.match(rest[0][1]) if rest else None
    if found is None:
        return None
    first = rest[0][0]
    kept = [(number, line) for number, line in lines if number >= first]
    return Diagram(found[1], kept, title)


def _front_matter_text(value: str) -> str:
    """A value of the front matter; what stands in double quotes is written as in JSON."""
    try:
        found = json.loads(value)
    except ValueError:
        return value.strip("\"'")
    return found if isinstance(found, str) else value


def _without_directives(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    text = "\n".join(line for _, line in lines)
    parts, place = [], 0
    while (begin := text.find("%%{", place)) >= 0 and (end := text.find("}%%", begin)) >= 0:
        parts += [text[place:begin], "\n" * text.count("\n", begin, end)]
        place = end + 3
    blank = "".join(parts) + text[place:]
    return [(number, line) for (number, _), line in zip(lines, blank.split("\n"), strict=True)] if parts else lines


def decoded(text: str) -> str:
    """Text as Mermaid shows it: its #35; and #quot; resolved, <br> as a new line, other tags gone."""
    text = re.sub(r"(?i:<br\s*/?>)|\\n", "\n", text)
    text = re.sub(r"</?(?:b|i|u|em|strong|span|small|sub|sup|font|div|p)\b[^<>]*>", "", text, flags=re.IGNORECASE)

    text = _MARKUP_ENTITY.sub(lambda found: html.unescape(found[0]), _ICON.sub("", text))

    def resolved(found: re.Match[str]) -> str:
        name = found[1]
        shown = html.unescape(f"&#{name};" if name.isdigit() else f"&{name};")
        return found[0] if shown.startswith("&") and len(shown) > 1 else shown

    return _ENTITY.sub(resolved, text)


def journey(diagram: Diagram, report: Report) -> Sketch:
    """A journey diagram as a sketch: sections are stages, tasks are touchpoints, first actors are lanes."""
    sketch = Sketch(title=decoded(diagram.title))
    stage, block = "", False
    accessible = ""
    actors: set[str] = set()
    _, first = diagram.lines[0]
    rest = first.split("journey", 1)[1].strip().lstrip(";").strip()
    lines = [(diagram.lines[0][0], rest), *diagram.lines[1:]]
    for number, raw in lines:
        line, at = raw.strip(), at_line(number)
        if block:
            block = "}" not in line
            sketch.summary = f"{sketch.summary}\n{line.partition('}')[0].strip()}".strip()
            continue
        if not line or _COMMENT.match(line):
            if line:
                report.left_out("import.comment", at, text=line.lstrip("%# "))
            continue
        if found := _ACCESSIBLE.match(line):
            value = decoded(found[2].strip())
            accessible, sketch.summary = (value, sketch.summary) if found[1] == "accTitle" else (accessible, value)
            report.understood("import.title" if found[1] == "accTitle" else "import.summary", at, title=value)
        elif line.startswith("accDescr") and "{" in line:
            inside = line.partition("{")[2]
            block = "}" not in inside
            sketch.summary = inside.partition("}")[0].strip()
            report.understood("import.summary", at, title=sketch.summary)
        elif line == "title" or line.startswith(("title ", "title\t")):
            sketch.title = decoded(line[5:].strip())
            report.understood("import.title", at, title=sketch.title)
        elif line == "section" or line.startswith(("section ", "section\t")):
            name = decoded(line[7:].strip().rstrip(":").rstrip())
            stage = sketch.column(name)
            report.facts["sections"] += 1
            report.understood("import.stage", at, title=name)
        elif ":" in line or line.count("：") > 1:
            # Chinese keyboards give the wide colon; it parts a task only where there is no other.
            task = line if ":" in line else line.replace("：", ":")
            actors |= _task(sketch, stage, task, number, report)
        else:
            # Mermaid stops here; people have lost the score, not the task.
            card = _card(sketch, stage, decoded(line))
            report.facts["tasks"] += 1
            report.changed("import.no_score", at, title=card.title)
    if not sketch.title:
        sketch.title = accessible
    if sketch.columns and any(not card.stage for card in sketch.cards):
        # Tasks before the first section come first on the map as well.
        sketch.columns.insert(0, type(sketch.columns[0])("before", ""))
        for card in sketch.cards:
            card.stage = card.stage or "before"
    report.facts["actors"] += len(actors)
    sketch.chain([card.key for card in sketch.cards])
    return sketch


def _card(sketch: Sketch, stage: str, title: str) -> Card:
    card = Card(f"t{len(sketch.cards)}", title, stage)
    sketch.cards.append(card)
    return card


def _task(sketch: Sketch, stage: str, line: str, number: int, report: Report) -> set[str]:
    """Add a task; returns the names of those who take part."""
    name, _, data = line.partition(":")
    data = _TRAILING.sub("", data)
    score, *rest = (piece.strip() for piece in data.split(":"))
    at = at_line(number)
    card = _card(sketch, stage, decoded(name.strip()))
    report.facts["tasks"] += 1
    actors = [decoded(each.strip()) for each in rest[0].split(",") if each.strip()] if rest else []
    report.understood("import.task", at, title=card.title, score=score or "-", actors=", ".join(actors) or "-")
    _feeling(card, score, number, report)
    if actors:
        card.lane = sketch.row(actors[0])
        if len(actors) > 1:
            card.fields["third_party"] = ", ".join(actors[1:])
            report.changed("import.further_actors", at, names=", ".join(actors[1:]))
    if more := ": ".join(rest[1:]):
        card.description.append(decoded(more))
        report.changed("import.to_description", at, text=more)
    return set(actors)


def _feeling(card: Card, score: str, number: int, report: Report) -> None:
    at = at_line(number)
    try:
        value = float(score)
    except ValueError:
        value = float("nan")
    if 1 <= value <= 5:
        card.fields["emotion"] = round(value) - 3
        if value != round(value):
            card.fields[_SCORE] = score
            report.changed("import.score_rounded", at, score=score, title=card.title)
    elif score:
        card.fields[_SCORE] = score
        card.description.append(score)
        report.changed("import.score_kept", at, score=score, title=card.title)
    else:
        report.changed("import.no_score", at, title=card.title)
