"""The options that several commands share."""

from __future__ import annotations

from healthtech_cli.cli.declare import Option

STORE = Option(
    "--store", metavar="FILE", values="file", help="The store to use instead of your own or the built-in facts."
)

FORMATS = (
    Option("--json", kind="flag", help="JSON with its query, totals and warnings."),
    Option("--jsonl", kind="flag", help="The bare results as JSON, one a line."),
    Option("--csv", kind="flag", help="Comma-separated values with a header."),
    Option("--tsv", kind="flag", help="Tab-separated values with a header; the default in a pipe."),
    Option("--md", kind="flag", help="A Markdown table."),
    Option(
        "--fields",
        kind="many",
        metavar="FIELDS",
        values="field",
        help="Only these fields, such as id,date,money.amount.",
    ),
    Option(
        "--sort", metavar="FIELD", values="field", help="Order by date, amount or any field; -FIELD for descending."
    ),
    Option("--limit", "-n", kind="int", metavar="N", help="At most N results; tables show 50 unless told."),
    Option("--output", "-o", metavar="FILE", values="file", help="Write to a file instead of the terminal."),
    Option("--exit-status", "-e", kind="flag", help="Exit 1 when nothing matched."),
    Option("--no-pager", kind="flag", help="Print a long screen at once rather than in a pager."),
    STORE,
)

COMPANY = Option(
    "--company",
    "-c",
    kind="many",
    metavar="NAME",
    values="company",
    help="About this company, product or person, and its units.",
)
FILTERS = (
    COMPANY,
    Option("--type", "-t", kind="many", metavar="TYPE", values="type", help="Of this type, such as acquisition."),
    Option(
        "--status",
        kind="many",
        metavar="STATUS",
        values="status",
        help="With this status, such as completed or planned.",
    ),
    Option("--topic", kind="many", metavar="TOPIC", values="topic", help="On this topic, such as pharmacy."),
    Option("--document", "-d", kind="many", metavar="ID", values="document", help="Stated in this document."),
    Option("--since", metavar="DATE", help="From this date on: 2018, 2018-09, 2018-09-12, 'last year'."),
    Option("--until", metavar="DATE", help="Up to this date, all of it included: --until 2018 includes December 2018."),
    Option("--certain", kind="flag", help="Only facts whose date must lie in the range, not those that may."),
    Option("--min-amount", metavar="AMOUNT", help="With at least this amount of money: 500M, 1.5bn, 'EUR 3 million'."),
    Option(
        "--currency",
        metavar="CODE",
        values="currency",
        help="Convert money at the fact's date with the European Central Bank's rates.",
    ),
)
# what commands that write a file for others take besides the filters
SHARED = tuple(option for option in FORMATS if option.dest in ("sort", "output", "exit_status", "store"))
# the names in render/exports, which the table does not import; a test holds the two together
EXPORTS = ("csv", "jsonl", "sqlite", "parquet", "xlsx", "md", "ftm", "ftm-statements")
# how documents are read
READING = (
    Option("--published", metavar="DATE", help="When the documents appeared, as 2021-03-19; theirs is not asked."),
    Option("--title", metavar="TEXT", help="The document's title."),
    Option("--url", metavar="URL", help="Where the document is found."),
    Option("--lang", metavar="CODE", values="language", help="Its language: en, de, nl, zh; else told by its text."),
    Option("--min-confidence", metavar="SHARE", help="Only facts that are at least so sure, as 0.8."),
    Option("--jobs", "-j", kind="int", metavar="N", help="Read in N processes; the result is the same."),
)
