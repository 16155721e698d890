"""Outlines: Markdown and plain text, headings and lists however they are numbered and indented, one touchpoint a line.

Of two levels the upper is stages, the lower touchpoints; what is deeper is told in descriptions, or
where a line begins with a word such as "Pain:" or 痛点：, in a record of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from journeymap.importing import aspects
from journeymap.importing.grids import unmarked
from journeymap.importing.mermaid import decoded
from journeymap.importing.report import Report, at_line
from journeymap.importing.sketch import Card, Sketch

_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_DOTTED = re.compile(r"^\d{1,3}((?:\.\d{1,3})+)[.．]?\s+")
_BULLETS = (
    ("一", re.compile(r"^[一二三四五六七八九十百]{1,4}\s*[、.．]\s*")),
    ("第", re.compile(r"^第[一二三四五六七八九十百\d]{1,4}(?:步|阶段|环节|部分|章)\s*[、:：.．]?\s*")),
    ("Step", re.compile(r"^(?:Step|步骤)\s*\d{1,3}\s*[:：.、-]\s*", re.IGNORECASE)),
    ("Phase", re.compile(r"^(?:Stage|Phase|阶段)\s*\d{1,3}\s*[:：.、-]\s*", re.IGNORECASE)),
    ("（", re.compile(r"^[（(](?:[一二三四五六七八九十]{1,3}|\d{1,3}|[a-zA-Z])[)）]\s*")),
    ("1.1", _DOTTED),
    ("1.", re.compile(r"^(?:\d{1,3}|[a-zA-Z])[.)、．）]\s*(?!\d)")),
    ("①", re.compile(r"^[①-⑳]\s*")),
    ("○", re.compile(r"^[○◦▪]\s*")),
    ("-", re.compile(r"^(?:[-*+•●·–—→]|\[[ xX]\])\s+(?:\[[ xX]\]\s*)?")),
)
_BARE_NUMBER = ("1.", re.compile(r"^\d{1,3}\s+(?=\S)"))
"""A number without a point begins an item only in texts that go on with 1.1."""
_ROMAN = ("I", re.compile(r"^[IVX]{1,5}[.)、]\s*"))
_UNDERLINE = re.compile(r"^\s{0,3}(=+|-{2,})\s*$")
_LONGEST_HEAD = 60
_LONGEST_MARKED = 5_000
"""In longer lines stars stay as they are: looking for their partners takes too long."""
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\(([^()\s]{0,2000})(?:\s[^()]{0,500})?\)")


@dataclass(slots=True)
class _Item:
    number: int
    text: str
    marker: str
    indent: int
    level: int = 1
    inner: list[_Item] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Section:
    number: int
    title: str
    level: int
    prose: list[str] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)


def outline(text: str, report: Report) -> Sketch:
    """The sketch of an outline. Paragraphs before the first list are the summary."""
    sections = _sections(text)
    for section in sections:
        _level(section.items)
    sketch = Sketch()
    named = [section for section in sections if section.title]
    if named and (named[0].level == 1 or len(named) == 1) and sum(each.level == named[0].level for each in named) == 1:
        sketch.title = named[0].title
        report.understood("import.title", at_line(named[0].number), title=sketch.title)
    lists = [section for section in sections if section.items]
    report.facts["headings"] += len(named)
    for section in sections:
        if section.prose and (section not in lists or len(lists) < 2 or section.title == sketch.title):
            prose = "\n".join(section.prose)
            sketch.summary = "\n".join(part for part in (sketch.summary, prose) if part)
            report.understood("import.summary", at_line(section.number), title=prose)
    if len(lists) > 1:
        for section in lists:
            _stage_of_section(sketch, section, report)
    elif lists:
        _single(sketch, lists[0], report)
    elif named:
        # Headings alone: the deepest are touchpoints, those above them stages.
        _headings(sketch, named, report)
    sketch.chain([card.key for card in sketch.cards])
    return sketch


def _sections(text: str) -> list[_Section]:
    sections = [_Section(1, "", 0)]
    plain = not re.search(r"^\s{0,3}(#{1,6}\s|[-*+]\s|\d+\.\s)", text, re.MULTILINE)
    bullets = _bullets(text)
    lines = text.split("\n")
    if lines and lines[0].strip() == "---" and "---" in (line.strip() for line in lines[1:40]):
        end = next(place for place, line in enumerate(lines) if place and line.strip() == "---")
        lines[: end + 1] = [""] * (end + 1)
    heads = _heads(lines, bullets)
    fenced = False
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
            continue
        if fenced or not line.strip() or re.fullmatch(r"\s*([-*_=]\s*){3,}", line) or _UNDERLINE.match(line):
            continue
        if number in heads:
            sections.append(_Section(number, *heads[number]))
            continue
        item = _item(number, line, bullets, plain=plain)
        section = sections[-1]
        if item is not None:
            section.items.append(item)
        elif section.items and line[:1] in " \t":
            section.items[-1].prose.append(_clean(line.strip()))
        else:
            section.prose.append(_clean(line.strip().lstrip("> ")))
    return sections


def _bullets(text: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What begins an item in this text."""
    found: tuple[tuple[str, re.Pattern[str]], ...] = _BULLETS
    if re.search(r"^\s*\d{1,3}\.\d{1,3}[.．]?\s", text, re.MULTILINE):
        found = (*found, _BARE_NUMBER)
    if re.search(r"^\s*II[.)、]", text, re.MULTILINE):
        found = (_ROMAN, *found)
    return found


def _heads(lines: Sequence[str], bullets: Sequence[tuple[str, re.Pattern[str]]]) -> dict[int, tuple[str, int]]:
    """The headings by the numbers of their lines: title and level.

    Without any of Markdown's own, lines that end in a colon or are all bold head the lists below them.
    """
    found: dict[int, tuple[str, int]] = {}
    for number, line in enumerate(lines, 1):
        mark = _HEADING.match(line)
        below = _UNDERLINE.match(lines[number]) if number < len(lines) else None
        if mark is not None:
            found[number] = _clean(mark[2]), len(mark[1])
        elif below is not None and line.strip() and not _begins(line, bullets) and not _UNDERLINE.match(line):
            found[number] = _clean(line.strip()), 1 if below[1].startswith("=") else 2
    if len(found) > 1:
        return found
    filled = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    made = {
        number: (_clean(line.strip()).rstrip(":：").strip(), 6)
        for (number, line), (_, after) in pairwise(filled)
        if number not in found and _is_head(line) and not _begins(line, bullets) and _begins(after, bullets)
    }
    return found | made if len(made) > 1 else found


def _is_head(line: str) -> bool:
    body = line.strip()
    return (
        line[:1] not in " \t\u3000"
        and len(body) <= _LONGEST_HEAD
        and (body.endswith((":", "：")) or (body.startswith("**") and body.rstrip(":：").endswith("**")))
    )


def _begins(line: str, bullets: Sequence[tuple[str, re.Pattern[str]]]) -> bool:
    body = line.lstrip(" \t\u3000")
    return any((found := pattern.match(body)) is not None and body[found.end() :].strip() for _, pattern in bullets)


def _item(number: int, line: str, bullets: Sequence[tuple[str, re.Pattern[str]]], *, plain: bool) -> _Item | None:
    body = line.lstrip(" \t\u3000")
    lead = line[: len(line) - len(body)]
    indent = len(lead.replace("\u3000", "  ").expandtabs(4))
    for marker, pattern in bullets:
        found = pattern.match(body)
        if found is not None and body[found.end() :].strip():
            depth = found[1].count(".") if pattern is _DOTTED else 0
            return _Item(number, _clean(body[found.end() :].strip()), marker + ".1" * max(0, depth - 1), indent)
    # In a plain text without any marks each line is an item.
    return _Item(number, _clean(body.strip()), "", indent) if plain else None


def _clean(text: str) -> str:
    text = _LINK.sub(lambda found: found[1] or found[2], text)
    for _ in range(2 if len(text) <= _LONGEST_MARKED else 0):
        text = unmarked(text)
    return decoded(text).replace("\n", " ").strip()


def _level(items: list[_Item]) -> None:
    """Levels of items: by how far they are indented, and where they all begin at one place, by their marks."""
    if len({item.indent for item in items}) <= 1:
        marks = list(dict.fromkeys(item.marker for item in items))
        for item in items:
            item.level = marks.index(item.marker) + 1
        if items and all(item.marker == "" for item in items):
            # "Apply:" is a head of what follows it.
            heads = [item for item in items if item.text.endswith((":", "："))]
            for item in items if heads else ():
                item.level = 1 if item in heads else 2
                item.text = item.text.rstrip(":：") if item in heads else item.text
        return
    stack: list[int] = []
    for item in items:
        while stack and item.indent < stack[-1]:
            stack.pop()
        # One blank more or less is a slip, not a level.
        if not stack or item.indent - stack[-1] >= 2 or (item.indent > stack[-1] and item.marker != items[0].marker):
            stack.append(item.indent)
        item.level = max(1, len(stack))


def _single(sketch: Sketch, section: _Section, report: Report) -> None:
    """One list: of two levels the upper are stages; of one level all are touchpoints."""
    items = section.items
    for item in items:
        report.facts[f"level-{item.level} items"] += 1
    deep = {item.level for item in items if aspects.split(item.text) is None}
    stage = ""
    if len(deep) > 1:
        for item in items:
            if item.level == 1:
                title = item.text.rstrip(":：").rstrip()
                stage = sketch.column(title, "\n".join(item.prose))
                report.understood("import.stage", at_line(item.number), title=title)
            else:
                stage = stage or sketch.column("")
                _touchpoint(sketch, item, stage, 2, report)
        return
    for item in items:
        _touchpoint(sketch, item, stage, 1, report)


def _stage_of_section(sketch: Sketch, section: _Section, report: Report) -> None:
    stage = sketch.column(
        section.title or sketch.title, "" if section.title == sketch.title else "\n".join(section.prose)
    )
    report.understood("import.stage", at_line(section.number), title=section.title)
    for item in section.items:
        report.facts[f"level-{item.level} items"] += 1
        _touchpoint(sketch, item, stage, 1, report)


def _touchpoint(sketch: Sketch, item: _Item, stage: str, level: int, report: Report) -> None:
    """A line as a touchpoint, or where it is deeper or begins with the name of an aspect, as a part of the last one."""
    aspect = aspects.split(item.text)
    inside = sketch.cards and sketch.cards[-1].stage == stage and (item.level > level or aspect is not None)
    if inside:
        card = sketch.cards[-1]
        if aspect is not None:
            aspects.put(card, sketch, *aspect, report, at_line(item.number))
        else:
            card.description.append(item.text)
            report.understood("import.to_description", at_line(item.number), text=item.text)
        card.description += item.prose
        return
    card = Card(f"line {item.number}", item.text, stage, description=list(item.prose))
    sketch.cards.append(card)
    report.understood("import.touchpoint", at_line(item.number), title=item.text)


def _headings(sketch: Sketch, named: list[_Section], report: Report) -> None:
    sketch.summary = ""
    rest = [section for section in named if section.title != sketch.title]
    levels = sorted({section.level for section in rest})
    stage = ""
    for section in rest:
        if len(levels) > 1 and section.level == levels[0]:
            stage = sketch.column(section.title, "\n".join(section.prose))
            report.understood("import.stage", at_line(section.number), title=section.title)
        else:
            sketch.cards.append(Card(f"line {section.number}", section.title, stage, description=list(section.prose)))
            report.understood("import.touchpoint", at_line(section.number), title=section.title)
