"""The commands that change the store, as data."""

from __future__ import annotations

from healthtech_cli.cli.declare import Argument, Command, Option
from healthtech_cli.cli.options import FORMATS, STORE

CHANGE = "Change the store"
DOCUMENTS = "Documents"
PLAIN = tuple(option for option in FORMATS if option.dest in ("json", "jsonl", "csv", "tsv", "md", "fields", "output"))
DRY_RUN = Option("--dry-run", kind="flag", help="Say what would change and change nothing.")
WRITES = (DRY_RUN, *PLAIN, STORE)
FIELDS = (
    Option("--type", "-t", metavar="TYPE", values="type", help="Such as acquisition or launch."),
    Option("--status", metavar="STATUS", values="status", help="Such as completed or planned."),
    Option("--actor", metavar="NAME", values="company", help="Who did it: buyer, investor, founder, speaker."),
    Option("--target", metavar="NAME", values="company", help="Whom or what it was done to: bought, launched, backed."),
    Option("--partner", kind="many", metavar="NAME", values="company", help="Who else took part."),
    Option("--date", metavar="DATE", help="As far as it is known: 2018, 2018-09, 2018-09-12, 2022-07~."),
    Option("--money", metavar="AMOUNT", help="Such as 'USD 753 million' or 'more than EUR 3bn'."),
    Option("--value", metavar="FIGURE", help="A figure that is not money, with its unit: '41m active users'."),
    Option("--label", metavar="TEXT", help="What the fact is about, in two to five words."),
    Option("--topic", kind="many", metavar="TOPIC", values="topic", help="Such as pharmacy."),
    Option("--note", metavar="TEXT", help="Corrections and doubts."),
    Option("--document", "-d", metavar="ID", values="document", help="The document that states it."),
    Option("--span", metavar="START:END", help="Where the document states it, in characters from 0."),
)
CHANGING = (
    Command(
        "attach",
        run="cli.write:attach_command",
        summary="Store the text of a document the store knows, so that its passages can be shown.",
        help="A document is recognised by the SHA-256 of its text, whatever the file is called.",
        group=DOCUMENTS,
        arguments=(Argument("files", count="some", metavar="FILE", values="file", help="Text files."),),
        options=WRITES,
        examples=("htq attach articles/*.txt",),
    ),
    Command(
        "add",
        run="cli.write:add_command",
        summary="Add a fact.",
        help="Needs a type and a statement. Names that the store does not know become new entities, marked unverified."
        " A claim that is there already gets the document as further evidence. - reads a fact as JSON.",
        group=CHANGE,
        arguments=(
            Argument("statement", count="optional", metavar="STATEMENT", help="The fact in a sentence, or - for JSON."),
        ),
        options=(*FIELDS, *WRITES),
        examples=(
            'htq add "Amazon bought One Medical." --type acquisition --actor amazon --target "One Medical"',
            "htq add - < fact.json",
        ),
    ),
    Command(
        "edit",
        run="cli.write:edit_command",
        summary="Change fields of a fact, an entity or a document.",
        help="--set reaches every field, also of entities and documents; its value is JSON or plain text."
        " --clear empties a field. Evidence given by --document is added.",
        group=CHANGE,
        arguments=(Argument("id", metavar="ID", values="fact", help="The id of a fact, entity or document."),),
        options=(
            Option("--statement", metavar="TEXT", help="The fact in a sentence."),
            *FIELDS,
            Option("--set", kind="many", metavar="FIELD=VALUE", help="Any field, such as country=US."),
            Option("--clear", kind="many", metavar="FIELD", help="Empty a field."),
            *WRITES,
        ),
        examples=(
            "htq edit acquisition-amazon-pillpack-2018-09 --date 2018-09-12",
            "htq edit pillpack --set country=US",
        ),
    ),
    Command(
        "rm",
        run="cli.write:rm_command",
        summary="Remove facts, or entities and documents that nothing refers to.",
        group=CHANGE,
        arguments=(Argument("ids", count="some", metavar="ID", values="fact", help="Ids."),),
        options=WRITES,
        examples=("htq rm acquisition-amazon-pillpack-2018-09",),
    ),
    Command(
        "import",
        run="cli.write:import_command",
        summary="Add facts, entities and documents from JSON Lines, JSON, CSV or TSV, or what export wrote.",
        help="A fact needs type and statement; actor, target and partners may be plain names. Everything is checked"
        " first, with line and field named, and nothing is half applied. The same file again changes nothing.",
        group=CHANGE,
        arguments=(
            Argument(
                "files", count="some", metavar="FILE", values="file", help="Files, or - for one on standard input."
            ),
        ),
        options=(
            Option(
                "--from",
                metavar="FORMAT",
                help="jsonl, json, csv, tsv, ftm or langextract, where the file does not say.",
            ),
            *WRITES,
        ),
        examples=("htq import facts.jsonl --dry-run", "htq facts --jsonl | htq import - --store copy.json"),
    ),
    Command(
        "merge",
        run="cli.write:merge_command",
        summary="Make one entity of several; the others' ids and names keep working.",
        group=CHANGE,
        arguments=(
            Argument("kept", metavar="KEPT", values="company", help="The entity that stays."),
            Argument("others", count="some", metavar="OTHER", values="company", help="Entities that go into it."),
        ),
        options=WRITES,
        examples=("htq merge tencent-healthcare tencent-health",),
    ),
    Command(
        "unmerge",
        run="cli.write:unmerge_command",
        summary="Bring back an entity that was merged, with the facts that were its own.",
        group=CHANGE,
        arguments=(Argument("id", metavar="ID", help="The id that was merged into another."),),
        options=WRITES,
        examples=("htq unmerge tencent-health",),
    ),
    Command(
        "undo",
        run="cli.write:undo_command",
        summary="Take back the latest change, or the one named; an undo can be undone too.",
        group=CHANGE,
        arguments=(Argument("change", count="optional", metavar="CHANGE", help="A change's number in htq log."),),
        options=WRITES,
        examples=("htq undo", "htq undo 12"),
    ),
    Command(
        "log",
        run="cli.write:log_command",
        summary="Every change, newest first: when, by which command, to what.",
        group=CHANGE,
        arguments=(Argument("id", count="optional", metavar="ID", values="fact", help="Only changes of this one."),),
        options=FORMATS,
        examples=("htq log", "htq log acquisition-amazon-pillpack-2018-09"),
    ),
    Command(
        "restore",
        run="cli.write:restore_command",
        summary="Go back to one of the last ten states; a damaged store to its newest good copy.",
        help="Without a state, a damaged store is put right and kept aside, and a good one has its copies listed.",
        group=CHANGE,
        arguments=(Argument("state", count="optional", metavar="STATE", help="The number of a state in --list."),),
        options=(
            Option("--list", "-l", kind="flag", help="List the copies that are kept."),
            *WRITES,
        ),
        examples=("htq restore --list", "htq restore 12"),
    ),
)
