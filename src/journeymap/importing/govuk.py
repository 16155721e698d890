"""GOV.UK content: step-by-step navigation and smart answers, as publishing systems store and serve them.

Steps are stages and their links touchpoints; "and" steps run beside the one before. Questions are decisions, options branches.
"""

from __future__ import annotations

from typing import Any

from journeymap.edit.amounts import read_money
from journeymap.importing.errors import ImportProblem
from journeymap.importing.report import Report, at_element
from journeymap.importing.sketch import Card, Sketch, Way
from journeymap.importing.source import as_text, plain
from journeymap.labels import say
from journeymap.model.values import Money


def is_govuk(content: Any) -> bool:
    """Whether JSON is content of GOV.UK, of whatever kind."""
    return isinstance(content, dict) and (
        ("schema_name" in content and "document_type" in content)
        or _steps(content) is not None
        or _nodes(content) is not None
    )


def govuk(content: dict[str, Any], name: str, report: Report) -> Sketch:
    """The sketch of a step-by-step or smart answer. Raises ImportProblem for content of other kinds."""
    steps, nodes = _steps(content), _nodes(content)
    sketch = Sketch(
        plain(as_text(content.get("title"))), plain(as_text(content.get("description"))),
        language=_language(as_text(content.get("locale"))),
    )  # fmt: skip
    if steps is not None:
        _step_by_step(sketch, steps, report)
    elif nodes is not None:
        _smart_answer(sketch, content, nodes, report)
    else:
        what = as_text(content.get("schema_name")) or as_text(content.get("document_type")) or "?"
        raise ImportProblem("error.import.no_steps", name=name, what=what)
    return sketch


def _language(locale: str) -> str:
    return {"en": "en", "zh": "zh", "zh-cn": "zh"}.get(locale.casefold(), "")


def _details(content: dict[str, Any]) -> dict[str, Any]:
    details = content.get("details")
    return details if isinstance(details, dict) else content


def _steps(content: dict[str, Any]) -> dict[str, Any] | None:
    found = _details(content).get("step_by_step_nav")
    found = found if isinstance(found, dict) else _details(content)
    return found if isinstance(found.get("steps"), list) else None


def _nodes(content: dict[str, Any]) -> list[Any] | None:
    found = _details(content).get("nodes")
    usable = isinstance(found, list) and any(isinstance(each, dict) and "kind" in each for each in found)
    return found if usable else None


def _rows(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _rich(value: Any) -> str:
    """Text that may be plain, or a list of representations of the same content."""
    if isinstance(value, list):
        texts = [as_text(each.get("content")) for each in _rows(value)]
        return plain(texts[-1]) if texts else ""
    return plain(as_text(value))


def _step_by_step(sketch: Sketch, nav: dict[str, Any], report: Report) -> None:
    sketch.title = plain(as_text(nav.get("title"))) or sketch.title
    introduction = _rich(nav.get("introduction"))
    sketch.summary = "\n".join(dict.fromkeys(part for part in (introduction, sketch.summary) if part))
    report.understood("import.title", None, title=sketch.title)
    before: list[str] = []
    group: list[tuple[list[str], list[str]]] = []
    kind = ""
    for number, step in enumerate(_rows(nav.get("steps")), 1):
        logic = as_text(step.get("logic"))
        ends = _step(sketch, step, number, report)
        if logic not in ("and", "or") and group:
            before = _joined(sketch, before, group, kind)
            group, kind = [], ""
        if logic in ("and", "or"):
            report.facts[f"{logic} steps"] += 1
            kind = "parallel" if logic == "and" else "branch"
        group.append(ends)
    if group:
        _joined(sketch, before, group, kind)


def _joined(sketch: Sketch, before: list[str], group: list[tuple[list[str], list[str]]], kind: str) -> list[str]:
    """Lead from the ends of the step before into each step of a group; returns the ends of the group."""
    for first, _ in group:
        sketch.ways += [Way(one, other, kind) for one in before for other in first]
    return [key for _, last in group for key in last]


def _step(sketch: Sketch, step: dict[str, Any], number: int, report: Report) -> tuple[list[str], list[str]]:
    """One step as a stage with a touchpoint for each link; returns the keys of its first and its last ones."""
    place = at_element(f"step {number}")
    title = plain(as_text(step.get("title")))
    stage = sketch.column(title)
    report.facts["steps"] += 1
    report.understood("import.stage", place, title=title)
    aims: list[str] = []
    first: list[str] = []
    last: list[str] = []
    for part in _rows(step.get("contents")):
        items = _rows(part.get("contents"))
        if not items:
            report.facts["paragraphs"] += 1
            aims.append(plain(as_text(part.get("text"))))
            continue
        report.facts["lists"] += 1
        choice = as_text(part.get("style")) == "choice"
        keys = [_link(sketch, item, stage, report) for item in items]
        if choice:
            sketch.ways += [Way(one, other, "branch") for one in last for other in keys]
            report.facts["choices"] += 1
            first, last = first or keys, keys
        else:
            sketch.ways += [Way(one, keys[0]) for one in last]
            sketch.chain(keys)
            first, last = first or keys[:1], keys[-1:]
    if not first:
        card = Card(f"step {number}", title, stage)
        sketch.cards.append(card)
        first = last = [card.key]
    if step.get("optional"):
        report.changed("import.optional", place, title=title)
        aims.append(say("import.word.optional", sketch.language or "en"))
    sketch.columns[-1].aim = "\n".join(each for each in aims if each)
    return first, last


def _link(sketch: Sketch, item: dict[str, Any], stage: str, report: Report) -> str:
    card = Card(f"link {len(sketch.cards)}", plain(as_text(item.get("text"))), stage)
    href, context = as_text(item.get("href")), plain(as_text(item.get("context")))
    if context:
        report.facts["costs"] += 1
        cost = read_money(context)
        if isinstance(cost, Money):
            card.fields["fee"] = cost
        else:
            card.description.append(context)
    if href:
        card.fields["channel"] = "web"
        card.description.append(href)
    report.facts["links"] += 1
    sketch.cards.append(card)
    report.understood("import.touchpoint", at_element(href or card.key), title=card.title)
    return card.key


def _smart_answer(sketch: Sketch, content: dict[str, Any], nodes: list[Any], report: Report) -> None:
    body = _rich(_details(content).get("body"))
    sketch.summary = "\n".join(dict.fromkeys(part for part in (sketch.summary, body) if part))
    known = {as_text(each.get("slug")) for each in _rows(nodes)}
    for number, node in enumerate(_rows(nodes)):
        key = as_text(node.get("slug")) or f"node {number}"
        title, kind = plain(as_text(node.get("title"))), as_text(node.get("kind"))
        options = _rows(node.get("options"))
        decides = kind == "question" or bool(options)
        card = Card(key, title, kind="decision" if decides else "communication", fields={"channel": "web"})
        card.description.append(_rich(node.get("body")))
        sketch.cards.append(card)
        report.facts["nodes"] += 1
        report.facts["questions" if decides else "outcomes"] += 1
        report.understood("import.touchpoint", at_element(key), title=title)
        for option in options:
            label, target = plain(as_text(option.get("label"))), as_text(option.get("next_node"))
            report.facts["options"] += 1
            if target not in known:
                card.description.append(label)
                report.left_out("import.way_without_end", at_element(key), source=title, target=target or label)
                continue
            sketch.ways.append(Way(key, target, "", label))
            report.understood("import.way", at_element(key), source=title, target=label)
