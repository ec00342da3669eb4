"""Citations as text, Markdown footnotes, BibTeX and CSL JSON."""

from __future__ import annotations

from healthtech_cli.render import phrases
from healthtech_cli.render.out import one_line
from healthtech_cli.render.rows import escape_markdown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_BODY_WORDS = (
    "team staff editors editorial desk newsroom news press office company corporation inc ltd llc gmbh ag bv "
    "plc group university institute agency redaktion redactie the association journal magazine media health "
    "insights "
)
_BODIES = frozenset(_BODY_WORDS.split())
_URL_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@!$&'*+,;=%")


def render(rows: Sequence[Any], form: str) -> str:
    """The citations in one of the formats of `cite`."""
    if form == "bibtex":
        return "\n".join(_bibtex(document, uses) for document, uses in _by_document(rows))
    if form == "csl":
        from healthtech_cli import codec

        return codec.dumps([_csl(document, uses) for document, uses in _by_document(rows)], indent=2) + "\n"
    if form == "md":
        return "".join(footnote(row) + "\n" for row in rows)
    return "".join(_text(row) for row in rows)


def _by_document(rows: Sequence[Any]) -> list[tuple[Any, list[tuple[Any, Any]]]]:
    # a bibliography has an entry a document, however many facts it proves
    found: dict[str, tuple[Any, list[tuple[Any, Any]]]] = {}
    for row in rows:
        for source in row["sources"]:
            document = source["document"]
            found.setdefault(document["id"], (document, []))[1].append((row, source["places"]))
    return list(found.values())


def people(author: str | None) -> dict[str, str]:
    """`author`, `translator` and `editor` of a line such as `Cao Yu; translated by Chris Yuan`."""
    told = {"author": "", "translator": "", "editor": ""}
    for part in (author or "").replace("(", ";").replace(")", "").split(";"):
        words = part.strip()
        lowered = words.lower()
        for role, starts in (
            ("translator", ("translated by ", "translator: ")),
            ("editor", ("edited by ", "editor: ")),
        ):
            start = next((one for one in starts if lowered.startswith(one)), None)
            if start:
                told[role] = words[len(start) :]
                break
        else:
            told["author"] = told["author"] or words
    return {role: name for role, name in told.items() if name}


def places_of(places: Sequence[Any]) -> str:
    """`characters 2238 to 2273, 3020 to 3084`."""
    return "characters " + ", ".join(f"{one['start']} to {one['end']}" for one in places) if places else ""


def _when(document: Any) -> str:
    date = document.get("published")
    if not date:
        return "undated"
    about = "about " if "~" in date or document.get("published_basis") == "inferred" else ""
    return about + phrases.date(date).replace("~", "")


def _described(document: Any, title: Callable[[str], str], plain: Callable[[str], str]) -> str:
    """`Author: Title. ed. Somebody, Publisher, date`."""
    told = people(document.get("author"))
    parts = [f"{word} {plain(told[role])}" for role, word in _BY if role in told]
    parts += [plain(document["publisher"])] if document.get("publisher") else []
    named = title(document["title"].rstrip(". "))
    stop = "" if document["title"].rstrip(" *")[-1:] in "?!。？！…" else "."
    author = f"{plain(told['author'])}: " if "author" in told else ""
    return f"{author}{named}{stop} {', '.join([*parts, _when(document)])}"


_BY = (("editor", "ed."), ("translator", "transl."))


def _proof(document: Any) -> str:
    return f"text with SHA-256 {document['sha256']}" if document.get("sha256") else ""


def _text(row: Any) -> str:
    lines = [one_line(row["statement"])] if row["statement"] else []
    for source in row["sources"]:
        document = source["document"]
        more = [part for part in (document.get("url"), places_of(source["places"]), _proof(document)) if part]
        told = ", ".join([_described(document, str, str), *more])
        lines.append(("    " if row["statement"] else "") + f"{one_line(told)} [{document['id']}]")
    if not row["sources"]:
        lines.append("    no document states it in this store")
    return "\n".join(lines) + "\n"


def footnote(row: Any) -> str:
    """`[^id]: …`: the documents that state a fact, with their places."""
    told = []
    for source in row["sources"]:
        document = source["document"]
        described = _described(document, lambda words: f"*{escape_markdown(words)}*", escape_markdown)
        more = [_link(document.get("url")), places_of(source["places"]), escape_markdown(document["id"])]
        told.append(", ".join([described, *(part for part in more if part)]))
    return f"[^{row['id']}]: " + ("; ".join(told) or "no document states it in this store")


def _link(url: str | None) -> str:
    if not url or not url.startswith(("https://", "http://")):
        return ""
    return f"<{_safe(url)}>"


def _safe(url: str) -> str:
    return "".join(char if char in _URL_SAFE else "".join(f"%{byte:02X}" for byte in char.encode()) for char in url)


def _latex(words: str) -> str:
    return "".join(_LATEX.get(char, char) for char in one_line(words))


def _uses(uses: Sequence[tuple[Any, Any]]) -> str:
    told = [f"{row['id']}: {places_of(places)}" for row, places in uses if places]
    return "; ".join(told)


def _bibtex_name(name: str, document: Any) -> str:
    """A person's name as it is; two braces keep a body's whole, and one of which the family's part is not known."""
    words = name.split()
    is_western = all(not str(document.get(key) or "").startswith("zh") for key in ("language", "translated_from"))
    is_person = 2 <= len(words) <= 4 and all(word[:1].isupper() and not word.isupper() for word in words[-1:])
    is_body = any(word.strip(".,").lower() in _BODIES for word in words) or any(char.isdigit() for char in name)
    is_body = is_body or "," in name or " and " in name
    return _latex(name) if is_western and is_person and not is_body else f"{{{_latex(name)}}}"


def _bibtex(document: Any, uses: Sequence[tuple[Any, Any]]) -> str:
    told = people(document.get("author"))
    date = str(document.get("published") or "").strip("./~?%")
    notes = [_uses(uses), _proof(document), _when(document) if "about" in _when(document) else ""]
    url = document.get("url") or ""
    fields = {
        **{role: _bibtex_name(name, document) for role, name in told.items()},
        "title": f"{{{_latex(document['title'])}}}",
        "howpublished": _latex(document.get("publisher") or ""),
        "year": date[:4],
        "month": str(int(date[5:7])) if len(date) >= 7 else "",
        "url": _safe(url) if url.startswith(("https://", "http://")) else "",
        "language": _latex(document.get("language") or ""),
        "note": _latex("; ".join(note for note in notes if note)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{document['id']},", *lines, "}"]) + "\n"


def _csl(document: Any, uses: Sequence[tuple[Any, Any]]) -> dict[str, Any]:
    date = str(document.get("published") or "")
    item: dict[str, Any] = {
        "id": document["id"],
        "type": "webpage" if document.get("url") else "document",
        "title": document["title"],
        **{role: [{"literal": name}] for role, name in people(document.get("author")).items()},
    }
    if document.get("publisher"):
        item["container-title" if document.get("url") else "publisher"] = document["publisher"]
    ends = [end.strip("~?%") for end in date.split("/") if end.strip(".~?%")]
    if ends:
        item["issued"] = {"date-parts": [[int(part) for part in end.split("-")] for end in ends]}
        if _when(document).startswith("about"):
            item["issued"]["circa"] = True
    for key, value in (("URL", document.get("url")), ("language", document.get("language"))):
        if value:
            item[key] = value
    note = "; ".join(part for part in (_uses(uses), _proof(document)) if part)
    if note:
        item["note"] = note
    item["custom"] = {
        "sha256": document.get("sha256"),
        "passages": [{"fact": row["id"], **place} for row, places in uses for place in places],
    }
    return item
