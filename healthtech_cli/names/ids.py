"""Ids that anybody can type: Chinese as pinyin, other scripts as a short hash where nothing of the name is ASCII."""

from __future__ import annotations

from hashlib import sha256

from healthtech_cli.model.ids import slug


def ascii_slug(name: str, *, length: int = 60) -> str:
    """The name as (part of) an id of ASCII letters, digits and hyphens; empty where it has neither letter nor digit."""
    made = slug(name, length=length)
    if made.isascii():
        return made
    from healthtech_cli.names.keys import simplify
    from healthtech_cli.names.sound import sounds

    read: list[str] = []
    for char in simplify(made):
        # the reader knows words, not single characters: two of the same are read as one is
        ways = [] if char.isascii() else sounds(char * 2)
        read.append(char if char.isascii() else ways[0][: len(ways[0]) // 2] if ways else "")
    plain = "-".join(part for part in "".join(read).split("-") if part)[:length].strip("-")
    if any(char.isalpha() for char in plain):
        return plain
    return "-".join(part for part in (plain, sha256(made.encode()).hexdigest()[:8]) if part)


def told_apart(name: str) -> str:
    """The same, with a short hash where letters were lost: two names that sound alike get two ids."""
    whole, made = slug(name), ascii_slug(name)
    if whole == made:
        return made
    digest = sha256(whole.encode()).hexdigest()
    return made if made.endswith(digest[:8]) else f"{made[:55]}-{digest[:4]}"
