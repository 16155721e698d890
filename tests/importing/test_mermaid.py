"""Mermaid as people write it: in files, in fences, with settings and comments, with slips."""

from __future__ import annotations

import pytest

from journeymap.importing.errors import ImportProblem
from journeymap.importing.reading import read
from journeymap.labels import say
from tests.importing.journeys_read import of

JOURNEY = """journey
    title Register a birth
    section Prepare
      Find the form: 2: Parent
      Ask the hospital: 4: Parent, Hospital
    section At the counter
      Hand it in: 3: Parent, Clerk
"""


def test_sections_tasks_scores_and_actors() -> None:
    found = of(JOURNEY)
    assert found.title == "Register a birth"
    assert found.by_stage == {"Prepare": ["Find the form", "Ask the hospital"], "At the counter": ["Hand it in"]}
    assert found.lanes == [("Parent", "citizen")]
    assert [found.point(each).emotion for each in found.titles] == [-1, 1, 0]
    assert found.point("Hand it in").third_party["en"] == "Clerk"
    assert [kind for *_, kind, _ in sorted(found.ways)] == ["sequence", "sequence"]


@pytest.mark.parametrize(
    ("before", "after", "encoding"),
    [
        ("", "", "utf-8-sig"), ("", "", "utf-16"), ("\n\n  ", "   \n\n", "utf-8"),
        ("---\nconfig:\n  theme: forest\n---\n", "", "utf-8"),
        ("%%{init: {'theme': 'base',\n 'journey': {'x': 1}}}%%\n", "", "utf-8"),
        ("%% a remark\n%% another\n", "", "utf-8"),
        ("# Our service\n\nWords.\n\n```mermaid\n", "```\n\nMore words: 3: yes\n", "utf-8"),
        ("~~~ {.mermaid}\n", "~~~\n", "utf-8"), ("::: mermaid\n", ":::\n", "utf-8"), ("````mermaid\n", "````\n", "utf-8"),
        ("<pre class=\"mermaid\">\n", "</pre>\n", "utf-8"),
        ("```\n", "```\n", "utf-8"),
        ("> ```mermaid\n> ", "", "utf-8"),
    ],
)  # fmt: skip
def test_however_it_is_wrapped(before: str, after: str, encoding: str) -> None:
    text = JOURNEY.replace("\n", "\n> ") if before.startswith(">") else JOURNEY
    data = (before + text + after).replace("\n", "\r\n").encode(encoding)
    found = of(data)
    assert found.imported.kind == "mermaid"
    assert found.title == "Register a birth"
    assert found.titles == ["Find the form", "Ask the hospital", "Hand it in"]


def test_front_matter_title_and_accessible_title_and_description() -> None:
    found = of(
        '---\ntitle: "From above"\n---\njourney\n  accTitle: For readers\n  accDescr {\n   Two\n   lines\n  }\n  A: 5: Me\n'
    )
    assert found.title == "From above"
    assert found.summary == "Two\nlines"
    assert of("journey\n accTitle: For readers\n accDescr: One\n A: 5: Me").title == "For readers"


def test_slips_are_kept_and_told() -> None:
    found = of(
        "journey\n  title Slips\n  Before any section: 5: Me\n  section One\n  Half: 2.5: Me\n  Much: 9: Me\n  None: : Me\n"
        "  No score at all\n  Word: great: Me\n  Two：3：Me\n  Nobody: 4 # a remark\n  More: 4: Me: and this\n  # remark\n"
    )
    assert found.stages == ["", "One"]
    assert [found.point(each).emotion for each in ("Half", "Much", "None", "Word", "Nobody")] == [
        -1,
        None,
        None,
        None,
        1,
    ]
    assert "9" in found.told("Much")
    assert "great" in found.told("Word")
    assert "and this" in found.told("More")
    told = found.said("changed")
    assert any("line 5" in each and "2.5" in each for each in told)
    assert any("line 6" in each and '"9"' in each for each in told)
    assert any("line 7" in each for each in told)
    assert any("remark" in each for each in found.said("left_out"))
    assert found.point("Two").emotion == 0


def test_chinese_is_chinese_in_gb18030() -> None:
    text = "journey\n  title 办理居住证\n  section 准备\n    查询条件: 2: 申请人\n    到窗口: 4: 申请人, 窗口人员\n"
    found = of(text.encode("gb18030"))
    assert found.imported.language == "zh"
    assert found.title == "办理居住证"
    assert found.lanes == [("申请人", "citizen")]


def test_several_journeys_of_a_document_become_several() -> None:
    found = of(
        f"# Two\n```mermaid\n{JOURNEY}```\n```mermaid\n{JOURNEY.replace('birth', 'death')}```\n```mermaid\npie\n```\n"
    )
    assert [found.title, *(each.title for each in found.others)] == ["Register a birth", "Register a death"]
    assert any("pie" in each for each in found.said("left_out"))


@pytest.mark.parametrize("kind", ["sequenceDiagram", "gantt", "stateDiagram-v2", "mindmap"])
def test_other_diagrams_are_refused_by_name(kind: str) -> None:
    with pytest.raises(ImportProblem) as problem:
        read(f"{kind}\n  A->>B: hello\n".encode(), name="d.mmd")
    assert kind in say(problem.value.key, "zh", **problem.value.values)


# flowcharts


def test_shapes_chains_and_texts_on_lines() -> None:
    found = of(
        "flowchart TD\n"
        "  A([Start]) --> B[/Fill in/]\n"
        '  B -- "needs help?" --> C{Help?}\n'
        "  C -->|yes| D((Call)) & E[[Ask]]\n"
        "  C -- no --> F>Send]\n"
        "  D & E --> F\n"
        "  F -.-> G[(Register)] ==> H{{Done}}\n"
        "  F --x I\n"
        '  H --- J@{ shape: doc, label: "Letter" }\n'
        "  I --> L[fa:fa-car By car &amp; bus]\n"
        "  J <--> A:::warm\n"
        '  B ---->|long| K["`**Bold** text`"]\n'
    )
    assert set(found.titles) == {
        "Start", "Fill in", "Help?", "Call", "Ask", "Send", "Register", "Done", "I", "Letter", "Bold text", "By car & bus",
    }  # fmt: skip
    assert found.point("Help?").kind == "decision"
    ways = {(source, target): (kind, condition) for source, target, kind, condition in found.ways}
    assert ways["Fill in", "Help?"][1] == "needs help?"
    assert ways["Help?", "Call"] == ("branch", "yes")
    assert ways["Help?", "Ask"] == ("branch", "yes")
    assert ways["Help?", "Send"] == ("branch", "no")
    assert {("Call", "Send"), ("Ask", "Send"), ("Register", "Done"), ("Done", "Letter"), ("Start", "Letter")} <= set(
        ways
    )
    assert ways["Fill in", "Bold text"][1] == "long"


def test_subgraphs_are_stages_and_styles_are_left_out() -> None:
    found = of(
        'graph LR;\nsubgraph one ["First, apply"]\n direction TB\n A[Apply];B[Wait]\n A-->B\nend\n'
        "subgraph Second step\n C\n subgraph inner\n D\n end\nend\n"
        'B-->C;C-->D;one --> E\nstyle A fill:#f9f\nclassDef x fill:#fff;\nclass A x\nclick A "https://x.org"\n'
        "linkStyle 0 stroke:red\n"
    )
    assert found.stages == ["First, apply", "Second step"]
    assert found.by_stage["First, apply"] == ["Apply", "Wait"]
    assert found.by_stage["Second step"] == ["C", "E", "D"]
    assert ("Wait", "E") in found.links
    assert any('"E"' in each and '"Second step"' in each for each in found.said("changed"))
    assert len([each for each in found.said("left_out") if "style" in each]) == 6


def test_subgraphs_named_after_who_acts_are_lanes() -> None:
    found = of(
        "flowchart LR\n subgraph Citizen\n a[Apply]\n d[Receive]\n end\n subgraph Back office\n b[Check] --> c[Decide]\n end\n"
        " a --> b\n c --> d\n"
    )
    assert found.lanes == [("Citizen", "citizen"), ("Back office", "backstage")]
    assert found.lane_of == {"Apply": "Citizen", "Check": "Back office", "Decide": "Back office", "Receive": "Citizen"}
    assert any("who acts" in each for each in found.said("changed"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("A-->B-->C", {("A", "B"), ("B", "C")}),
        ("A & B --> C & D", {("A", "C"), ("A", "D"), ("B", "C"), ("B", "D")}),
        ("a-1-->b.2", {("a-1", "b.2")}),
        ("A e1@--> B", {("A", "B")}),
        ("A -- yes, please --> B", {("A", "B")}),
        ("A == yes ==> B", {("A", "B")}),
        ("A -. yes .-> B", {("A", "B")}),
        ("A --o B", {("A", "B")}),
        ("A o--o B", {("A", "B")}),
        ("A x--x B", {("A", "B")}),
        ("A ~~~ B", set()),
        ("A --> B; B --> C", {("A", "B"), ("B", "C")}),
        ("A[x (y)] --> B[\"a [b] {c}\"]", {("x (y)", "a [b] {c}")}),
        ("A[\"say #quot;hi#quot;\"] --> B[\"50#37;\"]", {("say \"hi\"", "50%")}),
        ("A[one<BR/>two] --> B[x]", {("one\ntwo", "x")}),
        ("A[one\\ntwo] --> B[C:\\New]", {("one\ntwo", "C:\\New")}),
        ("开始 --> 结束", {("开始", "结束")}),
        ("A(\"é\") --> B", {("é", "B")}),
        ("A[\"semi; colon\"] --> B", {("semi; colon", "B")}),
        ("A -->|\"a | b\"| B", {("A", "B")}),
        ("endless --> B", {("endless", "B")}),
    ],
)  # fmt: skip
def test_ways_of_writing_links(line: str, expected: set[tuple[str, str]]) -> None:
    assert of(f"flowchart LR\n    {line}\n    Z[Last]\n").links == expected


def test_shapes_in_words_and_properties_of_lines() -> None:
    found = of(
        'flowchart LR\n  A@{ shape: diamond,\n     label: "Is {it} late?" }\n  A e1@--> B@{shape: rounded}\n'
        "  e1@{ animate: true }\n"
    )
    assert found.titles == ["Is {it} late?", "B"]
    assert found.point("Is {it} late?").kind == "decision"
    assert found.links == {("Is {it} late?", "B")}


def test_what_is_not_understood_is_told_with_its_line() -> None:
    found = of("flowchart LR\nA-->B\n-->\n][\nB-->C\n")
    assert found.links == {("A", "B"), ("B", "C")}
    assert any("line 3" in each for each in found.said("left_out"))
    assert any("第 4 行" in each for each in found.said("left_out", "zh"))
