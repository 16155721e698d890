"""The commands that work on files without a window: export, new, and opening the files that `reports` tells of."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from journeymap.cli import BAD, print_error, reports
from journeymap.cli.batch import Targets, counted, sources
from journeymap.cli.jobs import edition_of, ending_of, jobs_of
from journeymap.edit.projects import new_project, template_names
from journeymap.exporting import FORMATS, PosterOptions, Wish, export
from journeymap.labels import say
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.values import new_id
from journeymap.storage import FileError, LoadedProject, load_project, save_project, write_file_atomically


def run(command: str, chosen: Namespace, language: str) -> int:
    """Run one command; returns the exit status. What goes wrong with one file does not keep the others from being done."""
    if command == "new":
        return _new(chosen, language)
    if command == "export" and not (_can_be_written(chosen, language) and _make_folder(chosen.out, language)):
        return BAD
    files, found_all = sources(chosen.files, language)
    status = 0 if found_all else BAD
    targets = Targets()
    for path, below in counted(files, language):
        loaded = _opened(path, language)
        if loaded is None:
            status = BAD
            continue
        state = State(loaded.records)
        match command:
            case "export":
                target_of = partial(targets.free, chosen.out / below)
                done = _export(path, state, loaded.media, chosen, language, target_of)
            case "check":
                done = reports.check(path, state, language, as_json=chosen.json)
            case _:
                done = reports.figures(path, state, language, as_json=chosen.json)
        status = max(status, done)
    return status


def _opened(path: Path, language: str) -> LoadedProject | None:
    """The project in a file; None where it cannot be read, which has been told then."""
    try:
        loaded = load_project(path)
    except FileError as error:
        print_error(say(error.key, language, **error.values), language)
        return None
    for notice in loaded.notices:
        print_error(say(notice.key, language, **notice.values), language)
    return loaded


def _can_be_written(chosen: Namespace, language: str) -> bool:
    if chosen.edition == "public":
        chosen.edition, chosen.public = "report", True
    chosen.edition = edition_of(chosen)
    formats = FORMATS[chosen.edition]
    chosen.to = chosen.to or formats[0]
    if chosen.to not in formats:
        values = {"option": f"--edition {chosen.edition} --to", "value": chosen.to, "choices": ", ".join(formats)}
        print_error(say("cli.error.choice", language, **values), language)
    return chosen.to in formats


def _make_folder(folder: Path, language: str) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print_error(say("cli.error.folder", language, name=folder, detail=error.strerror), language)
        return False
    return True


def _export(
    path: Path, state: State, media: Mapping[str, bytes], chosen: Namespace, language: str,
    target_of: Callable[[str, str], Path],
) -> int:  # fmt: skip
    """Write the edition of each journey of a file, to where `target_of` its name and ending says."""
    journeys = queries.journeys(state)
    if not journeys:
        print_error(say("cli.no_journeys", language, name=path.name), language)
        return BAD
    own = queries.project(state).languages
    languages = {None: own[:1], "both": own}.get(chosen.lang, (chosen.lang,))
    on_one_page = chosen.edition in ("poster", "tiles")
    page = PosterOptions(
        paper=chosen.paper or ("A3" if on_one_page else "A4"), orientation=chosen.orientation, languages=languages,
        smallest=chosen.smallest,
        date=chosen.date or date.today().isoformat(), colours=chosen.colours,
    )  # fmt: skip
    wish = Wish(chosen.edition, page, public=chosen.public, sheet=chosen.sheet)
    jobs = jobs_of(path.stem, state, wish, chosen, language)
    for journey_id, name, each in jobs:
        marks = [chosen.edition] * (chosen.edition not in ("poster", "data")) + ["public"] * chosen.public
        target = target_of(f"{name} ({', '.join(marks)})" if marks else name, ending_of(chosen.to))
        if not _make_folder(target.parent, language):
            return BAD
        made = export(state, journey_id, each, chosen.to, media)
        try:
            for name_beside, data in made.beside:
                write_file_atomically(target.with_name(name_beside), data)
            write_file_atomically(target, made.data)
        except FileError as error:
            print_error(say(error.key, language, **error.values), language)
            return BAD
        print(say("cli.written", language, path=target))
        for notice in made.notices:
            print_error(f"{target.name}: {notice.said(language)}", language)
    return 0 if jobs else BAD


def _new(chosen: Namespace, language: str) -> int:
    if chosen.template not in template_names():
        listed = ", ".join(template_names())
        values = {"option": "--template", "value": chosen.template, "choices": listed}
        print_error(say("cli.error.choice", language, **values), language)
        return BAD
    path = chosen.file if chosen.file.suffix else chosen.file.with_suffix(".journey")
    if path.exists():
        print_error(say("cli.error.exists", language, name=path.name), language)
        return BAD
    first = chosen.lang or language
    document = new_project(chosen.template, ("zh", "en") if first == "zh" else ("en", "zh"))
    try:
        save_project(path, document.snapshot(), {}, document_id=new_id(), revision=1)
    except FileError as error:
        print_error(say(error.key, language, **error.values), language)
        return BAD
    print(say("cli.made", language, path=path))
    return 0
