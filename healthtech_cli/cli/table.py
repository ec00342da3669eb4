"""Every command of htq, as data."""

from __future__ import annotations

from healthtech_cli.cli.changing import CHANGING
from healthtech_cli.cli.declare import Argument, Command, Option
from healthtech_cli.cli.options import EXPORTS, FILTERS, FORMATS, READING, SHARED, STORE

NAMES_HELP = "A company, product, institution or person, in any of its names."
READ = "Look up"
EVIDENCE = "Prove"
CHANGE = "Change the store"
DOCUMENTS = "Documents"
SHARE = "Share"
ABOUT = "About htq"
GROUPS = (READ, EVIDENCE, DOCUMENTS, CHANGE, SHARE, ABOUT)


def _listing(name: str, summary: str, *examples: str, help: str = "") -> Command:
    return Command(
        name,
        run="cli.read:facts_command",
        summary=summary,
        help=help,
        group=READ,
        examples=examples,
        options=(*FILTERS, *FORMATS),
    )


_ALL = (
    Command(
        "company",
        run="cli.read:company_command",
        summary="Profile of one company, product, institution or person.",
        help="Who it is, its names and units, then deals, launches, figures and plans, each with its documents.",
        group=READ,
        arguments=(Argument("name", count="some", metavar="NAME", values="company", help=NAMES_HELP),),
        options=(*FILTERS, *FORMATS),
        examples=(
            "htq company amazon",
            "htq company 京东 --since 2020",
            "htq company amazon --json | jq '.results[0].aliases[].text'",
        ),
    ),
    Command(
        "companies",
        run="cli.read:companies_command",
        summary="Companies and everyone else facts are about.",
        group=READ,
        options=(
            Option(
                "--kind",
                "-k",
                kind="many",
                metavar="KIND",
                values="kind",
                help="Only these kinds, such as product or person.",
            ),
            Option("--all", "-a", kind="flag", help="Every entity, also those no fact is about."),
            *FILTERS,
            *FORMATS,
        ),
        examples=("htq companies", "htq companies --topic pharmacy", "htq companies --json | jq -r '.results[].name'"),
    ),
    _listing(
        "deals",
        "Acquisitions, investments, funding rounds, flotations, joint ventures.",
        "htq deals --since 2018",
        "htq deals --company amazon --min-amount 500M",
        "htq deals --json | jq '.results[].target.name'",
    ),
    _listing("partnerships", "Who works with whom.", "htq partnerships --company tencent"),
    _listing("launches", "Products, services, pilots brought out.", "htq launches --since 2019 --until 2020"),
    _listing(
        "metrics",
        "Figures: users, sales, losses, pharmacies, shares.",
        "htq metrics --company 'jd health'",
        "htq metrics --min-amount 1bn",
    ),
    _listing(
        "facts",
        "Facts of every type.",
        "htq facts --type regulatory",
        "htq facts --document nl-tiktok-2022 --fields id,date,statement",
    ),
    Command(
        "timeline",
        run="cli.read:timeline_command",
        summary="Dated facts, oldest first, of one or several companies.",
        group=READ,
        arguments=(Argument("names", count="any", metavar="NAME", values="company", help=NAMES_HELP),),
        options=(*FILTERS, *FORMATS),
        examples=("htq timeline amazon", "htq timeline tencent 'jd health' --since 2020"),
    ),
    Command(
        "compare",
        run="cli.read:compare_command",
        summary="Companies side by side: counts, sums, first and last moves.",
        help="A company's units count for it. Quote names of several words.",
        group=READ,
        arguments=(Argument("names", count="some", metavar="NAME", values="company", help="Two companies or more."),),
        options=(*FILTERS, *(option for option in FORMATS if option.dest != "sort")),
        examples=("htq compare amazon tencent", "htq compare amazon 'jd health' alibaba --since 2018 --currency USD"),
    ),
    Command(
        "search",
        run="cli.read:search_command",
        summary="Find facts by words in names and statements, misspelt ones too.",
        group=READ,
        arguments=(Argument("text", count="some", metavar="TEXT", help="Words to look for."),),
        options=(*FILTERS, *FORMATS),
        examples=('htq search "online pharmacy"', "htq search haven --type shutdown"),
    ),
    Command(
        "show",
        run="cli.read:show_command",
        summary="One fact in full, its passage highlighted where the text is at hand.",
        group=EVIDENCE,
        arguments=(Argument("ids", count="some", metavar="ID", values="fact", help="The id of a fact."),),
        options=FORMATS,
        examples=("htq show acquisition-amazon-pillpack-2018-09",),
    ),
    Command(
        "check",
        run="cli.prove:check_command",
        summary="Look for faults in the store; silent when there are none.",
        help="Checks: schema, spans, dates, currencies, roles, duplicates, orphans, evidence, sums; all of them where"
        " none is named. Exit 1 if one finds a fault.",
        group=EVIDENCE,
        arguments=(Argument("names", count="any", metavar="CHECK", values="check", help="Names of checks."),),
        options=(
            Option("--explain", kind="flag", help="Say what each check looks for, and check nothing."),
            Option("--suggest", kind="flag", help="Add the command that would mend a fault."),
            Option("--fix", kind="flag", help="Mend what has one right answer; then say what is left."),
            *(option for option in FORMATS if option.dest not in ("sort", "exit_status")),
        ),
        examples=("htq check", "htq check spans dates --suggest", "htq check --json | jq -r '.results[].id'"),
    ),
    Command(
        "verify",
        run="cli.prove:verify_command",
        summary="Find every fact's passage again in its document: exact, moved, changed or gone.",
        help="Documents by id where their text is in the store, or files, known by their text or by their name;"
        " without any, all texts in the store. Exit 1 if a passage is gone, or if there was nothing to look in.",
        group=EVIDENCE,
        arguments=(
            Argument(
                "names", count="any", metavar="ID|FILE", values="document|file", help="Documents, or files of them."
            ),
        ),
        options=(
            Option("--with", metavar="FILE", values="file", help="Look in this changed copy of the document."),
            *(option for option in FORMATS if option.dest not in ("sort", "exit_status")),
        ),
        examples=("htq verify", "htq verify nl-tiktok-2022 --with newer.txt", "htq verify articles/*.txt"),
    ),
    Command(
        "cite",
        run="cli.prove:cite_command",
        summary="Citations of the documents that state a fact, with the passage's place.",
        help="A document's id gives the document alone. BibTeX and CSL JSON have an entry a document.",
        group=EVIDENCE,
        arguments=(
            Argument("ids", count="some", metavar="ID", values="fact|document", help="Ids of facts or documents."),
        ),
        options=(
            Option("--format", "-f", metavar="FORMAT", values="citation", help="text (default), md, bibtex or csl."),
            *(option for option in FORMATS if option.dest in ("json", "jsonl", "output", "store")),
        ),
        examples=(
            "htq cite acquisition-amazon-pillpack-2018-09",
            "htq cite acquisition-amazon-pillpack-2018-09 --format md",
            "htq cite zh-wellcare-2020 nl-tiktok-2022 --format bibtex -o sources.bib",
        ),
    ),
    Command(
        "conflicts",
        run="cli.prove:conflicts_command",
        summary="Where documents disagree, who says what, and which is better supported.",
        help="Better supported is what more documents say; then a stated date before an inferred one, the more exact"
        " reading, an original before a translation. Where nothing tells them apart, it is a tie.",
        group=EVIDENCE,
        arguments=(
            Argument(
                "names", count="any", metavar="NAME|ID", values="company|fact", help="Companies, or ids of facts."
            ),
        ),
        options=(*FILTERS, *FORMATS),
        examples=("htq conflicts", "htq conflicts haven --json | jq '.results[].verdict'"),
    ),
    Command(
        "documents",
        run="cli.read:documents_command",
        summary="The documents the facts come from.",
        group=DOCUMENTS,
        options=FORMATS,
        examples=("htq documents", "htq documents --json | jq -r '.results[].sha256'"),
    ),
    Command(
        "document",
        run="cli.read:document_command",
        summary="One document and the facts it states.",
        group=DOCUMENTS,
        arguments=(Argument("id", metavar="ID", values="document", help="The id of a document."),),
        options=(*FILTERS, *FORMATS),
        examples=("htq document nl-tiktok-2022",),
    ),
    Command(
        "resolve",
        run="cli.resolve:resolve_command",
        summary="Names in, entities out.",
        help="Each answer has a score and a reason; a name the store lacks is refused, not given to the nearest. `-`"
        " reads one name a line from standard input; answers come in the order of the names, with --jsonl as soon as"
        " they are known.",
        group=READ,
        arguments=(
            Argument("names", count="some", metavar="NAME", values="company", help="Names, or - for one name a line."),
        ),
        options=FORMATS,
        examples=(
            "htq resolve amazn 亚马逊 Jingdong",
            "printf 'amazon\\n京东\\n' | htq resolve - --csv",
            "htq resolve - --jsonl < names.txt",
        ),
    ),
    Command(
        "stats",
        run="cli.read:stats_command",
        summary="How many facts and deals, by year, type, company and more.",
        group=READ,
        options=(
            Option(
                "--by",
                metavar="WHAT",
                values="by",
                help="year (default), type, company, topic, country, document or status.",
            ),
            *FILTERS,
            *FORMATS,
        ),
        examples=("htq stats", "htq stats --by company --type acquisition"),
    ),
    Command(
        "help",
        run="cli.about:help_command",
        summary="More on dates, money, output, exit-codes, environment, agents, names; or a command.",
        group=ABOUT,
        arguments=(Argument("topic", count="optional", metavar="TOPIC", values="help", help="A topic, or a command."),),
        examples=("htq help dates", "htq help deals"),
    ),
    Command(
        "completion",
        run="cli.completion:completion_command",
        summary="The completion script of a shell: commands, options, companies, ids, fields.",
        help='bash: eval "$(htq completion bash)" in ~/.bashrc. zsh: the same in ~/.zshrc after compinit, or as'
        " a file _htq in a folder of fpath. fish: htq completion fish | source in config.fish.",
        group=ABOUT,
        arguments=(Argument("shell", metavar="SHELL", values="shell", help="bash, zsh or fish."),),
        examples=("htq completion fish | source", 'eval "$(htq completion bash)"'),
    ),
    Command(
        "schema",
        run="cli.about:schema_command",
        summary="The JSON Schemas of what --json prints.",
        group=ABOUT,
        arguments=(
            Argument(
                "name", count="optional", metavar="NAME", values="schema", help="One schema's name, such as deals."
            ),
        ),
        options=(),
        examples=("htq schema deals",),
    ),
    Command(
        "export",
        run="cli.share:export_command",
        summary="A file for other programs: CSV, JSON Lines, SQLite, Parquet, a workbook, Markdown, FollowTheMoney.",
        help="The whole store or any filter of it. Without --to the name of the file tells the format; csv, jsonl, md"
        " and the ftm formats are printed where no file is named. import takes csv, jsonl and ftm back.",
        group=SHARE,
        options=(
            Option("--to", metavar="FORMAT", values="export", help=f"{', '.join(EXPORTS)}."),
            *FILTERS,
            *SHARED,
        ),
        examples=(
            "htq export -o facts.sqlite",
            "htq export --company amazon --to xlsx -o amazon.xlsx",
            "htq export --to ftm -o facts.ftm.json",
        ),
    ),
    Command(
        "report",
        run="cli.share:report_command",
        summary="A page for people who never open a terminal: one HTML file with its pictures and its proof.",
        help="Summary, timeline, deals by year, every fact with its passage where the text is at hand, conflicts and"
        " sources. It fetches nothing, and prints well.",
        group=SHARE,
        arguments=(Argument("names", count="any", metavar="NAME", values="company", help=NAMES_HELP),),
        options=(*FILTERS, *SHARED),
        examples=("htq report amazon -o amazon.html", "htq report --type acquisition --since 2018 -o deals.html"),
    ),
    Command(
        "mcp",
        run="cli.share:mcp_command",
        summary="A local server for assistants: four read-only tools over standard input and output.",
        help="The tools search, company, facts and show answer what --json answers. An assistant starts the command"
        " itself; it needs the extra mcp.",
        group=SHARE,
        options=(STORE,),
        examples=("htq mcp", "htq mcp --store team.json"),
    ),
    Command(
        "extract",
        run="cli.ingest:extract_command",
        summary="The facts that documents state, each with its passage; nothing is stored.",
        help="Reads plain text, Markdown, HTML, PDF and DOCX in English, German, Dutch and Chinese, and folders of"
        " them. `-` reads one document from standard input.",
        group=DOCUMENTS,
        arguments=(
            Argument("files", count="some", metavar="FILE", values="file", help="Documents, folders, or - for one."),
        ),
        options=(*READING, *FORMATS),
        examples=(
            "htq extract article.html",
            "htq extract report.pdf --min-confidence 0.8 --json | jq '.results[].evidence[0].quote'",
            "cat article.txt | htq extract - --published 2021-03-19",
        ),
    ),
    Command(
        "ingest",
        run="cli.ingest:ingest_command",
        summary="Store documents and the facts that they state.",
        help="Documents known by their SHA-256 are not taken twice; what a second document says of a known fact is"
        " added to its evidence. Interrupted, the same command goes on where it was.",
        group=DOCUMENTS,
        arguments=(
            Argument("files", count="some", metavar="FILE", values="file", help="Documents, folders, or - for one."),
        ),
        options=(
            *READING,
            Option("--again", kind="flag", help="Extract from documents that the store knows, too."),
            *(option for option in FORMATS if option.dest not in ("exit_status", "sort")),
        ),
        examples=("htq ingest article.html", "htq ingest articles/ --jobs 4 --min-confidence 0.6"),
    ),
    Command(
        "review",
        run="cli.review:review_command",
        summary="Go through new names and doubtful facts one by one: accept, correct, reject.",
        help="Shows each with its passage. What is accepted is found in the next document; what is rejected is removed."
        " With a format such as --json it lists what waits and asks nothing.",
        group=DOCUMENTS,
        options=(
            Option("--below", metavar="SHARE", help="Facts less sure than this; 0.8 unless told."),
            Option("--document", "-d", kind="many", metavar="ID", values="document", help="From this document."),
            Option("--names", kind="flag", help="Only new names."),
            Option("--facts", kind="flag", help="Only doubtful facts."),
            *(option for option in FORMATS if option.dest not in ("sort",)),
        ),
        examples=("htq review", "htq review --below 0.6", "htq review --json | jq '.total'"),
    ),
    *CHANGING,
)
COMMANDS = {command.name: command for command in _ALL}
