"""The aspects of a touchpoint as people name them in tables and outlines, and how a value in their words becomes a field.

Heads are recognized in English and Chinese. Values that do not fit their field are kept in the description.
"""

from __future__ import annotations

import re

from journeymap.edit.amounts import read_duration, read_money
from journeymap.importing import vocabulary
from journeymap.importing.report import Place, Report
from journeymap.importing.sketch import Card, Sketch
from journeymap.model.values import TOUCHPOINT_KINDS, Duration, Money

ASPECTS = (
    "stage", "lane", "title", "step", "description", "channel", "emotion", "quote", "need", "pain", "idea", "owner_unit",
    "third_party", "contact_time", "waiting", "fee", "documents", "visits", "kind", "next", "condition", "number",
    "other", "none",
)  # fmt: skip
"""What a column of a table may hold. `step` is touchpoints of a lane that is called like the column, `other` goes into the
description with its head, `none` is left out.
"""
_HEADS = {
    "stage": "stage|phase|step group|journey stage|journey phase|section|stages|phases|阶段|环节|旅程阶段|步骤阶段",
    "lane": "lane|actor|role|who|actors|participant|persona|swimlane|responsible actor|"
    "泳道|角色|参与者|主体|参与方|用户角色|办理主体",
    "title": "touchpoint|touch point|touchpoints|touch points|step|activity|action|task|title|name|user action|customer action|"
    "user actions|customer actions|actions|activities|steps|doing|interaction|citizen action|"
    "触点|接触点|步骤|行为|活动|用户行为|动作|任务|事项|名称|标题|用户动作|民众行为|触点名称|办理步骤",
    "description": "description|details|detail|notes|note|comment|comments|remarks|说明|描述|备注|详情|具体内容",
    "channel": "channel|channels|medium|media|platform|渠道|媒介|方式|平台|办理渠道|接触渠道",
    "emotion": "emotion|emotions|feeling|feelings|mood|satisfaction|score|rating|emotional state|sentiment|"
    "emotion score|emotional journey|"
    "emotion level|experience|情绪|情感|感受|心情|满意度|评分|情绪值|情绪曲线|体验",
    "quote": "quote|quotes|thought|thoughts|thinking|thought/quote|verbatim|voice|says|user quote|mindset|"
    "想法|原话|思考|心声|引语|用户原话|所思所想",
    "need": "need|needs|expectation|expectations|goal|goals|user goal|user goals|customer goal|user needs|desire|jobs to be done|"
    "需求|期望|目标|用户目标|期待|诉求|用户需求",
    "pain": "pain|pains|pain point|pain points|painpoint|painpoints|problem|problems|issue|issues|"
    "friction|barrier|barriers|challenges|frustrations|"
    "痛点|问题|困难|难点|堵点|障碍",
    "idea": "opportunity|opportunities|idea|ideas|improvement|improvements|solution|solutions|recommendation|recommendations|"
    "design opportunities|机会点|机会|改进|建议|改进建议|解决方案|优化建议|改进机会|措施",
    "owner_unit": "owner|responsible|department|unit|team|responsible unit|ownership|"
    "责任部门|部门|负责部门|责任单位|办理部门|责任人",
    "third_party": "partner|third party|stakeholder|stakeholders|第三方|协作方|相关方",
    "contact_time": "duration|time|contact time|time spent|时长|用时|办理用时|耗时|办理时长",
    "waiting": "waiting|wait|waiting time|wait time|等待|等待时间|等候时间|等待时长",
    "fee": "fee|cost|price|fees|costs|费用|收费|成本|金额",
    "documents": "documents|papers|number of documents|材料数|材料数量|提交材料数",
    "visits": "visits|number of visits|跑动次数|到场次数",
    "kind": "kind|type|类型|触点类型",
    "next": "next|next step|next steps|successor|goes to|followed by|下一步|后续|后续步骤",
    "condition": "condition|if|条件",
    "number": "no|no.|#|id|number|nr|step no|step number|序号|编号|步骤编号",
}
_BY_HEAD = {head: aspect for aspect, heads in _HEADS.items() for head in heads.split("|")}
_REMARKED = re.compile("痛点|问题|困难|堵点|需求|期望|机会|建议|情绪")
_ROUND_A_HEAD = re.compile("^(?:用户|民众|群众|企业|主要|当前|存在的?)|(?:描述|内容|说明|分析|汇总|清单)$")
"""What stands before and behind a head in Chinese without changing what is meant."""
_BLANKS = frozenset({"-", "–", "—", "——", "/", "\\", "无", "n/a", "none", "nil", "."})
_IN_OUTLINES = frozenset(
    {"channel", "emotion", "quote", "need", "pain", "idea", "owner_unit", "waiting", "contact_time", "fee", "lane"}
)
_LONGEST_AMOUNT = 100
_BULLET = re.compile(r"^\s*(?:[-*•●▪·]|\d{1,2}[.)、])\s*")


def aspect_of(head: str) -> str:
    """The aspect that a head names; '' for one that is not known."""
    words = " ".join(re.sub(r"[*:：_]+", " ", head).split()).casefold()
    if words in _BY_HEAD:
        return _BY_HEAD[words]
    inside = re.sub(r"\s*[(（\[].*?[)）\]]", "", words).strip()
    parts = [inside, *re.split(r"\s*[/|&、]\s*", inside), *words.replace("(", "|").replace(")", "|").split("|")]
    found = next((_BY_HEAD[part.strip()] for part in parts if part.strip() in _BY_HEAD), "")
    return found or _BY_HEAD.get(_ROUND_A_HEAD.sub("", inside), "") if _REMARKED.search(inside) else found


def split(text: str) -> tuple[str, str] | None:
    """The aspect and value of a line such as "Pain: long queue"; None for other lines."""
    head, mark, value = text.replace("：", ":").partition(":")
    aspect = aspect_of(head) if mark and len(head) <= 30 and value.strip() else ""
    return (aspect, text[len(head) + 1 :].strip()) if aspect in _IN_OUTLINES else None


def parts(text: str) -> list[str]:
    """Several remarks in one cell, one by one."""
    found = (_BULLET.sub("", part).strip() for part in text.split("\n"))
    return [part for part in found if part and not is_blank(part)]


def is_blank(cell: str) -> bool:
    """Whether a cell holds nothing, or only the sign that people write for that."""
    return not cell.strip() or cell.strip().casefold() in _BLANKS


def is_marked(line: str) -> bool:
    """Whether a line begins as one of a list."""
    return _BULLET.match(line) is not None


def put(card: Card, sketch: Sketch, aspect: str, text: str, report: Report, at: Place | None, *, low: int = 1) -> None:
    """Write one value into a card. `low` is where the file's scale of scores begins: 1, or −2 for our own."""
    match aspect:
        case "pain":
            card.pains += parts(text)
        case "idea":
            card.ideas += parts(text)
        case "need":
            card.needs += parts(text)
        case "lane":
            card.lane = sketch.row(text)
        case "quote" | "owner_unit" | "third_party":
            card.fields[aspect] = text.strip('"“”') if aspect == "quote" else text
        case "emotion":
            _emotion(card, text, report, at, low)
        case "channel":
            token = vocabulary.channel(text)
            card.fields["channel"] = token or "other"
            if vocabulary.channel(text) != text.casefold():
                card.description.append(text)
            report.changed("import.channel", at, text=text, channel=token or "other")
        case "kind" if text.casefold() in TOUCHPOINT_KINDS:
            card.kind = text.casefold()
        case "waiting" | "contact_time" if isinstance(time := read_duration(text[:_LONGEST_AMOUNT]), Duration):
            card.fields[aspect] = time
        case "fee" if isinstance(sum_ := read_money(text[:_LONGEST_AMOUNT]), Money):
            card.fields["fee"] = sum_
        case "documents" | "visits" if (count := vocabulary.number(text)) is not None and 0 <= count == int(
            count
        ) < 10**6:
            card.fields[aspect] = int(count)
        case "description":
            card.description.append(text)
        case _:
            card.description.append(text)
            report.changed("import.to_description", at, text=text)


def _emotion(card: Card, text: str, report: Report, at: Place | None, low: int) -> None:
    score = vocabulary.number(text)
    felt = vocabulary.feeling(text) if score is None else score - 3 if low == 1 else score
    if felt is not None and -2 <= felt <= 2:
        value = round(felt)
        card.fields["emotion"] = value
        if score is None or score != int(score):
            card.description.append(text)
            report.changed("import.feeling_words", at, text=text, value=f"{value:+d}" if value else "0")
        return
    card.description.append(text)
    report.changed("import.score_kept", at, score=text, title=card.title)
