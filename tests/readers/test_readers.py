"""Reading documents: the text exactly, the metadata with its place, and refusals that say why."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtech_cli import readers
from healthtech_cli.readers import UnreadableError, pdf
from healthtech_cli.readers.headings import date_of_name, find_date, read_heading
from tests.readers import samples

ENCODINGS = [
    (samples.ENGLISH, "ascii"),
    (samples.ENGLISH, "utf-16"),
    (samples.ENGLISH, "utf-16-le"),
    (samples.ENGLISH, "utf-16-be"),
    (samples.GERMAN, "utf-8"),
    (samples.GERMAN, "cp1252"),
    (samples.GERMAN, "iso-8859-1"),
    (samples.GERMAN, "utf-32"),
    (samples.DUTCH, "cp1252"),
    (samples.DUTCH, "iso-8859-15"),
    (samples.CHINESE, "utf-8"),
    (samples.CHINESE, "gb2312"),
    (samples.CHINESE, "gbk"),
    (samples.CHINESE, "gb18030"),
    (samples.CHINESE, "utf-16"),
    (samples.TRADITIONAL, "big5"),
    (samples.TRADITIONAL, "big5hkscs"),
    (samples.TRADITIONAL, "utf-8"),
]


@pytest.mark.parametrize(("text", "encoding"), ENCODINGS)
def test_an_encoding_is_found(text: str, encoding: str) -> None:
    """A text in any of these encodings is read as it was written."""
    assert readers.read(text.encode(encoding), name="story.txt").text == text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200))
@settings(max_examples=60, deadline=None)
def test_utf8_text_is_kept_to_the_character(text: str) -> None:
    """UTF-8 comes back whole: every line end, byte-order mark and combining mark is kept."""
    words = "# A story\r\n" + text
    assert readers.read(words.encode(), name="story.txt").text == words


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No sequence of bytes raises anything but UnreadableError, and what is read can be stored as UTF-8."""
    try:
        found = readers.read(data, name="story.txt")
    except UnreadableError as error:
        assert error.message
    else:
        found.text.encode()


def test_line_ends_are_kept() -> None:
    """CRLF is two code points of the text, as the spans count them."""
    assert readers.read(b"One\r\nTwo\rThree\n", name="a.txt").text == "One\r\nTwo\rThree\n"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("February 11th, 2022", "2022-02-11"),
        ("19.03.2021  15:00 Uhr", "2021-03-19"),
        ("Gepubliceerd op 3 december 2018", "2018-12-03"),
        ("发布时间：2020年8月12日 09:30", "2020-08-12"),
        ("By Jane Doe | 5 May 2021", "2021-05-05"),
        ("date 2022-08 And then the story begins, in one line with much more to say than a heading has.", "2022-08"),
        ("BERLIN, March 4, 2020 /Wire/ -- Northwind said that it would buy Tapir.", "2020-03-04"),
        ("北京2021年3月19日电 北风集团宣布收购貘健康，交易金额没有公布，双方都没有说明细节。", "2021-03-19"),
        ("13/04/2021", "2021-04-13"),
        ("03/04/2021", None),
        ("In March 2021 Northwind bought Tapir Health, and nobody said for how much.", None),
        ("The deal of 5 May 2021 was the largest that the company ever made in this field.", None),
        ("Northwind in May 2021", None),
        ("Accessed 5 May 2021", None),
    ],
)
def test_the_date_line_of_a_text(line: str, day: str | None) -> None:
    """Only a line that tells when the text appeared gives its date; a date inside a sentence does not."""
    heading = read_heading(
        f"A story without a date of its own\n\n{line}\n\nAnd so it begins, without any date at all.\n"
    )
    assert heading.published == day


def test_an_update_counts_less_than_the_first_date() -> None:
    """Of two date lines the one that speaks of an update loses."""
    heading = read_heading("A story\nUpdated: 7 June 2021\nPublished: 5 June 2021\n\nAnd so it begins.\n")
    assert heading.published == "2021-06-05"


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2021-03-19-amazon", "2021-03-19"),
        ("20210319_amazon", "2021-03-19"),
        ("amazon_2021-03", "2021-03"),
        ("amazon-2021", None),
        ("article-20219999", None),
        ("document-12021031912", None),
    ],
)
def test_the_date_in_a_file_name(name: str, day: str | None) -> None:
    """A day or a month in a file's name is a date, a lone year or a running number is not."""
    assert date_of_name(name) == day
    found = readers.read(b"Words without any date.", name=f"{name}.txt")
    assert (found.published, found.published_basis) == (day, "inferred" if day else "none")


def test_the_text_comes_before_the_file_name() -> None:
    """A date that the text states is not overruled by the one in the file's name."""
    found = readers.read(samples.ENGLISH.encode(), name="2022-01-01-copy.txt")
    assert (found.published, found.published_basis) == ("2021-03-05", "stated")


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_line_may_be_asked_for_its_date(line: str) -> None:
    """Whatever stands in a line, a date found in it is a real one and lies where it says."""
    found = find_date(line)
    if found:
        assert 0 <= found.start < found.end <= len(line)


def test_markdown_front_matter() -> None:
    """Title, author, date and address come from front matter, and the text keeps it."""
    front = "title: 'Northwind buys'\nauthor: J. Doe\ndate: 2021-03-05T10:00:00Z\nurl: https://example.org/a\n"
    text = f"---\n{front}---\n\n# Other\n\nWords.\n"
    found = readers.read(text.encode(), name="a.md")
    assert (found.title, found.author, found.published, found.url) == (
        "Northwind buys", "J. Doe", "2021-03-05", "https://example.org/a",
    )  # fmt: skip
    assert found.text == text
    assert found.published_from == "front matter"


def test_markdown_heading_is_the_title() -> None:
    """Without front matter the first heading is the title."""
    assert readers.read(b"![](x.png)\n\n# The deal #\n\nWords and words.\n", name="a.md").title == "The deal"


def test_html_article_without_what_is_around_it() -> None:
    """The text of a page is its article: navigation and footer are not in it."""
    text = readers.read(samples.html(), name="a.html").text
    assert "Tapir Health for $120 million" in text
    assert "newsletter" not in text and "Deals" not in text


@pytest.mark.parametrize(
    ("head", "source"),
    [
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Buys", '
            '"datePublished": "2021-03-05T08:00:00+01:00", "author": [{"name": "J. Doe"}], '
            '"publisher": {"name": "The Wire"}}]}</script>',
            "JSON-LD",
        ),
        ('<meta property="article:published_time" content="2021-03-05T08:00:00Z">', "meta tag article:published_time"),
        ('<meta name="date" content="5 March 2021">', "meta tag date"),
    ],
)
def test_html_says_where_its_date_is_from(head: str, source: str) -> None:
    """The page's date comes with the place in the page where it stands."""
    found = readers.read(samples.html(head=head, body="<p>Northwind has acquired Tapir Health.</p>"), name="a.html")
    assert (found.published, found.published_from) == ("2021-03-05", source)
    if source == "JSON-LD":
        assert (found.title, found.author, found.publisher) == ("Buys", "J. Doe", "The Wire")


def test_html_date_line_where_the_page_has_no_tag() -> None:
    """A page without any tag for its date gives the date line of its article."""
    found = readers.read(samples.html(), name="a.html")
    assert (found.published, found.published_from) == ("2021-03-05", "date line at the top")


def test_html_declares_its_encoding() -> None:
    """A page in the encoding that it declares is read in it."""
    page = samples.html(lang="de", body=samples.paragraphs(samples.GERMAN)).decode().replace("utf-8", "iso-8859-1")
    assert "müssen noch zustimmen" in readers.read(page.encode("cp1252"), name="a.html").text


def test_html_by_its_first_bytes() -> None:
    """A page is known for one whatever its file is called."""
    assert readers.read(samples.html(), name="page.txt").format == "html"


@pytest.mark.parametrize(
    "page",
    [
        b"<html>" + b"<div>" * 50_000 + b"x",
        b"<html><body>" + b"<b><i>" * 3_000 + b"words",
        b"<html><head><script type='application/ld+json'>" + b"[" * 20_000 + b"</script></head><body>words</body>",
        b"<!doctype html><html><body></body></html>",
        b"<html>" + b"<a href='" * 30_000,
    ],
)
def test_a_hostile_page_is_read_or_refused(page: bytes) -> None:
    """Deep, unclosed or empty pages are refused with a reason or read; nothing else happens."""
    try:
        assert readers.read(page, name="a.html").text
    except UnreadableError as error:
        assert error.message


def test_pdf_lines_are_joined() -> None:
    """Lines that the page's width broke are one paragraph again, a word's hyphen at the end of a line is gone."""
    page = [
        "Northwind buys Tapir Health",
        "Northwind has acquired the online pharmacy Tapir Health for $120 million, the com-",
        "panies said on Friday. The deal was closed in London after four months of negotia-",
        "tion, and the shares of Northwind rose by two per cent on the day after, it says.",
        "A second paragraph.",
    ]
    found = readers.read(
        samples.pdf(page, about="/Title (Northwind buys) /CreationDate (D:20210305101010Z)"), name="a.pdf"
    )
    assert found.text.splitlines()[1].startswith("Northwind has acquired")
    assert "the companies said on Friday. The deal" in found.text
    assert found.title == "Northwind buys"
    assert (found.published, found.published_basis) == ("2021-03-05", "inferred")


def test_pdf_running_heads_are_left_out() -> None:
    """A line that heads every page, and the page's number, are no part of the text."""
    pages = [["The Daily Deal", f"Words of page {at} that tell a story all of its own.", str(at)] for at in range(1, 6)]
    text = readers.read(samples.pdf(*pages), name="a.pdf").text
    assert "The Daily Deal" not in text
    assert "Words of page 5" in text


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"%PDF-1.4\nrubbish", "damaged PDF"), (samples.pdf([" "]), "without text")],
)
def test_pdf_that_cannot_be_read(data: bytes, reason: str) -> None:
    """A damaged PDF and one without text are refused, each with its reason, and the next one is read."""
    with pytest.raises(UnreadableError, match=reason):
        readers.read(data, name="a.pdf")
    assert "good" in readers.read(samples.pdf(["A good one."]), name="b.pdf").text


def test_pdf_that_takes_too_long_is_given_up() -> None:
    """After the time limit the process that reads PDF files is killed, and a new one reads the next file."""
    with pytest.raises(UnreadableError, match="more than 0 seconds"):
        pdf.read(samples.pdf(*[["words"] * 50] * 300), time_limit_s=0.0)
    assert "good" in readers.read(samples.pdf(["A good one."]), name="b.pdf").text


def test_docx_paragraphs_and_tables_in_order() -> None:
    """Tables stand where they stood, a row a line, and the properties give the title."""
    found = readers.read(
        samples.docx(table=[["Buyer", "Price"], ["Northwind", "$120 million"]], title="Deals"), name="a.docx"
    )
    assert found.text.index("March 5, 2021") < found.text.index("Northwind | $120 million")
    assert found.text.index("Northwind | $120 million") < found.text.index("serves 40,000")
    assert (found.title, found.published) == ("Deals", "2021-03-05")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (samples.zip_bomb(70_000_000), "unfolds to"),
        (samples.docx()[:2000], "ZIP archive|damaged"),
        (b"PK\x03\x04" + b"word/document.xml" * 20, "damaged"),
    ],
)
def test_docx_that_is_refused(data: bytes, reason: str) -> None:
    """An archive that unfolds to too much, or that is cut, is refused before it is unpacked."""
    with pytest.raises(UnreadableError, match=reason):
        readers.read(data, name="a.docx")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "no text"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office"),
        (b"{\\rtf1 Words}", "RTF"),
        (bytes(range(256)) * 20, "no text"),
    ],
)
def test_what_is_no_document(data: bytes, reason: str) -> None:
    """What is no text is refused with a sentence about what it is."""
    with pytest.raises(UnreadableError, match=reason):
        readers.read(data, name="a.txt")


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    """A folder, a pipe and a socket are refused at once, and so is a link found in a folder."""
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "socket"))
        for name, reason in (
            ("pipe", "a pipe"),
            ("socket", "cannot be opened|a socket"),
            (".", "a folder"),
            ("no", "No such"),
        ):
            with pytest.raises(UnreadableError, match=reason):
                readers.read_file(str(tmp_path / name))
    (tmp_path / "real.txt").write_text("Words of a document.")
    (tmp_path / "link.txt").symlink_to("real.txt")
    assert readers.read_file(str(tmp_path / "link.txt")).text == "Words of a document."
    with pytest.raises(UnreadableError, match="is a link"):
        readers.read_file(str(tmp_path / "link.txt"), follow=False)


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    """More bytes than the limit are not read."""
    (tmp_path / "large.txt").write_bytes(b"words " * 1000)
    with pytest.raises(UnreadableError, match="6,000 bytes"):
        readers.read_file(str(tmp_path / "large.txt"), limit=5000)
