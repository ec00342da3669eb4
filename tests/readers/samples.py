"""Documents made for the tests, in every format; the companies and events are invented."""

from __future__ import annotations

import io
import zipfile

ENGLISH = (
    "Northwind buys Tapir Health\n"
    "March 5, 2021\n"
    "\n"
    "Northwind has acquired the online pharmacy Tapir Health for $120 million, the companies said on Friday.\n"
    "Tapir Health serves 40,000 patients in three states and employs 85 pharmacists.\n"
)
GERMAN = (
    "Nordwind übernimmt Tapir-Apotheken\n\nDie Nordwind AG hat die Tapir-Apotheken für 120 Millionen Euro übernommen. "
    "Über den Kaufpreis wurde lange verhandelt, hieß es am Freitag in München. Die Behörden müssen noch zustimmen.\n"
)
DUTCH = (
    "Noordenwind koopt Tapir Zorg\n\nNoordenwind heeft de onlineapotheek Tapir Zorg overgenomen voor 120 miljoen euro. "
    "Patiënten merken er volgens het bedrijf niets van; de tweeëntwintig filialen blijven geopend.\n"
)
CHINESE = (
    "北风集团收购貘健康\n\n北风集团宣布以一亿二千万元人民币收购在线药房貘健康。公司表示，此次收购将帮助其进入医疗市场，"
    "并在三个省份为四万名患者提供服务。收购预计在年底之前完成。\n"
)
TRADITIONAL = (
    "北風集團收購貘健康\n\n北風集團宣布以一億二千萬元收購線上藥房貘健康。公司表示，這次收購將幫助它進入醫療市場，"
    "並在三個縣市為四萬名患者提供服務。收購預計在年底之前完成。\n"
)


def html(*, head: str = "", body: str = "", lang: str = "en") -> bytes:
    """A page with navigation and a footer around an article."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Story | Some Site</title>{head}</head>'
        "<body><nav><a href='/'>Home</a> <a href='/deals'>Deals</a></nav>"
        f"<article><h1>Northwind buys Tapir Health</h1>{body or paragraphs(ENGLISH)}</article>"
        "<footer>Copyright Some Site. Subscribe to our newsletter.</footer></body></html>"
    ).encode()


def paragraphs(text: str) -> str:
    """The lines of a text as paragraphs, its first line left out."""
    return "".join(f"<p>{line}</p>" for line in text.splitlines()[1:] if line)


def pdf(*pages: list[str], about: str = "") -> bytes:
    """A PDF with these lines on its pages, in Latin letters."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        drawn = "BT /F1 11 Tf 14 TL 60 780 Td " + " ".join(f"({_escaped(line)}) Tj T*" for line in lines) + " ET"
        objects.append(f"<< /Length {len(drawn.encode('cp1252'))} >>\nstream\n{drawn}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 << /Type /Font "
            f"/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {about} >>")
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    for place in places:
        out.write(f"{place:010d} 00000 n \n".encode())
    size = len(objects)
    out.write(f"trailer << /Size {size + 1} /Root 1 0 R /Info {size} 0 R >>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def docx(text: str = ENGLISH, *, table: list[list[str]] | None = None, title: str = "") -> bytes:
    """A DOCX file with the lines of a text as paragraphs and a table in their midst."""
    from docx import Document

    document = Document()
    lines = text.splitlines()
    for line in lines[:3]:
        document.add_paragraph(line)
    if table:
        grid = document.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in zip(grid.rows, table):
            for cell, words in zip(row.cells, cells):
                cell.text = words
    for line in lines[3:]:
        document.add_paragraph(line)
    document.core_properties.title = title
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zip_bomb(size: int) -> bytes:
    """An archive that says it is a DOCX and unfolds to `size` bytes of XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * size)
    return out.getvalue()
