"""A small client of Chromium's DevTools protocol over two pipes: no driver, no port, no library."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

TIME_LIMIT_S = 60
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


def program() -> str | None:
    """The browser, None where there is none."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


class Page:
    """One page in a browser of its own; `complaints` are messages, errors and requests beyond the file itself."""

    def __init__(self, profile: Path) -> None:
        to_browser, questions = os.pipe()
        from_browser, answers = os.pipe()
        browser = program()
        assert browser
        # the browser reads questions from descriptor 3 and writes answers to 4
        low = (fcntl.fcntl(to_browser, fcntl.F_DUPFD, 20), fcntl.fcntl(answers, fcntl.F_DUPFD, 20))
        command = [
            sys.executable,
            "-c",
            "import os, sys; a, b = map(int, sys.argv[1:3]); os.dup2(a, 3); os.dup2(b, 4); "
            "os.close(a); os.close(b); os.execv(sys.argv[3], sys.argv[3:])",
            *map(str, low),
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-dev-shm-usage",
            f"--user-data-dir={profile}",
            "--remote-debugging-pipe",
        ]
        self._process = subprocess.Popen(command, pass_fds=low, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for descriptor in (to_browser, answers, *low):
            os.close(descriptor)
        self._out, self._in, self._rest, self._number = questions, from_browser, b"", 0
        self.complaints: list[str] = []
        self._session = ""
        target = self._send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self._send(f"{domain}.enable")

    def _send(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]
            self._note(answer)

    def _read(self) -> Any:
        while b"\0" not in self._rest:
            piece = os.read(self._in, 1 << 16)
            assert piece, "the browser went away"
            self._rest += piece
        message, _, self._rest = self._rest.partition(b"\0")
        return json.loads(message)

    def _note(self, event: Any) -> None:
        told = event.get("params", {})
        if event.get("method") in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
            self.complaints.append(json.dumps(told)[:500])
        if event.get("method") == "Network.requestWillBeSent" and not told["request"]["url"].startswith("file:"):
            self.complaints.append(told["request"]["url"])
        if event.get("method") == "Page.javascriptDialogOpening":
            self.complaints.append("dialog: " + told["message"])

    def open(self, path: Path, *, width: int = 1280, fragment: str = "") -> None:
        """Load a file and wait until it is there."""
        self._send(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600
        )
        self._send("Page.navigate", url="about:blank")
        self._send("Page.navigate", url=path.as_uri() + fragment)
        deadline = time.monotonic() + TIME_LIMIT_S
        while self.run("document.readyState + location.protocol") != "completefile:":
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def run(self, script: str) -> Any:
        """The value of an expression on the page."""
        answer = self._send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def key(self, name: str) -> None:
        """Press a key."""
        for kind in ("keyDown", "keyUp"):
            text = {"text": "\r"} if name == "Enter" and kind == "keyDown" else {}
            code = {"Tab": 9, "Enter": 13}[name]
            self._send("Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=code, **text)

    def pdf_pages(self) -> int:
        """How many A4 pages it prints on."""
        import base64
        import re

        data = self._send("Page.printToPDF", paperWidth=8.27, paperHeight=11.69, printBackground=True)["data"]
        return len(re.findall(rb"/Type\s*/Page\b", base64.b64decode(data)))

    def close(self) -> None:
        """End the browser."""
        self._process.terminate()
        self._process.wait(timeout=TIME_LIMIT_S)
        os.close(self._out)
        os.close(self._in)
