"""Outlines, GOV.UK content, CJML, ArchiMate models, graphs of what follows what, and our own JSON and tables."""

from __future__ import annotations

import json

import pytest

from journeymap.importing.errors import ImportProblem
from journeymap.importing.reading import changes_for, project_of, read
from journeymap.labels import say
from journeymap.model import queries
from journeymap.model.changes import Label, inverse
from journeymap.model.document import Document
from journeymap.model.records import Expectation, Opportunity, PainPoint, Project
from tests.importing.journeys_read import of

# outlines


@pytest.mark.parametrize(
    "text",
    [
        "1. Apply\n   1. Find the form\n   2. Fill it in\n2. Wait\n   1. Get the letter\n",
        "1 Apply\n1.1 Find the form\n1.2 Fill it in\n2 Wait\n2.1 Get the letter\n",
        "1. Apply\n1.1. Find the form\n1.2. Fill it in\n2. Wait\n2.1. Get the letter\n",
        "- Apply\n  - Find the form\n  - Fill it in\n- Wait\n  - Get the letter\n",
        "* Apply\n\t* Find the form\n\t* Fill it in\n* Wait\n\t* Get the letter\n",
        "• Apply\n◦ Find the form\n◦ Fill it in\n• Wait\n◦ Get the letter\n",
        "## Apply\n- Find the form\n- Fill it in\n\n## Wait\n- Get the letter\n",
        "## Apply\n### Find the form\n### Fill it in\n## Wait\n### Get the letter\n",
        "## Apply\n1) [Find the form](https://x.org)\n2) **Fill it in**\n## Wait\n+ Get the letter\n",
        "Apply:\n- Find the form\n- Fill it in\nWait:\n- Get the letter\n",
        "Apply\n  Find the form\n  Fill it in\nWait\n  Get the letter\n",
        "Apply\n\tFind the form\n\tFill it in\nWait\n\tGet the letter\n",
        "**Apply**\n\n- [x] Find the form\n- [ ] Fill it in\n\n**Wait**\n\n- [ ] Get the letter\n",
        "Apply\n-----\n\n- Find the form\n- Fill it in\n\nWait\n----\n\n- Get the letter\n",
        "Phase 1: Apply\nStep 1: Find the form\nStep 2: Fill it in\nPhase 2: Wait\nStep 3: Get the letter\n",
        "I. Apply\n  a) Find the form\n  b) Fill it in\nII. Wait\n  a) Get the letter\n",
    ],
)
def test_two_levels_however_they_are_marked(text: str) -> None:
    found = of(text.replace("\n", "\r\n"), "permit.md" if text.startswith(("#", "*")) else "permit.txt")
    assert found.by_stage == {"Apply": ["Find the form", "Fill it in"], "Wait": ["Get the letter"]}
    assert found.links == {("Find the form", "Fill it in"), ("Fill it in", "Get the letter")}


@pytest.mark.parametrize(
    "text",
    [
        "一、准备\n（一）查清单\n（二）备材料\n二、办理\n（一）提交\n",
        "一、准备\n  1、查清单\n  2、备材料\n二、办理\n  1、提交\n",
        "第一阶段：准备\n1．查清单\n2．备材料\n第二阶段：办理\n1．提交\n",
        "1 准备\n1.1 查清单\n1.2 备材料\n2 办理\n2.1 提交\n",
        "1、准备\n(1)查清单\n(2)备材料\n2、办理\n(1)提交\n",
        "## 准备\n① 查清单\n② 备材料\n## 办理\n① 提交\n",
        "准备：\n　　查清单\n　　备材料\n办理：\n　　提交\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_outlines(text: str, encoding: str) -> None:
    found = of(text.encode(encoding), "大纲.txt")
    assert found.imported.language == "zh"
    assert found.by_stage == {"准备": ["查清单", "备材料"], "办理": ["提交"]}


def test_a_title_a_summary_deeper_points_and_aspects() -> None:
    found = of(
        "# Register a dog\n\nFor new owners.\n\n## Apply\n- Fill in the form\n  - Pain: asks twice\n"
        "  - Opportunity: fill in beforehand\n"
        "  - Need: be told the fee\n  - Channel: website\n  - Feeling: annoyed\n  - Time: 20 min\n"
        "  - bring the passport\n## Pay\n- Pay\n",
        "dog.md",
    )
    assert (found.title, found.summary) == ("Register a dog", "For new owners.")
    assert found.by_stage == {"Apply": ["Fill in the form"], "Pay": ["Pay"]}
    point = found.point("Fill in the form")
    assert (point.channel, point.emotion) == ("web", -1)
    assert point.contact_time is not None
    assert "bring the passport" in found.told("Fill in the form")
    assert [each.text["en"] for each in found.state.all(PainPoint)] == ["asks twice"]
    assert [each.text["en"] for each in found.state.all(Opportunity)] == ["fill in beforehand"]
    assert [each.text["en"] for each in found.state.all(Expectation)] == ["be told the fee"]


def test_one_level_is_touchpoints_alone() -> None:
    assert of("1. Ask\n2. Wait\n3. Go\n", "l.txt").titles == ["Ask", "Wait", "Go"]
    assert of("Ask\nWait\nGo\n", "l.txt").titles == ["Ask", "Wait", "Go"]
    assert of("取号\n等候\n办理\n".encode("gbk"), "l.txt").titles == ["取号", "等候", "办理"]


# GOV.UK


def _steps(where: str) -> dict[str, object]:
    nav = {
        "title": "Learn", "introduction": [{"content_type": "text/govspeak", "content": "Hello"},
                                           {"content_type": "text/html", "content": "<p>Hello</p>"}],
        "steps": [
            {"title": "Check", "contents": [{"type": "paragraph", "text": "First."},
                                            {"type": "list", "contents": [{"text": "Age", "href": "/age"}]}]},
            {"title": "Lessons", "contents": [{"type": "list", "style": "choice", "contents": [
                {"text": "In a car", "context": "£34"}, {"text": "On a bike"}]}], "optional": True},
            {"title": "Drive", "logic": "and"},
        ],
    }  # fmt: skip
    if where == "bare":
        return nav
    content = {"schema_name": "step_by_step_nav", "document_type": "step_by_step_nav", "title": "Learn", "locale": "en"}
    return {**content, "details": {"step_by_step_nav": nav} if where == "served" else nav}


@pytest.mark.parametrize("where", ["bare", "served", "details"])
def test_step_by_step_pages_as_they_are_stored_and_served(where: str) -> None:
    found = of(json.dumps(_steps(where)), "learn.json")
    assert found.title == "Learn"
    assert found.summary == "Hello"
    assert found.by_stage == {"Check": ["Age"], "Lessons": ["In a car", "On a bike"], "Drive": ["Drive"]}
    assert {("Age", "In a car", "parallel", ""), ("Age", "Drive", "parallel", "")} <= found.ways
    fee = found.point("In a car").fee
    assert fee is not None
    assert (fee.typical, fee.unit) == (34, "GBP")
    assert any("optional" in each for each in found.said("changed"))


def test_smart_answers_branch_by_their_options() -> None:
    found = of(
        json.dumps({"schema_name": "simple_smart_answer", "document_type": "simple_smart_answer", "title": "Can I?", "details": {
            "body": [{"content_type": "text/html", "content": "<p>Find out</p>"}],
            "nodes": [
                {"kind": "question", "slug": "age", "title": "How old?", "options": [
                    {"label": "Under 18", "slug": "under", "next_node": "no"}, {"label": "Older", "next_node": "yes"},
                    {"label": "Lost", "next_node": "nowhere"}]},
                {"kind": "outcome", "slug": "no", "title": "Not yet",
                 "body": [{"content_type": "text/html", "content": "<b>Wait</b>"}]},
                {"kind": "outcome", "slug": "yes", "title": "Go ahead"},
            ]}}),
        "q.json",
    )  # fmt: skip
    assert found.ways == {("How old?", "Not yet", "branch", "Under 18"), ("How old?", "Go ahead", "branch", "Older")}
    assert found.point("How old?").kind == "decision"
    assert found.told("Not yet") == "Wait"
    assert any("nowhere" in each for each in found.said("left_out"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('{"schema_name": "guide", "document_type": "guide"}', "error.import.no_steps"),
        ('{"a": {"b": 1}}', "error.import.unknown_json"),
        ('{"a": [1,\n2,\n', "error.import.json"), ("[" * 5000, "error.import.json"), ("[]", "error.import.unknown_json"),
        ('[{"a": [1]}]', "error.import.unknown_json"),
    ],
)  # fmt: skip
def test_other_json_is_refused(text: str, key: str) -> None:
    with pytest.raises(ImportProblem) as problem:
        read(text.encode(), name="j.json")
    assert problem.value.key == key
    if text.startswith('{"a": [1,'):
        assert "line 3" in say(key, "en", **problem.value.values)


# CJML, ArchiMate, follows


def test_cjml_actors_are_lanes_and_days_are_waits() -> None:
    found = of(
        "<CJML><title>Claim</title><actors><actor id='1'><actorName>Ann</actorName><actorRole>End user</actorRole></actor>"
        "<actor id='2'><actorName>Office</actorName><actorRole>Service provider</actorRole></actor></actors>"
        "<touchpoints><touchpoint id='t1' type='communication'><time>Day 1</time><initiator>1</initiator><receiver>2</receiver>"
        "<initiatorDescription>Sends claim</initiatorDescription><receiverDescription>Gets claim</receiverDescription>"
        "<channel>E-mail</channel></touchpoint><touchpoint id='t2' type='action'><time>Day 8</time><initiator>2</initiator>"
        "<initiatorDescription>Decides</initiatorDescription></touchpoint></touchpoints></CJML>"
    )
    assert found.title == "Claim"
    assert found.lane_of == {"Sends claim": "Ann", "Decides": "Office"}
    assert (found.point("Sends claim").channel, found.point("Sends claim").kind) == ("email", "communication")
    (way,) = queries.connections(found.state, found.journey.id)
    assert way.waiting is not None


@pytest.mark.parametrize("version", ["3.0", "2.1"])
def test_archimate_processes_follow_their_triggers(version: str) -> None:
    space = (
        "http://www.opengroup.org/xsd/archimate/3.0/" if version == "3.0" else "http://www.opengroup.org/xsd/archimate"
    )
    name, suffix = ("name", "") if version == "3.0" else ("label", "Relationship")
    elements = "".join(
        f'<element identifier="{key}" xsi:type="{kind}"><{name} xml:lang="en">{title}</{name}></element>'
        for key, kind, title in (
            ("a", "BusinessProcess", "Apply"), ("b", "BusinessProcess", "Check"), ("r", "BusinessRole", "Applicant"),
            ("s", "ApplicationService", "Portal"), ("n", "Node", "Server"),
        )
    )  # fmt: skip
    ties = "".join(
        f'<relationship identifier="{kind}" source="{source}" target="{target}" xsi:type="{kind}{suffix}"/>'
        for kind, source, target in (
            ("Triggering", "a", "b"), ("Assignment", "r", "a"), ("Serving" if version == "3.0" else "UsedBy", "s", "b"),
        )
    )  # fmt: skip
    found = of(
        f'<model xmlns="{space}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="m">'
        f'<{name} xml:lang="en">Permits</{name}><elements>{elements}</elements><relationships>{ties}</relationships></model>'
    )
    assert found.title == "Permits"
    assert found.links == {("Apply", "Check")}
    assert found.lane_of == {"Apply": "Applicant", "Check": "Not assigned"}
    assert "Portal" in found.told("Check")
    assert any("Server" in each for each in found.said("left_out"))


def test_a_model_as_archi_keeps_it() -> None:
    found = of(
        '<archimate:model xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="Permits" id="m"'
        ' xmlns:archimate="http://www.archimatetool.com/archimate"><folder name="Business" type="business">'
        '<element xsi:type="archimate:BusinessProcess" name="Apply" id="a"/>'
        '<folder name="Inner"><element xsi:type="archimate:BusinessProcess" name="Check" id="b"/></folder></folder>'
        '<folder name="Relations" type="relations"><element xsi:type="archimate:TriggeringRelationship" id="t"'
        ' source="a" target="b"/>'
        '</folder><folder name="Views"><element xsi:type="archimate:ArchimateDiagramModel" name="View" id="v"/></folder>'
        "</archimate:model>"
    )
    assert found.title == "Permits"
    assert found.links == {("Apply", "Check")}


def test_graphs_of_what_follows_what_and_where_they_break() -> None:
    text = "2\nApply\nDecide\n1\n0x10\n1\n1x8\n0>1x8\n"
    found = of(text, "log.dfg")
    assert found.ways == {("Apply", "Decide", "sequence", "")}
    assert found.point("Apply").start_share == 1
    with pytest.raises(ImportProblem) as problem:
        read(text.replace("0>1x8", "0>9x8").encode(), name="log.dfg")
    assert "line 8" in say(problem.value.key, "en", **problem.value.values)


# into projects


def test_an_import_is_one_step_that_undo_takes_back() -> None:
    found = of("journey\n title New\n section S\n A: 5: Me\n B: 1: Me\n")
    document = Document([Project(id="p", languages=("en", "zh"))])
    before = document.state.find("p")
    step = document.apply(changes_for(document.state, found.imported), Label.of("import", name="x"))
    assert step is not None
    assert [each.title["en"] for each in queries.journeys(document.state)] == ["New"]
    document.apply(inverse(step.changes), Label.of("undo"))
    assert document.state.find("p") == before
    assert not queries.journeys(document.state)


def test_a_new_project_speaks_the_language_of_the_file() -> None:
    (project,) = (each for each in project_of(of("1. 取号\n2. 办理\n", "l.txt").imported) if isinstance(each, Project))
    assert project.languages == ("zh", "en")
    assert project.edition == "gbt-47747-2026"
