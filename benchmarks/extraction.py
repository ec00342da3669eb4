"""How good the extraction is on labelled text that is not part of the project.

    python benchmarks/extraction.py --articles DIR --reuters DIR --seeds DIR --entities FILE…

`--articles`: `<lang>/{manifest,labels}.jsonl` and `<lang>/docs/*.txt`. `--reuters`: `docs/` and `keys/*.key`.
`--seeds`: the five built-in documents' texts, compared with the deals of `--facts` (default `seeds/facts.jsonl`).
Prints recall and precision by language and type for parties known and unknown, amounts, dates, status, calibration.

How a fact is matched with a label: same type, same parties. Names are the same if one has all the words of the other,
legal forms, accents and blanks aside, or if both mean one entity; the name of a launched thing or of a partner that
the labeller put into his own words is also the same if fact and label stand at the same place and share a name-like
word. Labels that tell one event twice count once. A borderline label counts neither as missed nor as found, a fact
that matches nothing but borderline labels neither as right nor as false; how many of them were found is told apart.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from healthtech_cli.extract.mentions.names import Gazetteer
from healthtech_cli.extract.mentions.numbers import fold
from healthtech_cli.extract.pipeline import extract
from healthtech_cli.extract.rules.cast import core, slug
from healthtech_cli.model.edtf import bounds
from healthtech_cli.model.facts import Document, Entity, Fact

DEALS = ("acquisition", "investment", "funding_round", "ipo", "joint_venture")
UNDONE = ("rumoured", "denied", "abandoned", "planned")
SHOWN = (*DEALS, "partnership", "launch", "shutdown")


@dataclass
class Tally:
    """Counts of one row of the report."""

    gold: int = 0
    found: int = 0
    said: int = 0
    right: int = 0

    def row(self) -> str:
        """Recall and precision with their counts."""
        recall = f"{self.found / self.gold:.2f}" if self.gold else " -- "
        precision = f"{self.right / self.said:.2f}" if self.said else " -- "
        return f"R {recall} ({self.found}/{self.gold})  P {precision} ({self.right}/{self.said})"


@dataclass
class Report:
    """All that is counted over the articles."""

    by_language: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_type: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    known: Tally = field(default_factory=Tally)
    unknown: Tally = field(default_factory=Tally)
    borderline: Tally = field(default_factory=Tally)
    amounts: list[bool] = field(default_factory=list)
    dates: list[bool] = field(default_factory=list)
    statuses: list[bool] = field(default_factory=list)
    curve: list[tuple[float, bool]] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)


class Names:
    """Whether a gold name and a found party are the same."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.ids: dict[str, set[str]] = defaultdict(set)
        for entity in entities:
            for name in (entity["name"], *(alias["text"] for alias in entity["aliases"])):
                self.ids[core(name)].add(entity["id"])
            self.ids[entity["id"]].add(entity["id"])

    def known(self, *names: str | None) -> set[str]:
        """The ids that any of the names may mean."""
        return set().union(
            *(self.ids.get(core(name), set()) | self.ids.get(slug(name), set()) for name in names if name)
        )

    def same(self, gold: Iterable[str | None], ref: Any, stated: str | None) -> bool:
        """Whether the found party is one of the gold names."""
        wanted = [name for name in gold if name]
        if ref is None:
            return not wanted
        if not wanted:
            return False
        if ref["id"] in self.known(*wanted):
            return True
        for name in wanted:
            for said in (ref["name"], stated or "", ref["id"].replace("-", " ")):
                one, other = core(name), core(said)
                if one and slug(one).replace("-", "") == slug(other).replace("-", ""):
                    return True
                one, other = _plain(one), _plain(other)
                if (
                    one
                    and other
                    and (
                        one == other or set(one.split()) <= set(other.split()) or set(other.split()) <= set(one.split())
                    )
                ):
                    return True
                if one and other and not one.isascii() and len(other) > 1 and (one in other or other in one):
                    return True
        return False


def _plain(name: str) -> str:
    """The name in plain letters where it has any; Chinese stays, so that a part of a name is found in the whole."""
    if any("\u4e00" <= char <= "\u9fff" for char in name):
        return name
    return " ".join(slug(name).split("-")) if name.replace(" ", "").isalnum() and slug(name) != "unnamed" else name


def _in_own_words(gold: dict[str, Any], fact: Fact) -> bool:
    """Whether fact and label stand at one place and their targets share a word that looks like a name's."""
    evidence, target = fact["evidence"][0], fact["target"]
    if target is None or "start" not in gold or evidence["start"] is None or evidence["end"] is None:
        return False
    if evidence["end"] <= gold["start"] or gold["end"] <= evidence["start"]:
        return False
    wanted = f"{gold['target']} {gold.get('target_as_stated') or ''}".replace("-", " ").split()
    said = {core(word) for word in (evidence["target_as_stated"] or target["name"]).replace("-", " ").split()}
    return any(core(word) in said for word in wanted if (len(word) > 2 and not word.islower()) or word[:1].isdigit())


def matches(names: Names, gold: dict[str, Any], fact: Fact) -> bool:
    """Whether the fact is the labelled event: type and parties."""
    if gold["type"] != fact["type"]:
        return False
    evidence = fact["evidence"][0]
    actor = names.same((gold["actor"], gold.get("actor_as_stated")), fact["actor"], evidence["actor_as_stated"])
    if fact["type"] in ("funding_round", "ipo"):
        return actor
    wanted = (gold["target"], gold.get("target_as_stated"))
    target = names.same(wanted, fact["target"], evidence["target_as_stated"]) if gold["target"] else True
    if not target and gold["type"] in ("launch", "shutdown", "partnership", "expansion"):
        target = _in_own_words(gold, fact)
    if fact["type"] == "partnership":
        crossed = names.same(
            (gold["actor"], gold.get("actor_as_stated")), fact["target"], evidence["target_as_stated"]
        ) and names.same(wanted, fact["actor"], evidence["actor_as_stated"])
        return (actor and target) or crossed
    if fact["type"] == "joint_venture":
        founders = [(gold["actor"], gold.get("actor_as_stated")), *((partner, None) for partner in gold["partners"])]
        told = [ref for ref in (fact["actor"], *fact["partners"]) if ref]
        return (
            sum(any(names.same(founder, ref, None) for founder in founders) for ref in told)
            >= min(2, len(told), len(founders))
            > 0
        )
    if fact["type"] in ("launch", "shutdown", "expansion"):
        return target and (actor or not fact["actor"])
    return actor and target


def close_dates(gold: str | None, said: str | None) -> bool:
    """Whether the found date lies within the gold one or is it, qualifiers aside."""
    if not gold or not said:
        return False
    try:
        wanted, got = bounds(gold.replace("[", "").replace("]", "").replace("..", "") or gold), bounds(said)
    except ValueError:
        return False
    return wanted == got or (wanted[0] <= got[0] and got[1] <= wanted[1])


def documents(folder: Path) -> Iterator[tuple[str, dict[str, Any], str, list[dict[str, Any]]]]:
    """Language, manifest line, text and labels of each article."""
    for language in sorted(one for one in folder.iterdir() if one.is_dir()):
        manifest = [
            json.loads(line)
            for line in (language / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
            if line.strip()
        ]
        labels = [
            json.loads(line)
            for line in (language / "labels.jsonl").read_text(encoding="utf-8").splitlines()
            if line.strip()
        ]
        for row in sorted(manifest, key=lambda one: str(one["id"])):
            with (language / "docs" / f"{row['id']}.txt").open(encoding="utf-8", newline="") as lines:
                text = lines.read()
            yield language.name, row, text, [label for label in labels if label["doc"] == row["id"]]


def document_of(name: str, lang: str, published: str | None, text: str) -> Document:
    """A document with only what extraction looks at."""
    return Document(
        id=name,
        title=name,
        publisher=None,
        author=None,
        published=published,
        published_basis="stated" if published else "none",
        language=lang,
        translated_from=None,
        sha256="",
        length=len(text),
        url=None,
        has_text=True,
    )


def run_articles(folder: Path, entities: list[Entity], threshold: float) -> Report:
    """Counts over all labelled articles."""
    report, names = Report(), Names(entities)
    for lang, row, text, labels in documents(folder):
        published = row["published"].replace("[", "").replace("]", "") if row["published"] else None
        facts = [
            fact
            for fact in extract(document_of(row["id"], lang, published, text), text, entities).facts
            if fact["type"] in SHOWN
        ]
        score(report, names, lang, row["id"], labels, facts, text, threshold)
    return report


def score(
    report: Report,
    names: Names,
    lang: str,
    doc: str,
    labels: list[dict[str, Any]],
    facts: list[Fact],
    text: str,
    threshold: float,
) -> None:
    """Adds one document to the report."""
    kept = [fact for fact in facts if fact["confidence"] >= threshold]
    firm = [label for label in labels if label["certainty"] == "clear"]
    for gold in labels:
        if gold["certainty"] != "clear" and gold["type"] in DEALS:
            report.borderline.gold += 1
            report.borderline.found += any(matches(names, gold, fact) for fact in kept)
    for gold in _once(firm):
        hits = [fact for fact in kept if any(matches(names, one, fact) for one in firm if _event(one) == _event(gold))]
        deal = gold["type"] in DEALS
        told = f"{doc} {gold['type']} {gold['actor']} > {gold['target']}"
        parties = [one for one in (gold["actor"], gold["target"]) if one]
        is_known = all(
            names.known(one, gold.get(f"{role}_as_stated")) for role in ("actor", "target") if (one := gold[role])
        ) and bool(parties)
        for tally in (
            report.by_type[gold["type"]],
            *([report.by_language[lang], report.known if is_known else report.unknown] if deal else []),
        ):
            tally.gold += 1
            tally.found += bool(hits)
        if hits:
            hit = min(
                hits,
                key=lambda one: (not _same_money(gold, one), abs((one["evidence"][0]["start"] or 0) - gold["start"])),
            )
            if gold["money"] and deal:
                report.amounts.append(_same_money(gold, hit))
                if not report.amounts[-1]:
                    report.misses.append(f"AMOUNT {told}: gold {gold['money']} said {hit['money']}")
            if gold["date"] and deal:
                report.dates.append(close_dates(gold["date"], hit["date"]))
                if not report.dates[-1]:
                    report.misses.append(f"DATE {told}: gold {gold['date']} said {hit['date']}")
            if gold["status"] in UNDONE and deal:
                report.statuses.append(hit["status"] != "completed")
                if not report.statuses[-1]:
                    report.misses.append(
                        f"STATUS {doc} {gold['type']} {gold['actor']} > {gold['target']}: gold {gold['status']}"
                    )
        else:
            report.misses.append(f"MISS {told} :: {text[gold['start'] : gold['end']][:150]!r}")
    for fact in facts:
        right = any(matches(names, gold, fact) for gold in firm)
        if not right and any(matches(names, gold, fact) for gold in labels):
            continue
        deal = fact["type"] in DEALS
        if deal:
            report.curve.append((fact["confidence"], right))
        if fact["confidence"] < threshold:
            continue
        refs = [ref for ref in (fact["actor"], fact["target"]) if ref]
        is_known = all(ref["id"] in names.ids for ref in refs)
        for tally in (
            report.by_type[fact["type"]],
            *([report.by_language[lang], report.known if is_known else report.unknown] if deal else []),
        ):
            tally.said += 1
            tally.right += right
        if not right:
            start, end = fact["evidence"][0]["start"] or 0, fact["evidence"][0]["end"] or 0
            report.misses.append(
                f"FALSE {doc} {fact['confidence']} {fact['method']} {fact['statement']} :: {text[start:end][:150]!r}"
            )


def _event(label: dict[str, Any]) -> tuple[Any, ...]:
    """What makes two labels of one document tell the same event."""
    money = label["money"]["amount"] if label["money"] and label["type"] == "funding_round" else None
    round_ = (money, label["date"]) if label["type"] == "funding_round" else None
    return (label["type"], core(label["actor"] or ""), core(label["target"] or ""), round_)


def _once(labels: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One label an event, the one that says most."""
    best: dict[tuple[Any, ...], dict[str, Any]] = {}
    for label in labels:
        other = best.get(_event(label))
        if other is None or sum(bool(label[key]) for key in ("money", "date")) > sum(
            bool(other[key]) for key in ("money", "date")
        ):
            best[_event(label)] = label
    return list(best.values())


def _same_money(gold: dict[str, Any], fact: Fact) -> bool:
    money = fact["money"]
    if gold["money"] is None or money is None:
        return gold["money"] is None and money is None
    return abs(float(gold["money"]["amount"]) - float(money["amount"])) < 1 and (
        money["currency"] in (gold["money"]["currency"], None) or not gold["money"]["currency"]
    )


def unwrap(text: str) -> str:
    """The story with its hard line ends blanked, same length; an indented line begins a paragraph."""
    lines = text.split("\n")
    out = ""
    for number, line in enumerate(lines):
        follow = lines[number + 1] if number + 1 < len(lines) else ""
        out += line + (
            ""
            if number == len(lines) - 1
            else "\n"
            if not line.strip() or not follow.strip() or follow.startswith(" ")
            else " "
        )
    return out


def stories(folder: Path) -> Iterator[tuple[str, str, dict[str, list[list[str]]]]]:
    """Name and text of each story with a key, and its slots: for each filler its wordings."""
    for key in sorted((folder / "keys").glob("*.key"), key=lambda one: one.stem):
        path = next(
            (one for one in ((folder / "docs" / key.stem), (folder / "docs" / f"{key.stem}.txt")) if one.exists()), None
        )
        if path is None:
            continue
        text = unwrap(path.read_text(encoding="utf-8", errors="replace"))
        wanted: dict[str, list[list[str]]] = defaultdict(list)
        for line in key.read_text(encoding="utf-8", errors="replace").splitlines():
            slot, _, filler = line.partition(": ")
            told = slot != "DLRAMT" or any(char.isdigit() for char in filler)  # "undisclosed" is no amount
            if slot in ("ACQUIRED", "PURCHASER", "DLRAMT") and told and filler.strip() not in ("", "---"):
                wanted[slot].append([part.strip().strip('"') for part in filler.split(" / ")])
        yield key.stem, text, wanted


def run_reuters(folder: Path, entities: list[Entity], threshold: float, *, verbose: int) -> None:
    """Prints slot recall and precision: any wording of the key, and its exact words."""
    slots = {"ACQUIRED": Tally(), "PURCHASER": Tally(), "DLRAMT": Tally()}
    exact = {"ACQUIRED": 0, "PURCHASER": 0, "DLRAMT": 0}
    shown = 0
    for name, text, wanted in stories(folder):
        facts = [
            one
            for one in extract(document_of(name, "en", "1987", text), text, entities).facts
            if one["type"] in ("acquisition", "investment") and one["confidence"] >= threshold
        ]
        said: dict[str, list[str]] = {
            "ACQUIRED": list(dict.fromkeys(f["target"]["name"] for f in facts if f["target"])),
            "PURCHASER": list(dict.fromkeys(f["actor"]["name"] for f in facts if f["actor"])),
            "DLRAMT": list(dict.fromkeys(f["evidence"][0]["amount_as_stated"] or "" for f in facts if f["money"])),
        }
        for slot, tally in slots.items():
            hits = [any(like(wording, one) for wording in wordings for one in said[slot]) for wordings in wanted[slot]]
            tally.gold += len(hits)
            tally.found += sum(hits)
            tally.said += len(said[slot])
            tally.right += sum(
                any(like(wording, one) for wordings in wanted[slot] for wording in wordings) for one in said[slot]
            )
            exact[slot] += sum(
                any(
                    " ".join(wording.split()).casefold() == " ".join(one.split()).casefold()
                    for wording in wordings
                    for one in said[slot]
                )
                for wordings in wanted[slot]
            )
        if (
            verbose
            and shown < verbose
            and not all(
                any(like(w, one) for w in ws for one in said[s]) for s in ("ACQUIRED", "PURCHASER") for ws in wanted[s]
            )
        ):
            shown += 1
            sys.stdout.write(f"--- {name} want {dict(wanted)} said {said}\n{text[:420]}\n")
    sys.stdout.write("Reuters, slot by slot\n")
    for slot, tally in slots.items():
        sys.stdout.write(f"  {slot:10} {tally.row()}  exact words {exact[slot]}/{tally.gold}\n")


def like(wanted: str, said: str) -> bool:
    one, other = core(wanted.replace("dlrs", "dlr")), core(said.replace("dlrs", "dlr"))
    return (
        bool(one)
        and bool(other)
        and (one == other or set(one.split()) <= set(other.split()) or set(other.split()) <= set(one.split()))
    )


def run_seeds(folder: Path, entities: list[Entity], facts_path: Path) -> None:
    """Prints recall and precision by type against the built-in facts."""
    names = Names(entities)
    if not facts_path.exists():
        sys.stdout.write(f"no {facts_path}: seeds not compared\n")
        return
    gold = [json.loads(line) for line in facts_path.read_text(encoding="utf-8").splitlines() if line.strip()]
    tallies: dict[str, Tally] = defaultdict(Tally)
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as lines:
            text = lines.read()
        year = path.stem.rpartition("-")[2]
        facts = extract(
            document_of(path.stem, path.stem[:2], year if year.isdigit() else None, text), text, entities
        ).facts
        wanted = [one for one in gold if any(evidence["document"] == path.stem for evidence in one["evidence"])]
        for one in wanted:
            tally = tallies[one["type"]]
            tally.gold += 1
            label = {
                **one,
                "actor": one["actor"]["id"] if one["actor"] else None,
                "target": one["target"]["id"] if one["target"] else None,
                "partners": [ref["id"] for ref in one["partners"]],
            }
            hits = [fact for fact in facts if _seed_match(names, label, fact)]
            tally.found += bool(hits)
            if one["type"] in DEALS:
                told = "found" if hits else "MISSED"
                money = (
                    ""
                    if not hits or not one["money"]
                    else " amount right"
                    if any(_same_money(label, hit) for hit in hits)
                    else " AMOUNT WRONG"
                )
                sys.stdout.write(
                    f"  {told}{money} {path.stem} {one['type']} {label['actor']} > {label['target']} {one['money']}\n"
                )
        for fact in facts:
            tally = tallies[fact["type"]]
            tally.said += 1
            right = any(
                _seed_match(
                    names,
                    {
                        **one,
                        "actor": one["actor"]["id"] if one["actor"] else None,
                        "target": one["target"]["id"] if one["target"] else None,
                        "partners": [ref["id"] for ref in one["partners"]],
                    },
                    fact,
                )
                for one in wanted
            )
            tally.right += right
            if not right and fact["type"] in DEALS:
                sys.stdout.write(
                    f"  FALSE {path.stem} {fact['confidence']} {fact['statement']} "
                    f":: {fact['evidence'][0]['quote']!r}\n"
                )
    for kind, tally in tallies.items():
        sys.stdout.write(f"  {kind:14} {tally.row()}\n")


def _seed_match(names: Names, label: dict[str, Any], fact: Fact) -> bool:
    if fact["type"] in ("metric", "forecast"):
        if label["type"] != fact["type"]:
            return False
        value = fact["value"]["number"] if fact["value"] else fact["money"]["amount"] if fact["money"] else None
        wanted = label["value"]["number"] if label["value"] else label["money"]["amount"] if label["money"] else None
        return (
            value is not None
            and wanted is not None
            and abs(float(value) - float(wanted)) < 1e-6 * max(1.0, abs(float(wanted)))
        )
    if label["type"] == "investment" and fact["type"] == "acquisition" and label["target"]:
        label = {**label, "type": "acquisition"}  # a majority bought is told as the one or the other
    return matches(names, label, fact)


def show(report: Report, *, verbose: bool) -> None:
    """Prints the report on the articles."""
    out = sys.stdout.write
    out("Deals by language\n")
    for lang, tally in sorted(report.by_language.items()):
        out(f"  {lang:14} {tally.row()}\n")
    out("By type\n")
    for kind in SHOWN:
        out(f"  {kind:14} {report.by_type[kind].row()}\n")
    out(f"Deals, parties known    {report.known.row()}\nDeals, parties unknown  {report.unknown.row()}\n")
    out(f"Deals labelled as borderline, not counted: found {report.borderline.found}/{report.borderline.gold}\n")
    for name, marks in (
        ("amounts right", report.amounts),
        ("dates right", report.dates),
        ("undone deals not stated as done", report.statuses),
    ):
        out(f"{name}: {sum(marks)}/{len(marks)}\n")
    out("Calibration (confidence: right/said)\n")
    for low in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        bin_ = [right for confidence, right in report.curve if low <= confidence < (low + 0.1 if low else 0.3)]
        out(f"  {low:.1f}: {sum(bin_)}/{len(bin_)}\n")
    if verbose:
        for miss in sorted(report.misses):
            out(miss + "\n")


def read_entities(paths: Iterable[Path]) -> list[Entity]:
    """Entities of several files; of two with one id the first, its aliases joined."""
    found: dict[str, Entity] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip():
                continue
            raw = json.loads(line)
            parent = raw.get("parent")
            entity = Entity(
                id=raw["id"],
                name=raw["name"],
                kind=raw["kind"],
                parent={"id": parent, "name": parent} if isinstance(parent, str) else parent,
                country=raw.get("country"),
                aliases=raw.get("aliases", []),
                topics=raw.get("topics", []),
            )
            if entity["id"] in found:
                known = {fold(alias["text"]) for alias in found[entity["id"]]["aliases"]}
                found[entity["id"]]["aliases"] += [
                    alias for alias in entity["aliases"] if fold(alias["text"]) not in known
                ]
            else:
                found[entity["id"]] = entity
    return list(found.values())


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--reuters", type=Path)
    parser.add_argument("--seeds", type=Path)
    parser.add_argument("--entities", type=Path, nargs="*", default=[])
    parser.add_argument("--facts", type=Path, default=Path("seeds/facts.jsonl"))
    parser.add_argument("--min-confidence", type=float, default=0.5)
    parser.add_argument("-v", "--verbose", action="count", default=0)
    parser.add_argument("--speed", action="store_true")
    asked = parser.parse_args()
    entities = read_entities(asked.entities)
    sys.stdout.write(f"{len(entities)} entities, facts of confidence >= {asked.min_confidence}\n")
    Gazetteer(entities)
    if asked.articles:
        show(run_articles(asked.articles, entities, asked.min_confidence), verbose=bool(asked.verbose))
    if asked.reuters:
        run_reuters(
            asked.reuters, entities, asked.min_confidence, verbose=asked.verbose * 10 if asked.verbose > 1 else 0
        )
    if asked.seeds:
        run_seeds(asked.seeds, entities, asked.facts)
    if asked.speed and asked.articles:
        rows = list(documents(asked.articles))
        started = time.process_time()
        for lang, row, text, _ in rows:
            extract(document_of(row["id"], lang, None, text), text, entities)
        spent = time.process_time() - started
        sys.stdout.write(
            f"speed: {len(rows) / spent:.0f} articles/s, "
            f"{sum(len(text) for *_, text, _ in rows) / spent / 1000:.0f} k characters/s\n"
        )


if __name__ == "__main__":
    main()
