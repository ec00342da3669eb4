"""The notebook in docs/ runs from top to bottom, and shows what it shows.

`HTQ_UPDATE=1 pytest tests/docs/test_notebook.py` writes today's output into it. The cells run in this process, one
namespace for all, as a kernel would: what they print, and the value of a last line that is an expression.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parent.parent.parent / "docs" / "notebook.ipynb"


def outputs_of(source: str, namespace: dict[str, Any], number: int) -> list[dict[str, Any]]:
    """What a cell shows, in the notebook format."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    value = None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, f"cell {number}", "exec"), namespace)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), namespace)
    shown: list[dict[str, Any]] = []
    if printed.getvalue():
        text = printed.getvalue().splitlines(keepends=True)
        shown.append({"name": "stdout", "output_type": "stream", "text": text})
    if value is not None:
        data: dict[str, list[str]] = {"text/plain": repr(value).splitlines(keepends=True)}
        if hasattr(value, "_repr_html_"):
            data = {"text/html": [value._repr_html_()], **data}
        shown.append({"data": data, "execution_count": number, "metadata": {}, "output_type": "execute_result"})
    return shown


def test_the_notebook_shows_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell runs on the built-in facts and gives the output that is stored under it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("HTQ_STORE", raising=False)
    monkeypatch.setenv("HTQ_TODAY", "2026-01-15")
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    namespace: dict[str, Any] = {"__name__": "__main__"}
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    found = [outputs_of("".join(cell["source"]), namespace, at) for at, cell in enumerate(cells, start=1)]
    if os.environ.get("HTQ_UPDATE"):
        for at, (cell, shown) in enumerate(zip(cells, found, strict=True), start=1):
            cell["outputs"], cell["execution_count"] = shown, at
        NOTEBOOK.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert [cell["outputs"] for cell in cells] == found
    assert all(found), "a cell that shows nothing"


def test_the_notebook_is_one() -> None:
    """It is valid in the notebook format, where the format's own library is at hand."""
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    nbformat.validate(nbformat.read(NOTEBOOK, as_version=4))
