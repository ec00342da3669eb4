"""What each command loads: speed that needs no clock to be tested."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import isolated

FACT = "acquisition-amazon-pillpack-2018-09"
# Each costs between a third and seven times a bare interpreter; none is needed to look something up.
HEAVY = ("typer", "click", "rich", "tinydb", "msgspec", "pydantic", "babel", "inspect", "dataclasses", "datetime")
TEXTS = ("ahocorasick", "sentencex", "py3langid", "opencc", "numpy", "docx", "trafilatura", "pypdfium2", "lxml")
SMALL = ("re", "enum", "typing", "json", "pathlib", "importlib.metadata", "decimal", "hashlib", "logging")
LOOK_UPS = {
    "company": ["company", "amazon", "--json"],
    "company in a pipe": ["company", "京东", "--since", "2018"],
    "companies": ["companies"],
    "deals": ["deals", "--since", "2018"],
    "deals as CSV": ["deals", "--csv", "--fields", "id,date"],
    "partnerships": ["partnerships", "--company", "tencent"],
    "facts": ["facts", "--document", "nl-tiktok-2022", "--md"],
    "timeline": ["timeline", "amazon"],
    "compare": ["compare", "amazon", "tencent", "--json"],
    "search": ["search", "online pharmacy"],
    "show": ["show", FACT, "--json"],
    "documents": ["documents", "--jsonl"],
    "document": ["document", "nl-tiktok-2022", "--json"],
    "stats": ["stats", "--by", "company"],
    "conflicts": ["conflicts", "haven"],
    "resolve": ["resolve", "amazon"],
    "overview": ["--help"],
}


def loaded(arguments: list[str], home: Path, *, indexed: bool) -> set[str]:
    """The modules that the command brought in, beyond those of a bare interpreter here."""
    script = (
        "import sys\nbefore = set(sys.modules)\nfrom healthtech_cli.__main__ import run\n"
        "run(sys.argv[1:])\nsys.stderr.write('\\n' + ' '.join(set(sys.modules) - before))"
    )
    command = [sys.executable, "-c", script, *arguments]
    environ = isolated(home, HTQ_INDEX="1" if indexed else "0")
    ran = subprocess.run(command, env=environ, cwd=home, capture_output=True, timeout=60, check=True)
    return set(ran.stderr.decode().splitlines()[-1].split())


@pytest.mark.parametrize("name", LOOK_UPS)
def test_a_look_up_loads_nothing_heavy(name: str, tmp_path: Path) -> None:
    """No framework, no screen library, no store library, nothing that reads texts is loaded to look something up."""
    modules = loaded(LOOK_UPS[name], tmp_path, indexed=False)
    assert not modules & {*HEAVY, *TEXTS, *SMALL, "rapidfuzz", "sqlite3", "_sqlite3"}


@pytest.fixture(scope="module")
def with_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user whose index of the built-in facts is made."""
    home = tmp_path_factory.mktemp("home")
    loaded(["company", "amazon"], home, indexed=True)
    return home


@pytest.mark.parametrize("name", ["company", "deals", "show", "search", "resolve"])
def test_an_index_needs_nothing_but_sqlite(name: str, with_index: Path) -> None:
    """With an index, SQLite's own module is all that comes in addition."""
    modules = loaded(LOOK_UPS[name], with_index, indexed=True)
    assert "_sqlite3" in modules
    assert not modules & {*HEAVY, *TEXTS, *SMALL, "rapidfuzz", "sqlite3"}


def test_a_misspelt_name_loads_rapidfuzz_and_no_more(with_index: Path) -> None:
    """What a typing error needs is rapidfuzz, not Typer, Rich or what reads texts."""
    modules = loaded(["company", "amazn", "--json"], with_index, indexed=True)
    assert "rapidfuzz" in modules
    assert not modules & {"typer", "click", "rich", "tinydb", "pydantic", "msgspec", "babel", *TEXTS}


def test_help_of_a_command_loads_no_rich(tmp_path: Path) -> None:
    """Help is Typer's, without Rich, and builds one command."""
    modules = loaded(["deals", "--help"], tmp_path, indexed=False)
    assert "typer" in modules
    assert not modules & {"rich", "rapidfuzz", "tinydb", "pydantic", "healthtech_cli.store", *TEXTS}
