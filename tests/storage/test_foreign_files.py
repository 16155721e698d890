"""A file of another kind is called by its name, whatever its extension claims (safety rows 71, 82)."""

from __future__ import annotations

import json
import zipfile

import pytest
from tests.storage.packages import JPEG, PNG, refused, zipped

from journeymap.labels import say

DRAWIO = '<mxfile host="app"><diagram><mxGraphModel><root/></mxGraphModel></diagram></mxfile>'
FOREIGN = {
    "empty": [b""],
    "zeros": [b"\0", bytes(4096)],
    "pdf": [b"%PDF-1.7\n%\xe2\xe3", b"%PDF-"],
    "picture": [PNG, JPEG, b"GIF89a..", b"RIFF\x10\0\0\0WEBPVP8 ", b"BM6\0\0\0", b"II*\0\x08", b"MM\0*\0"],
    "office": [
        zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}, zipfile.ZIP_DEFLATED),
        zipped({"xl/workbook.xml": b"<x/>"}),
        zipped({"ppt/presentation.xml": b"<p/>"}),
        zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<o/>"}),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"{\\rtf1\\ansi hello}",
    ],
    "archive": [
        zipped({"notes.txt": b"hello"}), zipped({}), b"Rar!\x1a\x07\0", b"7z\xbc\xaf\x27\x1c\0", b"\x1f\x8b\x08\0",
        b"BZh91AY", b"\xfd7zXZ\0\0", zipped({"notes.txt": b"hello"})[:40],
    ],
    "html": [
        b"<!DOCTYPE html><html>", b"<html><head>", b"  \n<HTML>", b"<!-- x --><!doctype html>",
        b"\xef\xbb\xbf<!DOCTYPE HTML>",
        b"<head><title>Sign in</title>",
    ],
    "drawio": [DRAWIO.encode(), b'<?xml version="1.0"?>\n' + DRAWIO.encode(), b"<mxGraphModel><root/></mxGraphModel>"],
    "xml": [b"<?xml version='1.0'?><svg/>", b"<graphml>"],
    "json": [b'{"type":"excalidraw"}', b"[]", b'\n {"format":{"major":1,"minor":0},"records":[]}'],
    "utf16": ["旅程 map".encode("utf-16"), "map".encode("utf-16-le"), "<mxfile>".encode("utf-16-be"), b"\xff\xfe"],
    "text": [b"a", b"Title;Stage\n", "触点,渠道\n".encode(), ("界" * 3000).encode(), b"graph TD; A-->B"],
    "database": [b"SQLite format 3\0" + bytes(90)],
    "program": [b"MZ\x90\0", b"\x7fELF\x02", b"#!/bin/sh\nrm -rf /\n"],
    "unknown": ["触点,渠道\n".encode("gb18030"), b"\x01\x02\x03", b"\xff", bytes(range(1, 256)), b"a\0b"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "data"), [(kind, data) for kind, all_ in FOREIGN.items() for data in all_])
def test_a_foreign_file_is_called_by_its_name(kind: str, data: bytes) -> None:
    error = refused(data)
    assert error.key == f"error.file.is_{kind}"
    assert "not a journey project" in say(error.key, "en", **error.values)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "gb18030", "big5", "latin-1", "cp1252", "utf-8-sig"])
def test_the_text_of_a_project_alone_is_refused_in_every_encoding(encoding: str) -> None:
    refused(json.dumps({"format": {"major": 1, "minor": 0}, "records": []}).encode(encoding))
