"""Projects on disk: the `.journey` file, opened and saved so that nothing is lost and hostile bytes do no harm.

The format is told in `docs/file-format.md`. Whatever goes wrong leaves as one `FileError`, whose words are in
`labels.errors`.
"""

from __future__ import annotations

from journeymap.storage.errors import FileError, Notice
from journeymap.storage.files import DISK, Disk, Identity, read_file, write_file_atomically
from journeymap.storage.project_file import (
    LoadedProject,
    export_json,
    load_project,
    parse_project,
    project_bytes,
    save_project,
)

__all__ = [
    "DISK",
    "Disk",
    "FileError",
    "Identity",
    "LoadedProject",
    "Notice",
    "export_json",
    "load_project",
    "parse_project",
    "project_bytes",
    "read_file",
    "save_project",
    "write_file_atomically",
]
