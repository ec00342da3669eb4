"""How well names are resolved and how fast: `python benchmarks/names.py [--store FILE] [--wrong]`.

Known spellings, random typing errors (fixed seed) and companies the store does not have, against the built-in facts
or a store. `--wrong` lists every miss. Names whose entity is not in the store, and absent names that a store has by
now, are left out and counted.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "names")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
HANZI = "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感"


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def read(name: str) -> list[dict[str, str]]:
    """The rows of one file of the test set."""
    with open(os.path.join(HERE, f"{name}.jsonl"), encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def misspell(name: str, edits: int, chance: random.Random) -> str:
    """The name with random edits of its letters: one replaced, left out, put in, or swapped with the next."""
    text = name
    for _ in range(edits):
        at = chance.choice([at for at, char in enumerate(text) if char.isalpha()] or [0])
        new = chance.choice(LETTERS if text[at].isascii() else HANZI)
        way = chance.randrange(4)
        if way == 3 and not (at + 1 < len(text) and text[at + 1].isalpha() and text[at + 1] != text[at]):
            way = 0
        if way == 0:
            while new == text[at].lower():
                new = chance.choice(LETTERS if text[at].isascii() else HANZI)
            text = text[:at] + new + text[at + 1 :]
        elif way == 1:
            text = text[:at] + text[at + 1 :]
        elif way == 2:
            text = text[:at] + new + text[at:]
        else:
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text


def letters(name: str) -> int:
    """How many letters a name has without its legal form."""
    from healthtech_cli.names.keys import bare_key

    return sum(char.isalpha() for char in bare_key(name))


def main(arguments: list[str]) -> int:
    """Print the figures; 1 if one is below what is promised."""
    from healthtech_cli.names import NameIndex, name_key
    from healthtech_cli.store import open_store

    store = open_store(arguments[arguments.index("--store") + 1] if "--store" in arguments else None)
    tell = "--wrong" in arguments
    entities = store.entities
    index = NameIndex(entities)
    ids = {entity["id"] for entity in entities}
    every = [text for one in entities for text in [one["name"], *(alias["text"] for alias in one["aliases"])]]
    taken = {name_key(text) for text in every}
    known = [row for row in read("known") if row["id"] in ids]
    absent = [row for row in read("absent") if name_key(row["name"]) not in taken]
    say(f"{len(entities)} entities, {len(every)} names in {store.label}")
    failed = []

    def measure(title: str, rows: list[tuple[str, str | None]], least: float) -> None:
        right = wrong = 0
        for asked, wanted in rows:
            found = index.resolve(asked)
            got = found.match.id if found.match else None
            right += got == wanted
            wrong += got is not None and got != wanted
            if tell and got != wanted:
                near = " · ".join(f"{one.id} {one.score} {one.reason}" for one in found.candidates[:3])
                say(f"    {asked!r}: {got} instead of {wanted} [{near}]")
        share = 100 * right / max(1, len(rows))
        say(f"  {title:<58} {right:>5} of {len(rows):>5}  {share:6.2f} %  (least {least:g}); wrong entity {wrong}")
        if share < least:
            failed.append(title)

    measure("known spellings, right first", [(row["name"], row["id"]) for row in known], 99)
    by_language: dict[str, list[tuple[str, str | None]]] = {}
    for row in known:
        by_language.setdefault(row["lang"], []).append((row["name"], row["id"]))
    for language, rows in sorted(by_language.items()):
        measure(f"  of these {language}", rows, 0)
    chance = random.Random(20221104)
    one = [(misspell(row["name"], 1, chance), row["id"]) for row in known if letters(row["name"]) >= 6 for _ in "123"]
    two = [(misspell(row["name"], 2, chance), row["id"]) for row in known if letters(row["name"]) >= 10 for _ in "123"]
    measure("one random edit, six letters or more", one, 96)
    measure("two random edits, ten letters or more", two, 90)
    own = [(entity["name"], entity["id"]) for entity in entities if letters(entity["name"]) >= 6]
    measure("one random edit, every entity's own name", [(misspell(text, 1, chance), id) for text, id in own], 0)
    long = [(text, id) for text, id in own if letters(text) >= 10]
    measure(
        "two random edits, every entity's own name of ten letters", [(misspell(t, 2, chance), i) for t, i in long], 0
    )
    measure("not in the store, refused", [(row["name"], None) for row in absent], 95)
    gone, come = len(read("known")) - len(known), len(read("absent")) - len(absent)
    say(f"  left out: {gone} known whose entity the store lacks, {come} absent that it has by now")
    speed(every, chance)
    say("every figure as promised" if not failed else "BELOW WHAT IS PROMISED: " + "; ".join(failed))
    return 1 if failed else 0


def speed(every: list[str], chance: random.Random) -> None:
    """Time ten thousand names against ten thousand made-up entities, and the first look-ups."""
    from healthtech_cli.names import NameIndex

    words = sorted(
        {word for text in every for word in text.split() if word.isalpha() and word.isascii() and len(word) > 3}
    )
    made = []
    for at in range(10_000):
        name = " ".join(chance.sample(words, chance.choice((1, 2, 2, 3))))
        texts = [misspell(name, 2, chance), chance.choice(words) + " Group"]
        aliases = [{"text": text, "lang": "en", "origin": "name"} for text in texts]
        made.append(
            {"id": f"e-{at}", "name": name, "kind": "company", "parent": None, "aliases": aliases, "topics": []}
        )
    for title, edits in (("exact", 0), ("misspelt", 1), ("unknown", 4)):
        asked = [misspell(one["name"], edits, chance) for one in made]
        start = time.process_time()
        index = NameIndex(made)  # type: ignore[arg-type]
        found = sum(index.resolve(name).match is not None for name in asked)
        took = time.process_time() - start
        say(f"  10,000 {title} names against 10,000 entities (30,000 names): {took:.1f} s of CPU, {found} found")
    for title, name in (("exact", made[-1]["name"]), ("misspelt", made[-1]["name"] + "q")):
        start = time.process_time()
        NameIndex(made).resolve(name)  # type: ignore[arg-type]
        took = 1000 * (time.process_time() - start)
        say(f"  the first {title} look-up among 10,000 entities: {took:.1f} ms of CPU")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
