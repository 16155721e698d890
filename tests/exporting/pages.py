"""Journeys to print, and what tests read back from plans and PDFs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import combinations

import pypdfium2

from journeymap.exporting.plan import Box, Plan, Polyline, Text
from journeymap.model.document import State
from journeymap.model.order import keys_between
from journeymap.model.records import (
    Connection,
    Expectation,
    Journey,
    Lane,
    ModelLink,
    Opportunity,
    PainPoint,
    Persona,
    Project,
    Record,
    Stage,
    Touchpoint,
)
from journeymap.model.text import LocalText

Rectangle = tuple[float, float, float, float]


def ink_box(text: Text) -> Rectangle:
    """Left, top, right and bottom of the room a text may cover with ink."""
    return (text.x, text.y - 0.88 * text.size, text.x + text.width, text.y + 0.12 * text.size)


JOURNEY = "journey"


def title_of(place: int) -> LocalText:
    """A title of its own for each touchpoint."""
    return LocalText(en=f"Step {place:03d} at the desk", zh=f"第{place:03d}步办理")


def journey(count: int, *, stages: int = 4, lanes: int = 3, titles: dict[int, LocalText] | None = None) -> State:
    """A journey of `count` touchpoints in a row, with a branch and a way back, notes and links at every third."""
    kinds = ("citizen", "frontstage", "backstage", "partner", "support")
    records: list[Record] = [
        Project(id="project", organization=LocalText(en="City office", zh="市政务中心"), version="3"),
        Journey(id=JOURNEY, title=LocalText(en="Moving house", zh="搬家“一件事”"), persona_ids=("persona",)),
        Persona(id="persona", name=LocalText(en="Ms Wang, 67", zh="王女士，67岁")),
    ]
    for place, key in enumerate(keys_between(None, None, stages)):
        stage_title = LocalText(en=f"Stage {place + 1}", zh=f"阶段{place + 1}")
        records.append(Stage(id=f"s{place}", journey_id=JOURNEY, order=key, title=stage_title))
    for place, key in enumerate(keys_between(None, None, lanes)):
        records.append(Lane(id=f"l{place}", journey_id=JOURNEY, order=key, kind=kinds[place % 5]))
    for place, key in enumerate(keys_between(None, None, count) if count else ()):
        records.append(
            Touchpoint(
                id=f"t{place}", journey_id=JOURNEY, stage_id=f"s{place * stages // count}", lane_id=f"l{place % lanes}",
                order=key, title=(titles or {}).get(place, title_of(place)), channel=("counter", "app", "phone")[place % 3],
                emotion=(place * 2) % 5 - 2, level_reached=place % 5, level_aimed=3, is_goal=place == count - 1,
                moment_of_truth=place % 4 == 0,
            )
        )  # fmt: skip
        if place:
            ways = {"share": 0.7} if place % 5 == 1 else {}
            records.append(
                Connection(id=f"c{place}", journey_id=JOURNEY, source_id=f"t{place - 1}", target_id=f"t{place}", **ways)
            )
        if place % 3 == 0:
            records += _notes(place)
    if count > 6:
        back = LocalText(en="papers are missing", zh="材料不全")
        records.append(
            Connection(
                id="back", journey_id=JOURNEY, source_id="t5", target_id="t2", kind="loop", share=0.2, condition=back
            )
        )
    return State(records)


def _notes(place: int) -> list[Record]:
    point = f"t{place}"
    return [
        Expectation(
            id=f"e{place}", touchpoint_id=point, expected=4, perceived=2,
            text=LocalText(en=f"Expectation {place}: one visit is enough", zh=f"期望{place}：只跑一趟"),
        ),
        PainPoint(
            id=f"p{place}", touchpoint_id=point, severity=4,
            text=LocalText(en=f"Pain {place}: a queue of 95 minutes on Mondays", zh=f"痛点{place}：周一排队95分钟"),
        ),
        Opportunity(
            id=f"o{place}", touchpoint_ids=(point,), kind="surprise", impact=4, effort=2,
            text=LocalText(en=f"Surprise {place}: the form is filled in beforehand", zh=f"惊喜{place}：表格已预填"),
        ),
        ModelLink(id=f"m{place}", subject_id=point, element_id="fairness-access", relation="lacks"),
    ]  # fmt: skip


def overlapping(boxes: list[tuple[str, Rectangle]], allowed: float = 0.3) -> list[tuple[str, str]]:
    """The pairs of texts whose boxes share more than a border."""
    found = []
    rows = sorted(boxes, key=lambda item: item[1][1])
    for (one, a), (other, b) in combinations(rows, 2):
        wide = min(a[2], b[2]) - max(a[0], b[0])
        high = min(a[3], b[3]) - max(a[1], b[1])
        if wide > allowed and high > allowed:
            found.append((one, other))
    return found


def text_faults(plan: Plan) -> list[str]:
    """Everything that is wrong with the texts of a page: outside it, wider than their room, over each other, under lines."""
    faults = []
    boxes = [(text.text, ink_box(text)) for text in plan.texts]
    for text, (left, top, right, bottom) in boxes:
        if left < 0 or top < 0 or right > plan.width or bottom > plan.height:
            faults.append(f"{text!r} leaves the page")
    faults += [f"{text.text!r} is wider than its room" for text in plan.texts if text.width > text.space + 0.05]
    faults += [f"{one!r} lies over {other!r}" for one, other in overlapping(boxes)]
    faults += [f"a line crosses {text!r}" for text in _crossed(plan)]
    return faults


def _crossed(plan: Plan) -> Iterator[str]:
    """Texts that a line runs through, with no filled box between line and text."""
    lines = [(place, mark) for place, mark in enumerate(plan.marks) if isinstance(mark, Polyline)]
    fills = [(place, mark) for place, mark in enumerate(plan.marks) if isinstance(mark, Box) and mark.fill]
    for place, text in enumerate(plan.marks):
        if not isinstance(text, Text):
            continue
        left, top, right, bottom = ink_box(text)
        for number, line in lines:
            for (x1, y1), (x2, y2) in zip(line.points, line.points[1:], strict=False):
                through = (
                    min(x1, x2) < right - 0.5 and max(x1, x2) > left + 0.5
                    and min(y1, y2) < bottom - 1 and max(y1, y2) > top + 1
                )  # fmt: skip
                if through and not any(
                    number < over < place and box.x <= left + 0.5 and box.x + box.width >= right - 0.5
                    and box.y <= top + 2 and box.y + box.height >= bottom - 2
                    for over, box in fills
                ):  # fmt: skip
                    yield text.text


def pdf_text(data: bytes) -> str:
    """All text of the first page, without spaces and line ends."""
    document = pypdfium2.PdfDocument(data)
    try:
        return squeezed(document[0].get_textpage().get_text_range())
    finally:
        document.close()


def squeezed(text: str) -> str:
    """Composed, without spaces: how texts are compared that were broken into lines."""
    return "".join(unicodedata.normalize("NFC", text).split())


def pdf_text_boxes(data: bytes) -> tuple[list[tuple[str, Rectangle]], tuple[float, float]]:
    """The boxes of text as a reader of the PDF sees them, y upwards, and the size of the page."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        texts = page.get_textpage()
        boxes = []
        for number in range(texts.count_rects()):
            box = texts.get_rect(number)
            boxes.append((texts.get_text_bounded(*box), box))
        return boxes, page.get_size()
    finally:
        document.close()
