"""Every figure of speed in one sitting: `python benchmarks [PYTHON] [--peers FOLDER]`.

Start-up (`startup.py`), then growth with the store and writes (`scale.py`); PYTHON is the interpreter of an environment
with htq, FOLDER an environment with the tools to compare with. `--sizes` and `--rounds` go to the two as they are.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run both; the worse of their exit codes."""
    parser = argparse.ArgumentParser(prog="python benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("python", nargs="?", default=sys.executable)
    parser.add_argument("--peers")
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--rounds", default="15")
    asked = parser.parse_args()
    peers = ["--peers", asked.peers] if asked.peers else []
    start_up = [sys.executable, str(HERE / "startup.py"), asked.python, "--rounds", asked.rounds, *peers]
    scale = [sys.executable, str(HERE / "scale.py"), asked.python, "--rounds", asked.rounds, "--sizes", asked.sizes]
    return max(subprocess.run(command).returncode for command in (start_up, scale))


if __name__ == "__main__":
    sys.exit(main())
