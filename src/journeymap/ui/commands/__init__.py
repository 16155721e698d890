"""The table of all commands: menus, toolbar, shortcuts and the command palette are made of it.

One module for each menu holds the rows of its commands and the order in which the menu shows them ("-" parts groups,
"*name" is a menu that the window fills, ">name" … "<" one inside the menu). Each row says what does the command, its icon,
its keys and when it can be used.
"""

from journeymap.ui.commands import connection, edit, file, help, journey, notes, touchpoint, versions, view
from journeymap.ui.commands.command import Command

_MODULES = (file, edit, touchpoint, connection, journey, notes, view, help)
COMMANDS: tuple[Command, ...] = tuple(command for module in _MODULES for command in module.COMMANDS)
MENUS: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
    (module.__name__.rpartition(".")[2], module.MENU) for module in _MODULES
)
CONTEXT_MENUS: dict[str, tuple[str, ...]] = {
    "touchpoint": (
        "add_next", "add_next_lane", "connect_to", "rename", "-", "add_expectation", "add_pain_point", "add_surprise",
        "toggle_goal", "-", "add_picture", "add_note", "add_comment", "-",
        "cut", "copy", "duplicate", "delete", "-", *versions.INSIDE[:2], "group", "dissolve",
        "split_stage", "-", "choose_path", "arrange", "zoom_selection",
    ),
    "connection": ("add_next", "rename", "-", *connection.KINDS, "-", "connect_to", "reconnect_start", "-", "delete"),
    "stage": (
        "add_next", "rename", "-", "add_stage", "split_stage", "merge_stages", "move_left", "move_right", "wider", "narrower",
        "-", "copy", "delete",
    ),
    "note": ("rename", "note_citizen", "note_staff", "note_partner", "-", "delete"),
    "lane": ("rename", "-", "add_lane", "move_up", "move_down", "taller", "lower", "-", "delete"),
    "ground": (
        "add_here", "note_here", "paste", "-", "split_stage", "add_stage", "add_lane", "-", "select_all", "arrange", "fit",
        "-", "leave",
    ),
}  # fmt: skip
"""What the menu at a place offers, by the kind of thing that is there."""
