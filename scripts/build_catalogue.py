"""Makes the catalogue the program ships out of a fuller collection of facts about the standard.

`python scripts/build_catalogue.py SOURCE` writes `resources/catalogue/iso11367.json`: only what the program shows, with
each row's origin shortened to standard, clause and confidence, and with a short title for chips where there is one.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "resources" / "catalogue" / "iso11367.json"

Row = dict[str, Any]

ISO = "ISO 11367:2025"
GBT = "GB/T 47747—2026"
BASE = "ISO 23592:2021"

# Short titles in our own words, English and Chinese, and how long they may be.
LONGEST = {"en": 22, "zh": 8}
SHORT = {
    "level-1": ("Core service", "基础服务"),
    "level-2": ("Feedback", "反馈处理"),
    "level-3": ("Fits my needs", "按需服务"),
    "level-4": ("Surprises me", "惊喜服务"),
    "principle-outside-in": ("From outside in", "由外而内"),
    "principle-deepen-relationships": ("Lasting relationships", "深化关系"),
    "principle-people-make-the-difference": ("People are key", "人是关键"),
    "principle-balanced-attention": ("Balanced attention", "均衡关注"),
    "principle-cross-functional": ("Across functions", "跨职能协作"),
    "principle-leverage-technology": ("Good use of technology", "善用技术"),
    "principle-value-for-stakeholders": ("Value for all sides", "为各方创造价值"),
    "principle-public-interest": ("Public interest", "公共利益"),
    "principle-just-approach": ("Just treatment", "公正对待"),
    "principle-transparency": ("Transparency", "透明"),
    "principle-accountability": ("Accountability", "问责"),
    "principle-accessibility": ("Accessibility", "可及性"),
    "principle-agility": ("Agility", "敏捷"),
    "principle-responsiveness": ("Responsiveness", "响应"),
    "dim-leadership-strategy": ("Leadership, strategy", "领导与战略"),
    "el-vision-mission-strategy": ("Purpose and strategy", "宗旨与战略"),
    "el-leadership-management": ("Leading and managing", "领导与管理"),
    "el-public-accountability": ("Public accountability", "公共问责"),
    "dim-culture-engagement": ("Culture and staff", "文化与员工"),
    "el-service-culture": ("Service culture", "服务文化"),
    "el-employee-engagement": ("Employee engagement", "员工参与"),
    "el-integrity-conflict": ("Integrity, conflicts", "诚信与冲突"),
    "dim-outstanding-experiences": ("Citizen experience", "极致体验"),
    "el-citizen-understanding": ("Understanding needs", "理解需求"),
    "el-experience-design": ("Experience design", "体验设计"),
    "el-service-innovation": ("Service innovation", "服务创新"),
    "dim-operational": ("Operational excellence", "服务实施"),
    "el-processes-organization": ("Processes, structure", "流程与组织"),
    "el-equity-transparency-accessibility": ("Fairness and access", "公平与可及"),
    "el-monitoring": ("Monitoring results", "监测与结果"),
}

LEVEL = ("id", "number", "title", "summary", "outcome", "focus", "standards", "titleStatus")
TERM = ("id", "clause", "term", "gist")
PRINCIPLE = ("id", "clause", "group", "title", "summary", "titleStatus")
DIMENSION = ("id", "clause", "title", "summary", "titleStatus")
ELEMENT = ("id", "clause", "title", "summary", "prompt", "facets", "onlyIn", "titleStatus")
SUBELEMENT = ("clause", "letter", "title")
EDITION = ("id", "title", "published", "inForce", "omits", "editorialChanges")


def picked(row: Row, keys: tuple[str, ...]) -> Row:
    """The row with these keys only, in this order, and its short title behind its title."""
    result: Row = {}
    for key in keys:
        if key in row:
            result[key] = row[key]
        if key == "title" and row.get("id") in SHORT:
            result["short"] = dict(zip(("en", "zh"), SHORT[row["id"]], strict=True))
    return result


def origin(standard: str, clause: str | None, confidence: str) -> Row:
    """Where a row comes from, in the three keys the program knows."""
    return {"standard": standard, "clause": clause, "confidence": confidence}


def own_origin(row: Row) -> Row:
    """The origin of a row that has a place in the standard, after the first source it names."""
    if row["confidence"] == "unverified":
        return origin(BASE, row["clause"].split(".")[0], "unverified")
    named_first = re.match(r"(zh )?source: (\S+)", row["provenance"])
    chinese = named_first is not None and named_first[2].startswith("GB/T")
    return origin(GBT if chinese else ISO, row.get("clause"), row["confidence"])


def subelement(row: Row, parent: Row) -> Row:
    """A part of an element; what is taken over from the base standard says so."""
    if row["confidence"] == "unverified":
        base_clause = parent["baseElement"].split()[-1] if "baseElement" in parent else None
        return picked(row, SUBELEMENT) | {"provenance": origin(BASE, base_clause, "unverified")}
    return picked(row, SUBELEMENT) | {"provenance": origin(ISO, parent["clause"], row["confidence"])}


def element(row: Row) -> Row:
    """An element with its parts."""
    parts = [subelement(part, row) for part in row.get("subelements", [])]
    return picked(row, ELEMENT) | {"subelements": parts, "provenance": own_origin(row)}


def companion_term(row: Row) -> Row:
    """A term of a neighbouring standard, whose source reads like "ISO 23592:2021, 3.1"."""
    found = re.match(r"(?P<standard>ISO[^:]*:\d+)(?:, (?:clause )?(?P<clause>[\d.]+))?", row["from"])
    if found is None:
        raise SystemExit(f"{row['id']}: cannot read where it is from: {row['from']}")
    return picked(row, TERM) | {"provenance": origin(found["standard"], found["clause"], row["confidence"])}


def catalogue(source: Row) -> Row:
    """The catalogue made of the fuller collection."""
    return {
        "schemaVersion": source["schemaVersion"],
        "standard": {key: source["standard"][key] for key in ("id", "title", "notice", "confidenceScale")},
        "editions": [picked(row, EDITION) | {"provenance": own_origin(row)} for row in source["editions"]],
        "levels": [picked(row, LEVEL) | {"provenance": own_origin(row)} for row in source["levels"]],
        "terms": [picked(row, TERM) | {"provenance": own_origin(row)} for row in source["terms"]],
        "companionTerms": [companion_term(row) for row in source["companionTerms"]],
        "principles": [picked(row, PRINCIPLE) | {"provenance": own_origin(row)} for row in source["principles"]],
        "principlesNote": source["principlesNote"],
        "dimensions": [
            picked(row, DIMENSION)
            | {"elements": [element(each) for each in row["elements"]], "provenance": own_origin(row)}
            for row in source["dimensions"]
        ],
        "coCreationPhases": [
            picked(row, ("id", "title")) | {"provenance": origin(GBT, "3.1", "confirmed")}
            for row in source["coCreationPhases"]
        ],
        "actorKinds": [
            picked(row, ("id", "title")) | {"provenance": origin(GBT, "3.2", "confirmed")}
            for row in source["actorKinds"]
        ],
        "knownGaps": source["knownGaps"],
    }


def complaints(result: Row, text: str) -> list[str]:
    """What must not be: rows without a short title, short titles that are too long or belong to nothing, addresses."""
    elements = [each for dimension in result["dimensions"] for each in dimension["elements"]]
    rows = [*result["levels"], *result["principles"], *result["dimensions"], *elements]
    found = [f"{row['id']} has no short title" for row in rows if "short" not in row]
    found += [f"{name} names no row" for name in SHORT.keys() - {row["id"] for row in rows}]
    found += [
        f"{row['id']}: {title} is longer than {LONGEST[language]}"
        for row in rows
        for language, title in row.get("short", {}).items()
        if len(title) > LONGEST[language]
    ]
    found += [f"an address is left: {address}" for address in re.findall(r"\S*(?:https?:|www\.)\S*", text)]
    return found


def main() -> None:
    """Reads the source named on the command line and writes the catalogue."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("source", type=Path, help="JSON file with the full collection")
    parser.add_argument("target", nargs="?", type=Path, default=TARGET, help="where to write the catalogue")
    arguments = parser.parse_args()
    result = catalogue(json.loads(arguments.source.read_text(encoding="utf-8")))
    text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    wrong = complaints(result, text)
    if wrong:
        raise SystemExit("\n".join(wrong))
    arguments.target.parent.mkdir(parents=True, exist_ok=True)
    arguments.target.write_text(text, encoding="utf-8", newline="\n")
    print(f"{arguments.target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
