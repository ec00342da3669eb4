"""The server for assistants, asked by the official client: in this process, and once over standard input and output."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import isolated

mcp = pytest.importorskip("mcp", reason="mcp is not installed")
pytest.importorskip("mcp.server.mcpserver", reason="mcp 2 is not installed")
Htq = Callable[..., Any]
PILLPACK = "acquisition-amazon-pillpack-2018-09"


@pytest.fixture(autouse=True)
def fresh_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("HTQ_STORE", raising=False)
    monkeypatch.setenv("HTQ_TODAY", "2026-01-15")


def ask(tool: str, **arguments: Any) -> Any:
    """The result of one call, by a client that talks to the server in this process."""
    from healthtech_cli.mcp_server import server

    async def call() -> Any:
        async with mcp.Client(server(None)) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(call())


def test_four_tools_that_only_read() -> None:
    """search, facts, company, show; each says that it changes nothing, and describes every argument."""
    from healthtech_cli.mcp_server import server

    async def tools() -> Any:
        async with mcp.Client(server(None)) as client:
            return (await client.list_tools()).tools

    found = asyncio.run(tools())
    assert {tool.name for tool in found} == {"search", "facts", "company", "show"}
    for tool in found:
        assert tool.annotations.read_only_hint and tool.description
        assert all("description" in one for one in tool.input_schema["properties"].values())


def test_the_answer_is_that_of_the_command_line(htq: Htq) -> None:
    """The same envelope, limited, with total and truncation told; as text it is the same JSON."""
    told = htq("facts", "--company", "amazon", "--type", "acquisition", "--limit", "2", "--json").json()
    found = ask("facts", company="amazon", type="acquisition", limit=2)
    assert found.structured_content == told
    assert (told["total"], told["returned"], told["truncated"]) == (3, 2, True)
    assert json.loads(found.content[0].text) == told


def test_search_and_show(htq: Htq) -> None:
    """The best match of a search, then the fact in full."""
    found = ask("search", text="pillpack", type="acquisition")
    assert found.structured_content["results"][0]["id"] == PILLPACK
    assert ask("show", id=PILLPACK).structured_content == htq("show", PILLPACK, "--json").json()


def test_a_profile_is_cut_and_says_so() -> None:
    """Ten facts of all, the total in the counts, and how to ask for the rest."""
    found = ask("company", name="亚马逊", limit=10).structured_content
    profile = found["results"][0]
    assert profile["id"] == "amazon" and len(profile["facts"]) == 10 < profile["counts"]["facts"]
    assert any("ask facts with company=amazon" in warning for warning in found["warnings"])


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("show", {"id": "acquisition-amazon-pilpack-2018-09"}, PILLPACK),
        ("company", {"name": "Novartisan Unheard"}, "no company called"),
        ("facts", {"since": "soon"}, "not a date"),
        ("facts", {"limit": 100000}, "limit"),
    ],
)
def test_a_wrong_question_is_answered_with_what_was_near(tool: str, arguments: dict[str, Any], words: str) -> None:
    """An error that the assistant can read, not a crash of the server."""
    found = ask(tool, **arguments)
    assert found.is_error and words in found.content[0].text


def test_over_standard_input_and_output(tmp_path: Path) -> None:
    """`htq mcp` speaks the protocol and nothing else on standard output."""
    command = mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "healthtech_cli", "mcp"], env=isolated(tmp_path), cwd=str(tmp_path)
    )

    async def call() -> Any:
        async with mcp.Client(command) as client:
            return await client.call_tool("facts", {"type": "acquisition", "until": "2018"})

    assert PILLPACK in {fact["id"] for fact in asyncio.run(call()).structured_content["results"]}


def test_a_store_that_is_not_there_is_told_at_once(htq: Htq) -> None:
    """Exit 3 before any question."""
    assert htq("mcp", "--store", "none.json").code == 3
