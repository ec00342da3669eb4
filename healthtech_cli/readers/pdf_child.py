"""The other end of `pdf.py`: a process of its own that opens PDF files and is killed when one takes too long.

It reads a length (8 bytes) and a file from standard input, again and again, and answers a length and a JSON object.
It is run by its path, without the package, and imports pypdfium2 alone.
"""

import json
import struct
import sys

MEMORY_LIMIT = 1_500_000_000
PAGE_LIMIT = 2000
CHARACTER_LIMIT = 10_000_000


def main() -> None:
    """Answer until standard input ends."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass  # not on this system: the time limit remains
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while True:
        head = source.read(8)
        if len(head) < 8:
            return
        answer = json.dumps(_read(source.read(struct.unpack(">Q", head)[0]))).encode()
        sink.write(struct.pack(">Q", len(answer)) + answer)
        sink.flush()


def _read(data: bytes) -> dict[str, object]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"error": "password" if "password" in str(error).lower() else "broken"}
    except MemoryError:
        return {"error": "memory"}
    try:
        pages: list[str] = []
        characters = 0
        for at in range(min(len(document), PAGE_LIMIT)):
            page = document[at]
            words = page.get_textpage()
            pages.append(words.get_text_bounded())
            words.close()
            page.close()
            characters += len(pages[-1])
            if characters > CHARACTER_LIMIT:
                break
        return {"pages": pages, "about": document.get_metadata_dict(skip_empty=True), "count": len(document)}
    except MemoryError:
        return {"error": "memory"}
    except pypdfium2.PdfiumError:
        return {"error": "broken"}


if __name__ == "__main__":
    main()
