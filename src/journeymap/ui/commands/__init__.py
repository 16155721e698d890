"""The table of all commands: menus, toolbar, shortcuts and the command palette are made of it.

One module for each menu holds the rows of its commands and the order in which the menu shows them ("-" parts groups,
"*name" is a menu that the window fills). Each row says what does the command, its icon, its keys and when it can be used.
"""

from journeymap.ui.commands import edit, file, help, journey, touchpoint, view
from journeymap.ui.commands.command import Command

_MODULES = (file, edit, touchpoint, journey, view, help)
COMMANDS: tuple[Command, ...] = tuple(command for module in _MODULES for command in module.COMMANDS)
MENUS: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
    (module.__name__.rpartition(".")[2], module.MENU) for module in _MODULES
)
CONTEXT_MENU = (
    "add_next", "add_next_lane", "connect_to", "rename", "duplicate", "delete", "-", "add_expectation", "add_pain_point",
    "add_surprise", "toggle_goal", "-", "choose_path", "arrange",
)  # fmt: skip
