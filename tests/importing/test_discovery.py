"""A journey from an event log: counted right, drawn as a valid journey, honest about what it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeymap.analysis.graph import journey_graph
from journeymap.analysis.paths import chosen_path
from journeymap.importing.discovery import Follows, directly_follows, discover
from journeymap.importing.errors import Cancelled, ImportProblem
from journeymap.importing.event_log import csv_heads, guess_columns, read_events, seconds
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.document import Document
from journeymap.model.records import Evidence, Project

LOGS = Path(__file__).resolve().parents[3] / "shared" / "examples" / "eventlogs"
CSV = (
    "办件编号,环节,时间\n1,受理,2024/3/1 09:00\n1,审核,2024/3/2 09:00\n1,发证,2024/3/5 09:00\n"
    "2,受理,2024/3/1 10:00\n2,审核,2024/3/1 12:00\n2,补正,2024/3/2 12:00\n2,审核,2024/3/4 12:00\n2,发证,2024/3/4 13:00\n"
    "3,受理,2024/3/3 10:00\n"
)


def counted(tmp_path: Path, text: str, name: str = "log.csv", encoding: str = "utf-8") -> Follows:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return directly_follows(read_events(path))


def document_of(follows: Follows, least_share: float = 0.0) -> tuple[Document, str]:
    document = Document([Project(id="p")])
    found = discover(document.state, follows, "办件", "log.csv", least_share=least_share)
    document.apply(found.changes, Label.of("discover"))
    return document, found.journey.id


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_counts_edges_starts_and_ends(tmp_path: Path, encoding: str) -> None:
    follows = counted(tmp_path, CSV, encoding=encoding)
    assert follows.cases == 3
    assert follows.events == 9
    assert {pair: edge.cases for pair, edge in follows.edges.items()} == {
        ("受理", "审核"): 2, ("审核", "发证"): 2, ("审核", "补正"): 1, ("补正", "审核"): 1,
    }  # fmt: skip
    assert dict(follows.starts) == {"受理": 3}
    assert dict(follows.ends) == {"发证": 2, "受理": 1}
    assert follows.edges["受理", "审核"].typical == pytest.approx((24 + 2) / 2 * 3600)


def test_the_journey_has_shares_waits_loops_and_says_what_it_rests_on(tmp_path: Path) -> None:
    document, journey = document_of(counted(tmp_path, CSV))
    names = {each.id: each.title["zh"] for each in queries.touchpoints(document.state, journey)}
    ways = {
        (names[each.source_id], names[each.target_id]): each for each in queries.connections(document.state, journey)
    }
    assert ways["受理", "审核"].share == pytest.approx(2 / 3)
    assert ways["审核", "发证"].share == pytest.approx(2 / 3)
    assert ways["补正", "审核"].kind == "loop" or ways["审核", "补正"].kind == "loop"
    (log,) = document.state.all(Evidence)
    assert (log.kind, log.sample) == ("log", 3)
    assert queries.evidence_for(document.state, ways["受理", "审核"].id, "share") == [log]
    graph = journey_graph(document.state, journey)
    assert sum(graph.left) == pytest.approx(1 / 3)
    path = chosen_path(document.state, journey, graph)
    assert path is not None and [names[each] for each in path.touchpoint_ids][:2] == ["受理", "审核"]


def test_rare_ways_are_left_out_and_counted(tmp_path: Path) -> None:
    follows = counted(tmp_path, CSV)
    document = Document([Project(id="p")])
    found = discover(document.state, follows, "办件", "log.csv", least_share=0.5)
    assert found.dropped_edges == 1
    assert found.small_sample


def test_start_and_complete_make_one_event_that_takes_time(tmp_path: Path) -> None:
    follows = counted(
        tmp_path,
        "case,activity,timestamp,lifecycle\n1,Check,2024-01-01T10:00,start\n1,Check,2024-01-01T10:20,complete\n"
        "1,Answer,2024-01-02T10:20,complete\n",
    )
    assert follows.events == 2
    assert follows.service == {"Check": 1200}


def test_events_are_put_in_the_order_of_their_times(tmp_path: Path) -> None:
    follows = counted(tmp_path, "case,activity,time\n1,B,2024-01-02\n1,A,2024-01-01\n")
    assert list(follows.edges) == [("A", "B")]


def test_times_as_logs_write_them() -> None:
    assert seconds("2024-03-05T10:00:00+00:00") == seconds("2024-03-05T12:00:00+02:00")
    assert seconds("2024/3/5 10:00") == seconds("05.03.2024 10:00") == seconds("2024年3月5日 10:00")
    assert seconds("soon") is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a,b\n1,2\n", "error.import.columns"),
        ("case,activity\n", "error.import.no_events"),
        ("<html></html>", "error.import.not_a_log"),
        ("<log><trace>", "error.import.xml"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><log/>', "error.import.xml_unsafe"),
    ],
)
def test_what_is_no_log_is_refused_with_its_reason(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(ImportProblem) as problem:
        counted(tmp_path, text)
    assert problem.value.key == key


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(CSV, "utf-8")
    with pytest.raises(Cancelled):
        list(read_events(path, progress=lambda _part: False))


@pytest.mark.skipif(not LOGS.is_dir(), reason="the example logs are not here")
@pytest.mark.parametrize(
    ("name", "cases", "events", "activities", "edges", "ends", "variants"),
    [
        ("running-example.xes", 6, 42, 8, 16, 2, 6),
        ("it-road-fines-100.xes", 100, 390, 10, 18, 3, 10),
        ("it-road-fines-100.csv", 100, 390, 10, 18, 3, 10),
        ("xes-2.0-no-names.xes", 1, 1, 1, 0, 1, 1),
    ],
)
def test_logs_of_real_services(
    name: str, cases: int, events: int, activities: int, edges: int, ends: int, variants: int
) -> None:
    follows = directly_follows(read_events(LOGS / name))
    found = (
        follows.cases,
        follows.events,
        len(follows.activities),
        len(follows.edges),
        len(follows.ends),
        follows.variants,
    )
    assert found == (cases, events, activities, edges, ends, variants)
    document, journey = document_of(follows)
    assert len(queries.touchpoints(document.state, journey)) == activities
    assert len(queries.connections(document.state, journey)) == edges


def test_heads_are_guessed_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("案件;活动;日期\n1;受理;2024-01-01\n", "utf-8")
    columns = guess_columns(csv_heads(path))
    assert (columns.case, columns.activity, columns.time) == ("案件", "活动", "日期")
