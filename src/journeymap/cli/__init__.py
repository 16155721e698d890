"""The command line: arguments in, work done elsewhere, words out.

Only arguments and words are here, so that `--help` loads neither the window nor the records; the commands are in `commands`,
`importing` and `selftest` and are imported when they are called for.
"""

from __future__ import annotations

import argparse
import locale
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from journeymap import __version__
from journeymap.labels.commands import WORDS

COMMANDS = ("export", "import", "check", "figures", "new")
EDITIONS = ("poster", "tiles", "report", "text", "public", "cards", "slides", "picture", "data")
FORMATS = (
    "pdf", "png", "svg", "html", "pptx", "xlsx", "csv", "json", "mermaid", "flowchart", "graphml", "bpmn",
)  # fmt: skip
PAPERS = ("A4", "A3", "A2", "A1", "A0", "Letter", "Tabloid", "fitted")
ORIENTATIONS = ("auto", "landscape", "portrait")
LANGUAGES = ("zh", "en", "both")
COLOURS = ("colour", "grey", "ink")
BAD = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit status. Raises SystemExit for --help, --version and wrong arguments."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show Chinese gets question marks, not a traceback.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="replace")
    language = _language(words)
    command = words[0] if words and words[0] in COMMANDS else ""
    parser = _parser(command, language)
    chosen = parser.parse_args(words[1:] if command else words)
    if not command:
        return _run_program(chosen, language)
    if command != "new" and not chosen.files:
        parser.error(say("cli.error.no_files", language))
    try:
        status = _run_command(command, chosen, language)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads the output has seen enough, as in `journeymap check … | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print_error(say("cli.stopped", language), language)
        return 130
    return status


def _run_command(command: str, chosen: argparse.Namespace, language: str) -> int:
    if command == "import":
        from journeymap.cli import importing

        return importing.run(chosen, language)
    from journeymap.cli import commands

    return commands.run(command, chosen, language)


def _run_program(chosen: argparse.Namespace, language: str) -> int:
    if chosen.self_test:
        from journeymap.cli.selftest import self_test

        return self_test(language)
    try:
        from journeymap import app
    except ImportError as error:
        print_error(say("cli.error.no_window", language, detail=error), language)
        return BAD
    return app.run(chosen.files)


def say(key: str, language: str, /, **values: Any) -> str:
    """Words of this table only; the whole dictionary of the program is not needed for --help."""
    text = WORDS[key][language == "zh"]
    return text.format_map(values) if values else text


def print_error(text: str, language: str) -> None:
    """One sentence to where errors go."""
    print(say("cli.error", language, text=text), file=sys.stderr)


def _language(words: Sequence[str]) -> str:
    """`en` or `zh`: as asked for by --ui-lang, else as the system is set."""
    for place, word in enumerate(words):
        value = word.partition("=")[2] if word.startswith("--ui-lang=") else ""
        if word == "--ui-lang" and place + 1 < len(words):
            value = words[place + 1]
        if value:
            return "zh" if value.casefold().startswith("zh") else "en"
    settings = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    system = next((value for value in settings if value), "") or locale.getlocale()[0] or ""
    return "zh" if system.casefold().startswith(("zh", "chinese")) else "en"


class _Parser(argparse.ArgumentParser):
    """Tells wrong arguments in one sentence of the reader's language."""

    language = "en"

    def error(self, message: str) -> NoReturn:
        text = _told(message, self.language)
        print_error(say("cli.error.usage", self.language, text=text, prog=self.prog), self.language)
        raise SystemExit(BAD)


_MESSAGES = (
    (re.compile(r"unrecognized arguments: (?P<value>.*)"), "cli.error.unknown"),
    (re.compile(r"argument (?P<option>\S+): expected .*"), "cli.error.incomplete"),
    (re.compile(r"argument (?P<option>\S+): ignored explicit argument .*"), "cli.error.no_value"),
    (re.compile(r"the following arguments are required: (?P<option>.*)"), "cli.error.incomplete"),
    (re.compile(r"argument \S+: (?P<value>.*)"), "cli.error.other"),
)


def _told(message: str, language: str) -> str:
    """What argparse has to say, in our words where it is one of the usual messages."""
    for pattern, key in _MESSAGES:
        if found := pattern.fullmatch(message):
            return found["value"] if key == "cli.error.other" else say(key, language, **found.groupdict())
    return message


def _parser(command: str, language: str) -> _Parser:
    def words(key: str, **values: Any) -> str:
        return say(key, language, **values)

    class Formatter(argparse.HelpFormatter):
        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
            super().add_usage(usage, actions, groups, prefix or words("cli.usage") + " ")

    parser = _Parser(
        prog=f"journeymap {command}".strip(),
        description=words(f"cli.help.{command}" if command else "cli.about"),
        epilog=None if command else words("cli.commands"),
        formatter_class=Formatter,
        add_help=False,
        allow_abbrev=False,
    )
    parser.language = language
    places = parser.add_argument_group(words("cli.arguments"))
    options = parser.add_argument_group(words("cli.options"))
    options.add_argument("-h", "--help", action="help", help=words("cli.help.help"))
    options.add_argument("--ui-lang", metavar="LANG", help=words("cli.help.ui_lang"))
    if command == "new":
        places.add_argument("file", metavar="FILE", type=Path, help=words("cli.help.new_file"))
        options.add_argument(
            "--template", metavar="NAME", default="empty", help=words("cli.help.template", names=_templates())
        )
        options.add_argument("--lang", type=_one_of("--lang", ("zh", "en"), language), help=words("cli.help.new_lang"))
        return parser
    about_files = words("cli.help.import_files" if command == "import" else "cli.help.files")
    places.add_argument("files", metavar="FILE", nargs="*", type=Path, help=about_files)
    if command == "export":
        _add_export_options(options, language)
    elif command == "import":
        options.add_argument("--out", metavar="DIR|FILE", default=Path(), type=Path, help=words("cli.help.import_out"))
        options.add_argument("--json", metavar="REPORT", type=Path, help=words("cli.help.import_json"))
        options.add_argument("--all", action="store_true", help=words("cli.help.import_all"))
        options.add_argument("--replace", action="store_true", help=words("cli.help.import_replace"))
        kinds = _one_of("--lang", ("zh", "en"), language)
        options.add_argument("--lang", metavar="LANG", type=kinds, help=words("cli.help.import_lang"))
    elif command in ("check", "figures"):
        options.add_argument("--json", action="store_true", help=words(f"cli.help.{command}_json"))
    elif not command:
        version = f"journeymap {__version__}"
        options.add_argument("--version", action="version", version=version, help=words("cli.help.version"))
        options.add_argument("--self-test", action="store_true", help=words("cli.help.self_test"))
    return parser


def _templates() -> str:
    """The names of the templates, read from their table."""
    import json

    from journeymap.resources import resource

    return ", ".join(json.loads(resource("templates.json").read_bytes()))


def _add_export_options(options: Any, language: str) -> None:
    def add(name: str, **settings: Any) -> None:
        key = name.removeprefix("--").replace("-", "_")
        options.add_argument(name, help=say(f"cli.help.{key}", language), **settings)

    add("--to", metavar="FORMAT", type=_one_of("--to", FORMATS, language))
    add("--edition", type=_one_of("--edition", EDITIONS, language))
    add("--paper", type=_one_of("--paper", PAPERS, language))
    add("--sheet", default="A4", type=_one_of("--sheet", PAPERS[:-1], language))
    add("--orientation", default="auto", type=_one_of("--orientation", ORIENTATIONS, language))
    add("--lang", metavar="LANG", type=_one_of("--lang", LANGUAGES, language))
    add("--smallest", metavar="POINTS", default=9.0, type=_points(language))
    add("--date", type=_day(language))
    add("--colours", default="colour", type=_one_of("--colours", COLOURS, language))
    add("--public", action="store_true")
    add("--personal", type=_one_of("--personal", ("keep", "redact"), language))
    add("--part", default="map", type=_part(language))
    add("--out", metavar="DIR", default=Path(), type=Path)


def _one_of(option: str, choices: Sequence[str], language: str) -> Callable[[str], str]:
    def chosen(value: str) -> str:
        found = next((each for each in choices if each.casefold() == value.casefold()), None)
        if found is None:
            listed = ", ".join(choices)
            raise argparse.ArgumentTypeError(
                say("cli.error.choice", language, option=option, value=value, choices=listed)
            )
        return found

    return chosen


def _part(language: str) -> Callable[[str], str]:
    named = _one_of("--part", ("map", "stages"), language)
    return lambda value: value if re.fullmatch(r"[1-9][0-9]{0,3}", value) else named(value)


def _points(language: str) -> Callable[[str], float]:
    def chosen(value: str) -> float:
        try:
            number = float(value)
        except ValueError:
            number = 0.0
        if not 4 <= number <= 72:
            raise argparse.ArgumentTypeError(say("cli.error.smallest", language, value=value))
        return number

    return chosen


def _day(language: str) -> Callable[[str], str]:
    def chosen(value: str) -> str:
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            raise argparse.ArgumentTypeError(say("cli.error.date", language, value=value)) from None

    return chosen
