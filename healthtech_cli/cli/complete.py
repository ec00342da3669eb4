"""What a word on the command line may become, answered without starting the program.

A shell asks `htq __complete SHELL POSITION WORD...` and gets one candidate a line (for zsh and fish a tab and a few
words about it after it), or `:files` where the shell knows better. Options and their values come from the table of
commands; names and ids are cut out of the store's lines, a row a line in either form of it, without decoding them.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from healthtech_cli.cli.declare import Command, Option

    Candidates = list[tuple[str, str]]

MOST = 1000
CURRENCIES = ("EUR", "USD", "CNY", "GBP", "HKD", "CHF", "JPY", "INR", "KRW")  # what this field is told in
FILES = (":files", "")
_NAME = b'"name": "'


def answer(arguments: list[str]) -> int:
    """Print the candidates; nothing where there are none or anything is wrong: a shell is no place for errors."""
    from healthtech_cli.render import out

    try:
        shell, position, *words = arguments
        found = candidates([_unquoted(word) if shell == "bash" else word for word in words], int(position))
    except Exception:
        return 0
    lines = []
    for value, about in found:
        if any(ord(char) < 0x20 for char in value + about) or not (value + about).isprintable():
            continue  # a stranger's name must not steer the line that is being typed
        shown = _quoted(value) if shell == "bash" and value != ":files" else value
        lines.append(f"{shown}\t{about}" if about and shell != "bash" else shown)
    out.utf8()
    out.write("".join(line + "\n" for line in lines))
    return 0


def candidates(words: list[str], position: int) -> Candidates:
    """Values for the word at a position (0 is the program's own name), each with a few words about it."""
    from healthtech_cli.cli.table import COMMANDS

    word = words[position] if position < len(words) else ""
    before = words[1:position]
    if not before:
        found = [(command.name, command.summary) for command in COMMANDS.values() if command.name.startswith(word)]
        return found or [pair for pair in (("--help", ""), ("--version", "")) if pair[0].startswith(word)]
    command = COMMANDS.get(before[0])
    if command is None:
        return []
    store = _store_named(words)
    waiting, used, positional = _read(command, before[1:])
    if waiting:
        return _values(waiting.values, word, store, several=waiting.kind == "many")
    if word.startswith("-"):
        return _options(command, word, used)
    arguments = list(command.arguments)
    if not arguments:
        return []
    argument = arguments[min(positional, len(arguments) - 1)]
    if positional >= len(arguments) and argument.count in ("one", "optional"):
        return []
    return _values(argument.values, word, store, several=False)


def _read(command: Command, words: list[str]) -> tuple[Option | None, set[str], int]:
    """The option that waits for a value, the options used, and how many arguments there are."""
    options = {name: option for option in command.options for name in option.names}
    waiting: Option | None = None
    used: set[str] = set()
    positional = 0
    for word in words:
        if word == "=":
            continue  # bash splits --since=2018 in three
        if waiting is not None:
            waiting = None
            continue
        option = options.get(word.partition("=")[0]) if word.startswith("-") else None
        if option is None:
            positional += not word.startswith("-") or word == "-"
            continue
        if option.kind != "many":
            used.update(option.names)
        if option.kind != "flag" and "=" not in word:
            waiting = option
    return waiting, used, positional


def _options(command: Command, word: str, used: set[str]) -> Candidates:
    name, equals, value = word.partition("=")
    if equals:
        option = next((one for one in command.options if name in one.names), None)
        found = _values(option.values, value, None, several=option.kind == "many") if option else []
        return [(f"{name}={one}", about) for one, about in found if one != ":files"]
    shown = [option for option in command.options if not option.hidden]
    found = [(name, option.help) for option in shown for name in option.names if name not in used]
    return [pair for pair in [*found, ("--help", "Show this message and exit.")] if pair[0].startswith(word)]


def _values(kinds: str, word: str, store: str | None, *, several: bool) -> Candidates:
    head = ""
    if several and "," in word:
        head, _, word = word.rpartition(",")
        head += ","
    found: Candidates = []
    for kind in kinds.split("|"):
        found += [(head + value, about) if value != ":files" else FILES for value, about in _of(kind, word, store)]
    return found[:MOST]


def _of(kind: str, word: str, store: str | None) -> Iterable[tuple[str, str]]:
    if kind == "company":
        return _companies(word, store)
    if kind in ("fact", "document"):
        table = b"facts" if kind == "fact" else b"documents"
        title = b'"statement": "' if kind == "fact" else b'"title": "'
        return [(row_id, _after(line, title)[:100]) for row_id, line in _rows(store, table, word)]
    if kind == "topic":
        return [(topic, "") for topic in _topics(store) if topic.startswith(word)]
    if kind == "file":
        return [FILES]
    if kind == "currency":
        return [(code, "") for code in CURRENCIES if code.startswith(word.upper())]
    sign = "-" if kind == "field" and word.startswith("-") else ""
    return [(sign + value, "") for value in _vocabulary(kind) if value.startswith(word[len(sign) :].lower())]


def _vocabulary(kind: str) -> Iterable[str]:
    from healthtech_cli.model import vocabulary

    known: dict[str, Iterable[str]] = {
        "type": vocabulary.FACT_TYPES,
        "status": vocabulary.STATUSES,
        "kind": vocabulary.KINDS,
        "by": ("year", "type", "company", "topic", "country", "document", "status"),
        "citation": ("text", "md", "bibtex", "csl"),
        "shell": ("bash", "zsh", "fish"),
        "language": ("en", "de", "nl", "zh"),
        "export": ("csv", "jsonl", "sqlite", "parquet", "xlsx", "md", "ftm"),
    }
    if kind == "field":
        from healthtech_cli.answer import FACT_FIELDS

        return ("amount", *FACT_FIELDS)
    if kind == "check":
        return ("schema", "spans", "dates", "currencies", "roles", "duplicates", "orphans", "evidence", "sums")
    if kind == "help":
        from healthtech_cli.cli.table import COMMANDS
        from healthtech_cli.cli.topics import TOPICS

        return [*TOPICS, *COMMANDS]
    if kind == "schema":
        from healthtech_cli.cli.schemas import RESULTS

        return [*RESULTS, "error"]
    return known.get(kind, ())


def _store_named(words: list[str]) -> str | None:
    return next((words[at + 1] for at, word in enumerate(words[:-1]) if word == "--store"), None)


def _bytes(store: str | None, table: bytes) -> bytes:
    """The lines of one table of the store that the command line would use."""
    from healthtech_cli.config import seeds_folder, store_path

    path, _ = store_path(store)
    if not path:
        path = os.path.join(seeds_folder(), f"{table.decode()}.jsonl")
        with open(path, "rb") as file:
            return file.read()
    with open(path, "rb") as file:
        data = file.read()
    start = data.find(b'\n"%s": {\n' % table)
    return data[start : data.find(b"\n}", start + 1)] if start >= 0 else b""


def _rows(store: str | None, table: bytes, word: str) -> Iterator[tuple[str, bytes]]:
    """The ids that begin with the word, with the line that each is in."""
    data = _bytes(store, table)
    # an id begins its row; "{" stands before other ids too, so what precedes must be a line's beginning
    for at in _places(data, b'{"id": "' + word.lower().encode()):
        line_start = data.rfind(b"\n", 0, at) + 1
        if at - line_start <= 16 and b"{" not in data[line_start:at]:
            end = data.find(b"\n", at)
            line = data[at : end if end >= 0 else len(data)]
            yield _after(line, b'{"id": "'), line


def _places(data: bytes, words: bytes) -> Iterator[int]:
    at = data.find(words)
    while at >= 0:
        yield at
        at = data.find(words, at + 1)


def _after(line: bytes, mark: bytes) -> str:
    """The text that follows a mark, up to its closing quote."""
    start = line.find(mark)
    if start < 0:
        return ""
    start += len(mark)
    end = start
    while end < len(line) and line[end : end + 1] != b'"':
        end += 2 if line[end : end + 1] == b"\\" else 1
    return line[start:end].decode("utf-8", "replace").replace('\\"', '"')


def _companies(word: str, store: str | None) -> Candidates:
    """Ids of entities, then names and aliases, that begin with the word; without one those that facts are about."""
    if not word:
        facts = _bytes(store, b"facts")
        about = {_after(facts[at : at + 200], b'{"id": "') for at in _places(facts, b'"actor": {"id": "')}
        return [(one, "") for one in sorted(about)]
    found: dict[str, str] = {}
    for row_id, line in _rows(store, b"entities", word):
        found[row_id] = _after(line, _NAME)
    data = _bytes(store, b"entities")
    lowered = data.lower()  # ASCII letters only, so every byte stays where it was
    for mark in (_NAME, b'"text": "'):
        for at in _places(lowered, mark + word.encode().lower()):
            value = _after(data[at : at + 400], data[at : at + len(mark)])
            line_start = data.rfind(b"\n", 0, at) + 1
            if mark == _NAME and data.find(mark, line_start) < at:
                continue  # the name of its parent
            if value and value.lower() not in found:
                found.setdefault(value, _after(data[line_start : line_start + 300], b'{"id": "'))
            if len(found) >= MOST:
                break
    return list(found.items())


def _topics(store: str | None) -> list[str]:
    facts = _bytes(store, b"facts")
    found: set[bytes] = set()
    for at in _places(facts, b'"topics": ["'):
        found.update(facts[at + 12 : facts.find(b'"]', at)].split(b'", "'))
    return sorted(topic.decode("utf-8", "replace") for topic in found)


_SPECIAL = " \t\\'\"`$&;|<>()[]{}*?!#~^"


def _quoted(value: str) -> str:
    return "".join("\\" + char if char in _SPECIAL else char for char in value)


def _unquoted(word: str) -> str:
    """What bash has of an unfinished word, without its quotes and backslashes."""
    plain, escaped = "", False
    for char in word:
        if escaped or char not in "\\'\"":
            plain, escaped = plain + char, False
        else:
            escaped = char == "\\"
    return plain
