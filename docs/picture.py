"""Makes docs/screen.svg, the picture in the README, from what `htq deals` prints on a terminal today.

python docs/picture.py
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

from rich.console import Console
from rich.text import Text

COMMAND = ["deals", "--since", "2018"]
COLUMNS = 110
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")


def printed(columns: int) -> str:
    """What the command prints on a terminal of so many columns, colours included."""
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 100, columns, 0, 0))
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "HOME": home, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home, "TERM": "xterm-256color"}
        env.pop("NO_COLOR", None)
        env["HTQ_PAGER"] = "cat"
        command = [sys.executable, "-m", "healthtech_cli", *COMMAND]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=side, stderr=subprocess.DEVNULL, env=env)
        os.close(side)
        chunks = []
        while True:
            try:
                chunk = os.read(main, 65536)
            except OSError:
                break
            if not chunk:
                break
            chunks.append(chunk)
        process.wait()
    os.close(main)
    return b"".join(chunks).decode("utf-8").replace("\r\n", "\n")


def picture() -> str:
    """The screen as SVG; the fonts of the reader's machine, nothing fetched."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=COLUMNS, file=nowhere, force_terminal=True)
        console.print(Text.from_ansi("$ htq " + " ".join(COMMAND) + "\n" + printed(COLUMNS)), soft_wrap=True)
        svg = console.export_svg(title="htq", unique_id="htq")
    return FONT_FACE.sub("", svg)


if __name__ == "__main__":
    Path(__file__).with_name("screen.svg").write_text(picture(), encoding="utf-8")
