"""Look for inputs that break what they should not: coverage-guided fuzzing with atheris, by hand.

    pip install atheris                            not a dependency of the project: nothing else needs it
    python benchmarks/fuzz.py                      the names of the targets
    python benchmarks/fuzz.py amounts --seconds 60
    python benchmarks/fuzz.py amounts --input F    one input once, as a crash file of an earlier run

Only the documented exceptions may leave a target, and what it answers must hold together: positions lie in the text,
what was written reads back as it was. What is found becomes an ordinary test in `tests/test_fuzz_findings.py`.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

TODAY = "2026-01-15"
LANGUAGES = ("en", "de", "nl", "zh")
# everything under test is imported while this is in force, so that atheris sees its branches
PACKAGES = ["healthtech_cli"]


def text_of(data: bytes) -> str:
    """The bytes as text; lone surrogates and all."""
    return data.decode("utf-8", "surrogatepass") if _is_plain(data) else data.decode("latin-1")


def _is_plain(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def codec(data: bytes) -> None:
    """What decodes is what `json` decodes, and encodes to harmless text that decodes to the same."""
    from healthtech_cli import codec

    try:
        expected: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        expected = error
    try:
        value = codec.loads(data)
    except (ValueError, RecursionError):
        assert isinstance(expected, Exception), "json reads it"
        return
    assert repr(value) == repr(expected), "another value than json has"
    for indent in (None, 2):
        try:
            text = codec.dumps(value, indent=indent)
        except ValueError:
            continue  # NaN and the infinities are read, but not written
        assert not any(codec.is_unsafe(ord(char)) for char in text), "unsafe characters"
        assert repr(codec.loads(text)) == repr(value), "another value after writing"


def dates(data: bytes) -> None:
    """Days that a user types: UsageError or two days in their order; EDTF: ValueError or the same."""
    from healthtech_cli.errors import UsageError
    from healthtech_cli.model import days, edtf

    text = text_of(data)
    try:
        first, last = days.first_day(text, TODAY, "--since"), days.last_day(text, TODAY, "--until")
        assert first <= last, (first, last)
        assert edtf.bounds(first)[0] == first and edtf.bounds(last)[1] == last, (first, last)
    except UsageError:
        pass
    if edtf.is_date(text):
        first, last = edtf.bounds(text)
        assert first <= last and edtf.may_lie(text, first, last) and edtf.must_lie(text, first, last)
        edtf.sort_key(text)
        assert edtf.overlap(text, text)


def amounts(data: bytes) -> None:
    """Amounts that a user types: ValueError, or a finite figure that both forms can show."""
    from healthtech_cli.model import amounts

    try:
        amount, currency = amounts.parse_amount(text_of(data))
    except ValueError:
        return
    assert amount >= 0 and amount != float("inf"), amount
    assert currency is None or len(currency) == 3, currency
    amounts.short(amount, currency)
    amounts.exact(amount, currency)


def _spans(text: str, found: list[Any]) -> None:
    position = 0
    for one in found:
        assert position <= one.start < one.end <= len(text), (position, one)
        position = one.end


def money(data: bytes) -> None:
    """Amounts in a text: sorted, apart, within it; never an error."""
    from healthtech_cli.extract.mentions.money import find_money

    language, text = LANGUAGES[data[0] % 4] if data else "en", text_of(data[1:])
    found = find_money(text, language)
    _spans(text, found)
    for one in found:
        assert one.amount >= 0 and one.amount != float("inf"), one


def mentions(data: bytes) -> None:
    """Dates in a text: sorted, apart, within it, each EDTF; never an error."""
    from healthtech_cli.extract.mentions.dates import anchor_year, find_dates
    from healthtech_cli.model.edtf import is_date

    language, text = LANGUAGES[data[0] % 4] if data else "en", text_of(data[1:])
    for anchor in (None, "2022", "2024-02-29", "2020-01"):
        found = find_dates(text, language, anchor)
        _spans(text, found)
        for one in found:
            assert is_date(one.edtf), one
        anchor_year(text, anchor, language)


def layout(data: bytes) -> None:
    """Bytes of a store file, as they are and with a first line that fits them: Damage, or StoreError when used."""
    from healthtech_cli.errors import StoreError
    from healthtech_cli.store import layout
    from healthtech_cli.store.writing import writing

    first, _, rest = data.partition(b"\n")
    with contextlib.suppress(layout.Damage):
        layout.decode_head(first + b"\n")
    for name in layout.TABLES:
        with contextlib.suppress(layout.Damage):
            layout.decode_table(rest, name)
    path = os.path.join(_folder(), "store.json")
    Path(path).write_bytes(data)
    with contextlib.suppress(layout.Damage):
        layout.read_file(path)
    numbers = {"format": layout.FORMAT, "schema": layout.VERSION, "revision": 1, "bytes": len(rest)}
    head = {**numbers, "sha256": layout.checksum(rest, schema=layout.VERSION, revision=1)}
    Path(path).write_bytes(b'{"meta": {"1": %s},\n%s' % (json.dumps(head).encode(), rest))
    layout.read_file(path)
    try:
        with writing(path, command="fuzz", at=f"{TODAY}T00:00:00Z", dry_run=True) as change:
            for name in layout.TABLES:
                change.rows(name)
    except StoreError:
        pass


def _import(data: bytes, form: str) -> None:
    from healthtech_cli.errors import HtqError
    from healthtech_cli.service import importing
    from healthtech_cli.store.writing import writing

    path = os.path.join(_folder(), "small.json")
    if not os.path.exists(path):
        _small_store(path)
    try:
        with writing(path, command="fuzz", at=f"{TODAY}T00:00:00Z", dry_run=True) as change:
            text = importing.decoded(data, "fuzz")
            rows = importing.read_rows(text, importing.form_of("fuzz", text, form), change.rows("documents"))
            importing.import_rows(change, rows, "fuzz")
            _stored_rows_are_valid(change)
    except HtqError as error:
        str(error)


def _small_store(path: str) -> None:
    from healthtech_cli.store.seeds import read_table
    from healthtech_cli.store.writing import commit

    rows = {"entities": read_table("entities")[:20], "documents": read_table("documents")[:1]}
    commit(path, {name: {str(at): row for at, row in enumerate(some, 1)} for name, some in rows.items()}, None)


def _stored_rows_are_valid(change: Any) -> None:
    from healthtech_cli.model import validate
    from healthtech_cli.store import layout

    for table, _, _, after in change.touched():
        if after is not None:
            assert b"\n" not in layout.encode_row(after), "a raw line break"
            if table == "documents":
                assert not validate.document_faults(after), validate.document_faults(after)


def jsonl(data: bytes) -> None:
    """A JSON Lines file to import: HtqError, or rows that can be stored."""
    _import(data, "jsonl")


def table(data: bytes) -> None:
    """A CSV file to import: HtqError, or rows that can be stored."""
    _import(data, "csv")


_FOLDER: list[tempfile.TemporaryDirectory[str]] = []


def _folder() -> str:
    if not _FOLDER:
        _FOLDER.append(tempfile.TemporaryDirectory(prefix="htq-fuzz-"))
    return _FOLDER[0].name


FACT = (
    '{"type": "acquisition", "statement": "Acme buys Foo.", "actor": "Acme", "target": {"name": "Foo"}, "date": "2020",'
    ' "money": "more than USD 5m", "topics": "pharmacy", "partners": ["Amazon"]}\n'
)
STARTS: dict[str, list[str]] = {
    "codec": ['{"a": [1, 2.5e3, true, null, "\\u0041\\ud83d\\ude00"], "b": {}}', "[NaN, -Infinity]", '"é京\u202e"'],
    "dates": ["2018-09-12", "2018Q3", "18 months ago", "-3 years", "last_year", "2020-01/2021", "2014/..", "2022-07~"],
    "amounts": ["USD 1,500.5 m", "€3.9bn", "5 万", "US$ 1_000", "1,5 Mrd EUR", "HK$2 million", ".5k"],
    "money": ["\0$10-15 million, about US$3.9bn", "\x013,9 Milliarden Euro", "\x02ruim 5 miljoen euro", "\x03超过10多亿元，三亿五千万美元"],
    "mentions": ["\0in late July 2022, last Monday", "\x01Ende Juli 2022, am 3. Mai", "\x02afgelopen maandag, 5 mei", "\x032018 年 9 月 12 日，上周一，去年年底"],
    "layout": [
        '{"meta": {"1": {"format": "htq-store", "schema": 1, "revision": 7, "bytes": 40, "sha256": "x"}},\n'
        '"documents": {\n"1": {"id": "a"},\n"2": {"id": "b"}\n},\n"facts": {\n},\n"changes": {\n}\n}\n'
    ],
    "jsonl": [
        FACT, '{"kind": "company", "name": "Acme", "aliases": ["A"], "parent": "Amazon"}\n', '{"id": "x", "sha256": "0"}\n',
        '{"type": "metric", "statement": "s", "value": "41m active users", "actor": "Acme", "evidence": []}\n',
    ],
    "table": ["type,statement,actor.name,target,date,money,partners.name\nlaunch,Acme starts.,Acme,,2020,USD 5m,A; B\n",
              'type,statement,passages\nlaunch,"S",\'[{"document": "x"}]\n', "id,type,money.amount,value.number,evidence.start\na,b,1e5,2,3;4\n"],
}  # fmt: skip
TARGETS: dict[str, Callable[[bytes], None]] = {
    "codec": codec, "dates": dates, "amounts": amounts, "money": money, "mentions": mentions, "layout": layout,
    "jsonl": jsonl, "table": table,
}  # fmt: skip


def main() -> int:
    """Fuzz one target for a time; the exit code is not 0 where an input was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--input", help="a file to run once")
    asked = parser.parse_args()
    target = TARGETS[asked.target]
    if asked.input:
        target(Path(asked.input).read_bytes())
        return 0  # a crash would have left as a traceback
    import atheris

    with atheris.instrument_imports(include=PACKAGES):
        for start in STARTS[asked.target]:
            target(start.encode("utf-8", "surrogatepass"))  # loads what the target needs
    corpus = tempfile.mkdtemp(prefix="htq-fuzz-corpus-")
    for at, start in enumerate(STARTS[asked.target]):
        Path(corpus, str(at)).write_bytes(start.encode("utf-8", "surrogatepass"))
    crash = os.path.join(tempfile.gettempdir(), f"htq-fuzz-{asked.target}-")
    options = [f"-max_total_time={asked.seconds}", f"-artifact_prefix={crash}", "-max_len=4096", "-timeout=10"]
    atheris.Setup([sys.argv[0], *options, "-print_final_stats=1", corpus], target)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
