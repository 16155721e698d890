"""Opens exported HTML files in a real browser and checks what a reader depends on: `check_html.py --axe AXE FILE…`.

The file is looked at as on a desk and as on a phone (320 pixels), light and dark, with letters twice as large. axe-core looks
for failures of WCAG 2.2 A and AA and of good practice; besides, nothing may be loaded from elsewhere, every picture in the file
must be shown, nothing may have to be scrolled sideways but the map and wide tables, and the map must come nearer by keyboard.
Needs chromedriver and Chromium on the path, and `axe.min.js` from the npm package axe-core. Prints a line for each view; the
exit status is 1 if anything was found.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

FLAGS = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps",
)  # fmt: skip
RIGHT = "\ue014"
_PATIENCE_S = 300
"""A large report on a busy machine takes its time."""
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: arguments[0], resultTypes: ["violations", "incomplete"]}).then(found => done({
  version: axe.version, passes: found.passes.length,
  violations: found.violations.map(each =>
    [each.id, each.impact, each.help, each.nodes.length, each.nodes[0].html.slice(0, 160)]),
  incomplete: found.incomplete.map(each => [each.id, each.nodes.length]),
}));
"""
WIDER = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOADED = (
    "return performance.getEntriesByType('resource').map(each => each.name).filter(each => !each.startsWith('data:'))"
)
BROKEN = """
const done = arguments[arguments.length - 1];
const shown = each => {
  const copy = new Image();
  copy.src = each.getAttribute("href");
  return copy.decode().then(() => 0, () => 1);
};
Promise.all([...document.querySelectorAll("svg image")].map(shown)).then(all => done(all.reduce((sum, one) => sum + one, 0)));
"""
MAP = "const map = document.querySelector('.sheet svg'); return map ? map.getBoundingClientRect().width : 0"


class View(NamedTuple):
    """How a file is looked at. `letters` is the size of letters in percent."""

    name: str
    width: int
    height: int
    scheme: str = "light"
    letters: int = 100


VIEWS = (
    View("desk", 1280, 900),
    View("desk, dark", 1280, 900, "dark"),
    View("phone", 320, 640),
    View("phone, dark, large letters", 320, 640, "dark", 200),
)


class Browser:
    """A browser driven by the WebDriver protocol."""

    def __init__(self, address: str, options: dict[str, Any]) -> None:
        self._address = address
        patience = {"script": _PATIENCE_S * 1000, "pageLoad": _PATIENCE_S * 1000}
        capabilities = {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options, "timeouts": patience}}
        self._session = self._ask("POST", "/session", {"capabilities": capabilities})["sessionId"]

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self._address + path, data, {"Content-Type": "application/json"}, method=method
        )
        with urllib.request.urlopen(request, timeout=_PATIENCE_S + 10) as answer:
            return json.load(answer)["value"]

    def do(self, path: str, **body: Any) -> Any:
        return self._ask("POST", f"/session/{self._session}/{path}", body)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.do("execute/sync", script=script, args=arguments)

    def tell(self, command: str, **values: Any) -> Any:
        """A command of the browser's own debugging protocol."""
        return self.do("goog/cdp/execute", cmd=command, params=values)

    def picture(self) -> bytes:
        """What is on the screen, as PNG."""
        return b64decode(self._ask("GET", f"/session/{self._session}/screenshot"))

    def close(self) -> None:
        self._ask("DELETE", f"/session/{self._session}")


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser with a profile of its own, which is gone afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with (
        tempfile.TemporaryDirectory() as profile,
        subprocess.Popen(["chromedriver", f"--port={port}", "--silent"], stdout=subprocess.DEVNULL) as driver,
    ):
        try:
            _wait_for(address)
            flags = [*FLAGS, f"--user-data-dir={profile}"]
            if hasattr(os, "geteuid") and os.geteuid() == 0:
                flags.append("--no-sandbox")
            opened = Browser(address, {"args": flags})
            try:
                yield opened
            finally:
                opened.close()
        finally:
            driver.terminate()


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"{address}/status", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise TimeoutError("chromedriver does not answer")


def faults(page: Browser, path: Path, view: View, axe: str) -> tuple[list[str], str]:
    """What is wrong with a file in one view, and what was looked at."""
    page.tell(
        "Emulation.setDeviceMetricsOverride",
        width=view.width, height=view.height, deviceScaleFactor=1, mobile=view.width < 600,
    )  # fmt: skip
    page.tell("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": view.scheme}])
    page.do("url", url=path.resolve().as_uri())
    page.tell("Runtime.evaluate", expression=f"document.documentElement.style.fontSize = '{view.letters}%'")
    page.run(axe)
    found = page.do("execute/async", script=AXE, args=[list(RULES)])
    wrong = [
        f"{name} ({impact}): {words}, {count} times, as {where}"
        for name, impact, words, count, where in found["violations"]
    ]
    if (wider := page.run(WIDER)) > 0:
        wrong.append(f"the page is {wider} pixels wider than the screen")
    if (broken := page.do("execute/async", script=BROKEN, args=[])) > 0:
        wrong.append(f"{broken} pictures are not shown")
    wrong += [f"loaded {each}" for each in page.run(LOADED)]
    if (whole := page.run(MAP)) > 0:
        radio = page.do("element", using="css selector", value="input[name=zoom]")
        (key,) = radio.values()
        page.do(f"element/{key}/value", text=RIGHT + RIGHT)
        if page.run(MAP) <= whole:
            wrong.append("the map does not come nearer by keyboard")
    unsure = ", ".join(f"{name} ({count})" for name, count in found["incomplete"]) or "nothing"
    return wrong, f"axe-core {found['version']}: {found['passes']} rules hold, left to people: {unsure}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--axe", type=Path, required=True, help="axe.min.js of the npm package axe-core")
    parser.add_argument("--pictures", type=Path, help="a folder for what the browser showed")
    parser.add_argument("files", nargs="+", type=Path)
    chosen = parser.parse_args()
    axe = chosen.axe.read_text("utf-8")
    bad = False
    with browser() as page:
        for path in chosen.files:
            for view in VIEWS:
                wrong, told = faults(page, path, view, axe)
                if chosen.pictures is not None:
                    (chosen.pictures / f"{path.stem} {view.name}.png").write_bytes(page.picture())
                bad = bad or bool(wrong)
                print(f"{path.name}, {view.name}: {'; '.join(wrong) or 'nothing found'} ({told})", flush=True)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
