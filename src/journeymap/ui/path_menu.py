"""The button with the likeliest paths of the journey: the one chosen is followed by the map, the curve and the rows."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QToolButton

from journeymap.analysis.graph import journey_graph
from journeymap.analysis.paths import Path, likely_paths, picked_path
from journeymap.edit import journeys
from journeymap.labels import amounts
from journeymap.ui.panels.choices import short
from journeymap.ui.views.paths_names import path_parts
from journeymap.ui.views.paths_words import parts_name
from journeymap.ui.words import say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow

MOST = 8
"""So many paths are offered here; the Paths view has all."""


class PathMenu(QMenu):
    """Filled when it is opened: paths change with every stroke, and nobody looks at them meanwhile."""

    def __init__(self, button: QToolButton, window: MainWindow) -> None:
        super().__init__(button)
        self._window = window
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        window = self._window
        assert window.session is not None
        state = window.session.state
        graph = journey_graph(state, window.journey_id)
        paths = list(islice(likely_paths(graph), MOST))
        picked = picked_path(state, graph)
        if picked is not None and all(each.touchpoint_ids != picked.touchpoint_ids for each in paths):
            paths.append(picked)
        likeliest = self.addAction(say("action.likeliest_path"))
        likeliest.setCheckable(True)
        likeliest.setChecked(picked is None)
        likeliest.setEnabled(bool(paths))
        likeliest.triggered.connect(lambda _checked=False: window.run_command("likeliest_path"))
        self.addSeparator()
        for path, parts in zip(paths, path_parts(state, graph, paths), strict=True):
            action = self.addAction(f"{short(parts_name(parts), 64)}\t{amounts.share(path.share)}".replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(picked is not None and path.touchpoint_ids == picked.touchpoint_ids)
            action.triggered.connect(lambda _checked=False, path=path: self._follow(path))
        self.addSeparator()
        self.addAction(window.actions_table["view_paths"])

    def _follow(self, path: Path) -> None:
        self._window.run("choose_path", journeys.choose_path(self._window.journey_id, path.touchpoint_ids))
