"""BPMN 2.0 in the dialects of the tools that write it."""

from __future__ import annotations

import pytest

from journeymap.importing.errors import ImportProblem
from journeymap.importing.reading import read
from tests.importing.journeys_read import of

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
CAMUNDA = f"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="{MODEL}" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn" exporter="Camunda Modeler">
  <bpmn:collaboration id="c"><bpmn:participant id="p1" name="Applicant" />
    <bpmn:participant id="p2" name="Town hall" processRef="Process_1" />
    <bpmn:messageFlow id="m1" name="application" sourceRef="p1" targetRef="start" />
    <bpmn:messageFlow id="m2" sourceRef="answer" targetRef="p1" />
  </bpmn:collaboration>
  <bpmn:process id="Process_1" isExecutable="true">
    <bpmn:laneSet id="ls"><bpmn:lane id="l1" name="Clerk"><bpmn:flowNodeRef>start</bpmn:flowNodeRef>
      <bpmn:flowNodeRef>check</bpmn:flowNodeRef><bpmn:flowNodeRef>g</bpmn:flowNodeRef><bpmn:flowNodeRef>answer</bpmn:flowNodeRef>
      <bpmn:flowNodeRef>late</bpmn:flowNodeRef></bpmn:lane>
      <bpmn:lane id="l2" name="Register system">
      <bpmn:flowNodeRef>store</bpmn:flowNodeRef><bpmn:flowNodeRef>remind</bpmn:flowNodeRef>
      <bpmn:flowNodeRef>end</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
    <bpmn:startEvent id="start" name="Application came"><bpmn:messageEventDefinition id="d" /></bpmn:startEvent>
    <bpmn:userTask id="check" name="Check&#10;the papers" camunda:assignee="kermit">
      <bpmn:documentation>Within a week.</bpmn:documentation>
      <bpmn:extensionElements><camunda:formData><camunda:formField id="f" label="Name" type="string" /></camunda:formData>
      </bpmn:extensionElements></bpmn:userTask>
    <bpmn:exclusiveGateway id="g" name="Complete?" />
    <bpmn:sendTask id="answer" name="Answer" />
    <bpmn:serviceTask id="store" name="Store" camunda:type="external" camunda:topic="t" />
    <bpmn:boundaryEvent id="late" name="too late" attachedToRef="check" cancelActivity="false">
      <bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P7D</bpmn:timeDuration>
      </bpmn:timerEventDefinition></bpmn:boundaryEvent>
    <bpmn:task id="remind" name="Remind" />
    <bpmn:endEvent id="end" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="check" />
    <bpmn:sequenceFlow id="f2" sourceRef="check" targetRef="g" />
    <bpmn:sequenceFlow id="f3" name="yes" sourceRef="g" targetRef="store" />
    <bpmn:sequenceFlow id="f4" name="no" sourceRef="g" targetRef="answer">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${{!ok}}</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f5" sourceRef="store" targetRef="answer" />
    <bpmn:sequenceFlow id="f6" sourceRef="answer" targetRef="end" />
    <bpmn:sequenceFlow id="f7" sourceRef="late" targetRef="remind" />
    <bpmn:textAnnotation id="note"><bpmn:text>By law</bpmn:text></bpmn:textAnnotation>
    <bpmn:association id="a" sourceRef="check" targetRef="note" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="pl" bpmnElement="c" /></bpmndi:BPMNDiagram>
</bpmn:definitions>"""


def test_a_collaboration_as_camunda_writes_it() -> None:
    found = of(CAMUNDA, "permit.bpmn")
    assert set(found.titles) >= {"Application came", "Check the papers", "Complete?", "Answer", "Store", "Remind"}
    assert found.lane_of["Store"] == "Register system"
    assert ("Applicant", "citizen") in found.lanes
    assert dict(found.lanes)["Register system"] == "backstage"
    assert ("Complete?", "Store", "branch", "yes") in found.ways
    assert ("Complete?", "Answer", "branch", "no") in found.ways
    assert ("Check the papers", "Remind", "recovery", "too late") in found.ways
    assert found.told("Check the papers") == "Within a week."
    assert found.point("Complete?").kind == "decision"
    messages = {(source, target) for source, target, kind, _ in found.ways if kind == "information"}
    assert ("application", "Application came") in messages
    assert any(source == "Answer" for source, _ in messages)
    assert any("By law" in each for each in found.said("understood"))


def test_a_bare_process_without_prefix_or_diagram_as_signavio_and_engines_write_it() -> None:
    found = of(
        f'<definitions xmlns="{MODEL}" targetNamespace="http://www.signavio.com"><process id="p" name="Dog licence">'
        '<startEvent id="s" name=""/><task completionQuantity="1" id="a" name="Fill in"><extensionElements/>'
        '<incoming>f1</incoming><outgoing>f2</outgoing></task><parallelGateway id="g" gatewayDirection="Diverging"/>'
        '<userTask id="b" name="Pay"/><manualTask id="c" name="Show the dog"/><parallelGateway id="h"/>'
        '<subProcess id="sub" name="Decide"><startEvent id="ss"/><task id="x" name="Weigh"/><task id="y" name="Sign"/>'
        '<endEvent id="se"/><sequenceFlow id="i1" sourceRef="ss" targetRef="x"/><sequenceFlow'
        ' id="i2" sourceRef="x" targetRef="y"/>'
        '<sequenceFlow id="i3" sourceRef="y" targetRef="se"/></subProcess><endEvent id="e" name="Licence sent"/>'
        '<sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="g"/>'
        '<sequenceFlow id="f3" sourceRef="g" targetRef="b"/><sequenceFlow id="f4" sourceRef="g" targetRef="c"/>'
        '<sequenceFlow id="f5" sourceRef="b" targetRef="h"/><sequenceFlow id="f6" sourceRef="c" targetRef="h"/>'
        '<sequenceFlow id="f7" sourceRef="h" targetRef="sub"/><sequenceFlow id="f8" sourceRef="sub" targetRef="e"/>'
        "</process></definitions>"
    )
    assert found.title == "Dog licence"
    assert found.titles == ["Fill in", "Pay", "Show the dog", "Decide", "Licence sent"]
    assert {("Fill in", "Pay", "parallel", ""), ("Fill in", "Show the dog", "parallel", "")} <= found.ways
    (inside,) = found.others
    assert inside.titles == ["Weigh", "Sign"]
    assert found.point("Decide").sub_journey_id == inside.journey.id


def test_nameless_events_and_gateways_that_stay_are_named_in_the_language_of_the_file() -> None:
    flows = (
        '<sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="w"/>'
        '<sequenceFlow id="f3" sourceRef="w" targetRef="g"/><sequenceFlow id="f4" name="{yes}" sourceRef="g" targetRef="e1"/>'
        '<sequenceFlow id="f5" name="{no}" sourceRef="g" targetRef="b"/><sequenceFlow id="f6" sourceRef="b" targetRef="g"/>'
    )
    body = (
        '<startEvent id="s"/><task id="a" name="{a}"/><intermediateCatchEvent id="w"><timerEventDefinition><timeDuration>PT2H'
        '</timeDuration></timerEventDefinition></intermediateCatchEvent><exclusiveGateway id="g"/><task id="b" name="{b}"/>'
        '<endEvent id="e1"/>'
    )
    for words, expected in (
        (
            {"a": "提交材料", "b": "补正材料", "yes": "齐全", "no": "不齐"},
            ["提交材料", "等待", "分支", "补正材料", "结束"],
        ),
        (
            {"a": "Hand in", "b": "Mend", "yes": "complete", "no": "gaps"},
            ["Hand in", "Waiting", "Choice", "Mend", "End"],
        ),
    ):
        text = f'<definitions xmlns="{MODEL}"><process id="p">{(body + flows).format(**words)}</process></definitions>'
        found = of(text)
        assert set(found.titles) == set(expected)
        wait = found.point(expected[1])
        assert wait.kind == "wait"
        assert wait.waiting is not None
        assert wait.waiting.typical == 7200
        assert any(kind == "loop" for *_, kind, _ in found.ways)


def test_other_xml_that_begins_with_definitions_is_refused() -> None:
    with pytest.raises(ImportProblem) as problem:
        read(b'<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"/>', name="service.wsdl")
    assert problem.value.key == "error.import.unknown_xml"


def test_flows_into_nothing_are_told() -> None:
    found = of(
        f'<definitions xmlns="{MODEL}"><process id="p"><task id="a" name="A"/><task id="a" name="Twice"/>'
        '<sequenceFlow id="f" sourceRef="a" targetRef="gone"/></process></definitions>'
    )
    assert found.titles == ["A", "Twice"]
    assert any("gone" in each for each in found.said("left_out"))
    assert any("Twice" in each for each in found.said("changed"))
