"""Fit how sure a reading is: `python benchmarks/calibrate.py --entities seeds/entities.jsonl ARTICLES…`.

ARTICLES are folders of labelled articles as `extraction.py` takes them. Prints the weights of
`extract/rules/confidence.py` (logistic, drawn towards zero), and how well weights fitted without an article say what
is right in it: of the facts said to be sure to so many tenths, how many are. What rules find in articles that they were
not tuned on is kept with `--keep`, to be fitted on later with `--also`: only that is as unsure as it will be for users.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from extraction import SHOWN, Names, document_of, documents, like, matches, stories

from healthtech_cli.extract.pipeline import extract
from healthtech_cli.extract.rules import confidence, merge

TAME = 1.0
"""How strongly weights are drawn to zero; those of single rules and of names' looks twice as strongly."""


Row = tuple[str, dict[str, float], bool, float]
"""Article, what was seen, whether it was right, the confidence as it is now."""


def collect(folder: Path, entities: list[Any]) -> list[Row]:
    """What the rules find in labelled articles; facts that a label leaves open are left out."""
    names = Names(entities)
    rows: list[Row] = []
    with watched() as seen_by:
        for lang, row, text, labels in documents(folder):
            published = row["published"].replace("[", "").replace("]", "") if row["published"] else None
            firm = [label for label in labels if label["certainty"] == "clear"]
            for fact in extract(document_of(row["id"], lang, published, text), text, entities).facts:
                if fact["type"] not in (*SHOWN, "expansion"):
                    continue
                right = any(matches(names, gold, fact) for gold in firm)
                if not right and any(matches(names, gold, fact) for gold in labels):
                    continue
                rows.append((row["id"], seen_by[id(fact)], right, fact["confidence"]))
    return rows


def collect_stories(folder: Path, entities: list[Any]) -> list[Row]:
    """The same of stories with slots, as `extraction.py --reuters` takes them: right where every party fills its slot."""
    rows: list[Row] = []
    with watched() as seen_by:
        for name, text, slots in stories(folder):
            for fact in extract(document_of(name, "en", "1987", text), text, entities).facts:
                if fact["type"] not in ("acquisition", "investment"):
                    continue
                told = (("PURCHASER", fact["actor"]), ("ACQUIRED", fact["target"]))
                right = all(
                    any(like(wording, party["name"]) for wordings in slots[slot] for wording in wordings)
                    for slot, party in told
                    if party
                )
                rows.append((name, seen_by[id(fact)], right, fact["confidence"]))
    return rows


@contextmanager
def watched() -> Iterator[dict[int, dict[str, float]]]:
    """What was seen of each fact that is made meanwhile, by its identity."""
    seen_by: dict[int, dict[str, float]] = {}
    last: list[dict[str, float]] = []
    real_score, real_fact = confidence.score, merge._fact

    def score(seen: dict[str, float]) -> float:
        last.append(seen)
        return real_score(seen)

    def make(*given: Any, **named: Any) -> Any:
        fact = real_fact(*given, **named)
        seen_by[id(fact)] = last[-1]
        kept.append(fact)  # or another could get its identity
        return fact

    kept: list[Any] = []
    confidence.score, merge._fact = score, make
    try:
        yield seen_by
    finally:
        confidence.score, merge._fact = real_score, real_fact


def fit(features: list[str], rows: list[Row]) -> Any:
    """Weights by Newton's method."""
    x = np.array([[seen.get(name, 0.0) for name in features] for _, seen, _, _ in rows])
    y = np.array([float(right) for _, _, right, _ in rows])
    tame = np.array([0.01 if name == "bias" else TAME * (2 if _is_fine(name) else 1) for name in features])
    weights = np.zeros(len(features))
    for _ in range(50):
        said = 1 / (1 + np.exp(-x @ weights))
        step = np.linalg.solve(
            (x * (said * (1 - said))[:, None]).T @ x + np.diag(tame), x.T @ (y - said) - tame * weights
        )
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def _is_fine(name: str) -> bool:
    return "-" in name or name.partition("_")[0] in ("actor", "target")


def curve(pairs: list[tuple[float, bool]]) -> str:
    """Right of all by tenths of confidence."""
    found: dict[float, list[bool]] = {}
    for said, right in pairs:
        found.setdefault(int(said * 10) / 10, []).append(right)
    return "  ".join(f"{at}: {sum(rights)}/{len(rights)}" for at, rights in sorted(found.items()))


def main() -> None:
    """Collect, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", nargs="*", type=Path)
    parser.add_argument("--entities", type=Path, required=True)
    parser.add_argument("--reuters", type=Path, help="a folder of stories with slots, to fit on, too")
    parser.add_argument("--keep", type=Path, help="write what was seen to this file, one fact a line, and fit nothing")
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="fit on what was kept earlier, too")
    asked = parser.parse_args()
    entities = [json.loads(line) for line in asked.entities.read_text(encoding="utf-8").splitlines()]
    rows = [row for folder in asked.articles for row in collect(folder, entities)]
    rows += collect_stories(asked.reuters, entities) if asked.reuters else []
    if asked.keep:
        asked.keep.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return
    rows += [tuple(json.loads(line)) for kept in asked.also for line in kept.read_text(encoding="utf-8").splitlines()]
    features = sorted({name for _, seen, _, _ in rows for name in seen if name != "merger"} | {"merger"})
    say(f"{len(rows)} facts, {sum(right for _, _, right, _ in rows)} right")
    say("as it is:          " + curve([(said, right) for _, _, right, said in rows]))
    articles = sorted({doc for doc, _, _, _ in rows})
    pairs: list[tuple[float, bool]] = []
    for part in range(10):
        out = set(articles[part::10])
        weights = fit(features, [row for row in rows if row[0] not in out])
        for doc, seen, right, _ in rows:
            if doc in out:
                total = sum(weights[at] * seen.get(name, 0.0) for at, name in enumerate(features))
                pairs.append((float(1 / (1 + np.exp(-total))), right))
    say("fitted without it: " + curve(pairs))
    losses = [-np.log(said if right else 1 - said) for said, right in pairs]
    say(f"loss {np.mean(losses):.3f}")
    weights = fit(features, rows)
    told = {name: round(float(one), 2) for name, one in zip(features, weights, strict=True) if abs(one) >= 0.05}
    say(json.dumps(told, indent=4, ensure_ascii=False))


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
