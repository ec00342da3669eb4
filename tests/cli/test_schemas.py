"""What `--json` prints is what `htq schema` says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from healthtech_cli.cli.schemas import all_schemas, schema

Htq = Callable[..., Any]
ASKED = {
    "deals": [],
    "partnerships": [],
    "launches": [],
    "metrics": [],
    "facts": [],
    "timeline": ["amazon"],
    "search": ["pharmacy"],
    "show": ["acquisition-amazon-pillpack-2018-09"],
    "company": ["amazon"],
    "companies": [],
    "documents": [],
    "document": ["nl-tiktok-2022"],
    "resolve": ["amazn", "qqqqzzzz"],
    "stats": ["--by", "company"],
    "conflicts": [],
    "cite": ["acquisition-amazon-pillpack-2018-09"],
    "compare": ["amazon", "tencent"],
}


@pytest.mark.parametrize("name", sorted(ASKED))
def test_answers_fit_their_schema(htq: Htq, name: str) -> None:
    """Every command's JSON is valid against the schema of its name."""
    answer = htq(name, *ASKED[name], "--json").json()
    assert answer["results"]
    Draft202012Validator(schema(name)).validate(answer)


def test_verify_fits_its_schema(htq: Htq, tmp_path: Any) -> None:
    """What `verify` prints of a changed copy is valid too."""
    (tmp_path / "nl-tiktok-2022.txt").write_text("Voor One Medical gaf Amazon 3,9 miljard dollar uit.")
    answer = htq("verify", "nl-tiktok-2022.txt", "--json").json()
    assert answer["results"]
    Draft202012Validator(schema("verify")).validate(answer)


def test_errors_fit_their_schema(htq: Htq) -> None:
    """An error under --json is valid against the error schema."""
    import json

    Draft202012Validator(schema("error")).validate(json.loads(htq("deals", "--type", "x", "--json").err))


@pytest.mark.parametrize("name", sorted(all_schemas()))
def test_schemas_are_schemas(name: str) -> None:
    """Each is valid JSON Schema 2020-12."""
    Draft202012Validator.check_schema(schema(name))


def test_a_schema_refuses_what_is_wrong() -> None:
    """A fact with an unknown type is not valid."""
    fact = {"type": "rumour"}
    assert list(Draft202012Validator(schema("fact")).iter_errors(fact))
