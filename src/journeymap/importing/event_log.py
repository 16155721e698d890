"""Event logs of real services, CSV and XES, as a stream of events. What a journey makes of them is in `discovery`.

XES is read as the IEEE 1849 standard has it, by the keys concept:name, time:timestamp, org:resource and lifecycle:transition;
CSV by columns that are guessed from their heads or named by the caller.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from journeymap.importing.errors import Cancelled, ImportProblem

Progress = Callable[[float], bool]
"""Told the part read so far, 0 to 1; answers whether to go on."""

_STEP = 4096
_MAX_NAME = 200
_COLUMNS = {
    "case": (
        "case:concept:name",
        "case",
        "case id",
        "caseid",
        "case_id",
        "trace",
        "案件",
        "案件号",
        "办件编号",
        "案例",
    ),
    "activity": ("concept:name", "activity", "event", "task", "step", "activity name", "活动", "环节", "步骤", "事项"),
    "time": ("time:timestamp", "timestamp", "time", "date", "datetime", "end", "complete", "时间", "日期", "办理时间"),
    "resource": ("org:resource", "resource", "user", "unit", "人员", "部门", "经办人"),
    "channel": ("channel", "渠道"),
    "lifecycle": ("lifecycle:transition", "lifecycle", "transition", "状态"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in one case. `time` is in seconds since 1970, None where the log does not tell."""

    case: str
    activity: str
    time: float | None
    resource: str = ""
    channel: str = ""
    lifecycle: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a CSV file holds what, by the heads of the columns; '' where there is none."""

    case: str
    activity: str
    time: str = ""
    resource: str = ""
    channel: str = ""
    lifecycle: str = ""


def guess_columns(heads: list[str]) -> Columns:
    """The columns by their heads, '' where no head is known to hold a part."""
    known = {head.strip().lower(): head for head in heads}
    return Columns(
        **{part: next((known[name] for name in names if name in known), "") for part, names in _COLUMNS.items()}
    )


def csv_heads(path: Path) -> list[str]:
    """The heads of the columns of a CSV file. Raises ImportProblem."""
    with _open(path) as stream:
        rows = _rows(path, stream)
        return next(rows, [])


def read_events(path: Path, columns: Columns | None = None, progress: Progress = lambda _part: True) -> Iterator[Event]:
    """The events of a log, one by one as they stand in the file, however long it is.

    Raises ImportProblem for what is no event log, and Cancelled when `progress` answers no.
    """
    with _open(path) as stream:
        yield from events_of(stream, path, path.stat().st_size, columns, progress)


def events_of(
    stream: BinaryIO, path: Path, size: int, columns: Columns | None = None, progress: Progress = lambda _part: True
) -> Iterator[Event]:
    """As `read_events`, from a stream that can be read again from its beginning; `path` is what messages call it."""
    first = stream.read(1024).lstrip(b"\xef\xbb\xbf \t\r\n")
    stream.seek(0)
    is_xml = first.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<"))
    events = _xes(path, stream) if is_xml else _csv(path, stream, columns)
    for number, event in enumerate(events):
        if number % _STEP == 0 and not progress(min(stream.tell() / max(size, 1), 1.0)):
            raise Cancelled
        yield event
    progress(1.0)


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise ImportProblem("error.import.unreadable", name=path.name, reason=error.strerror or str(error)) from error


def _rows(path: Path, stream: BinaryIO) -> Iterator[list[str]]:
    sample = stream.read(16_384)
    stream.seek(0)
    encoding = _encoding(sample)
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    head = sample.decode(encoding, "replace").splitlines()[0] if sample.strip() else ""
    delimiter = max(",;\t|", key=head.count)
    try:
        yield from csv.reader(text, delimiter=delimiter)
    except csv.Error as error:
        raise ImportProblem("error.import.csv", name=path.name, reason=str(error)) from error
    finally:
        if not text.closed:
            text.detach()


def _encoding(sample: bytes) -> str:
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:
            return "gb18030"
    return "utf-8-sig"


def _csv(path: Path, stream: BinaryIO, columns: Columns | None) -> Iterator[Event]:
    rows = _rows(path, stream)
    heads = next(rows, [])
    columns = columns or guess_columns(heads)
    place = {head: number for number, head in enumerate(heads)}
    missing = [head for head in (columns.case, columns.activity) if head not in place]
    if missing:
        raise ImportProblem("error.import.columns", name=path.name, heads=", ".join(heads[:12]))

    def cell(row: list[str], head: str) -> str:
        number = place.get(head, -1)
        return row[number].strip()[:_MAX_NAME] if 0 <= number < len(row) else ""

    for row in rows:
        case, activity = cell(row, columns.case), cell(row, columns.activity)
        if case and activity:
            yield Event(
                case, activity, seconds(cell(row, columns.time)), cell(row, columns.resource),
                cell(row, columns.channel), cell(row, columns.lifecycle),
            )  # fmt: skip


def _xes(path: Path, stream: BinaryIO) -> Iterator[Event]:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    case, number, depth, seen_log = "", 0, [], False
    try:
        for action, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
            tag = element.tag.rpartition("}")[2]
            if action == "start":
                depth.append(tag)
                seen_log = seen_log or tag == "log"
                if tag == "trace":
                    number += 1
                    case = f"#{number}"
                continue
            depth.pop()
            if tag == "string" and depth[-1:] == ["trace"] and element.get("key") == "concept:name":
                case = str(element.get("value", case))[:_MAX_NAME]
            elif tag == "event":
                yield _xes_event(case or f"#{number}", element)
            if not depth or depth[-1] in ("log", "trace"):
                element.clear()
    except DefusedXmlException as error:
        raise ImportProblem("error.import.xml_unsafe", name=path.name) from error
    except ParseError as error:
        raise ImportProblem("error.import.xml", name=path.name, line=error.position[0]) from error
    if not seen_log:
        raise ImportProblem("error.import.not_a_log", name=path.name)


def _xes_event(case: str, element: Element) -> Event:
    values = {str(child.get("key")): str(child.get("value", "")) for child in element}
    return Event(
        case,
        values.get("concept:name", "")[:_MAX_NAME] or "?",
        seconds(values.get("time:timestamp", "")),
        values.get("org:resource", ""),
        values.get("channel", ""),
        values.get("lifecycle:transition", ""),
    )


_SLASHES = re.compile(r"(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


def seconds(text: str) -> float | None:
    """A time as logs write it (ISO 8601, 2024/3/5 10:00, 05.03.2024 10:00, 2024年3月5日) in seconds since 1970."""
    if not text:
        return None
    text = _SLASHES.sub(lambda found: f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}", text.strip())
    text = _DAY_FIRST.sub(lambda found: f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}", text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (moment - (_EPOCH if moment.tzinfo else _NAIVE_EPOCH)).total_seconds()


_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_NAIVE_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00")
