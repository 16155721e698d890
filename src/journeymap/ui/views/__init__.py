"""The views of a project: one widget for each tab, and the start page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeymap.session import Session
    from journeymap.ui.views.view import View


def make_view(name: str, session: Session) -> View:
    """A view by its name; its module is imported when it is first looked at."""
    if name == "table":
        from journeymap.ui.views.table import TableView

        return TableView(session)
    if name == "paths":
        from journeymap.ui.views.paths import PathsView

        return PathsView(session)
    if name == "model":
        from journeymap.ui.views.model import ModelView

        return ModelView(session)
    if name == "evidence":
        from journeymap.ui.views.ledger import LedgerView

        return LedgerView(session)
    if name == "compare":
        from journeymap.ui.views.compare import CompareView

        return CompareView(session)
    from journeymap.ui.views.opportunities import OpportunitiesView

    return OpportunitiesView(session)
