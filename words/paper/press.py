"""The program that prints: JSON in, PDFs out. It is started for one run and ends with it.

Apart from the portal, because the printer remembers what it printed: in a process that lives on, 15 people's
forms at 24 point left 150 MB behind each time, with their codes in it. Started by its path, so that it
loads nothing else of the portal.
"""

import json
import struct
import sys
from pathlib import Path

import typst

FONTS = Path(__file__).parent / "fonts"


def print_it(template: Path, data: str) -> bytes:
    """The PDF that a template makes of `data`, as PDF/UA-1 and in the portal's own letters only."""
    made = typst.compile(
        template,
        root=template.parent,
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
        ),
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"data": data},
    )
    if not isinstance(made, bytes):
        raise TypeError("A PDF is one file")
    return made


def print_each(template: Path, each: list[str]) -> None:
    """Write each file with its length before it, and no length where none could be made.

    Why not is not said: it would say what was to be printed.
    """
    for data in each:
        try:
            made = print_it(template, data)
        except Exception:
            made = b""
        sys.stdout.buffer.write(struct.pack(">Q", len(made)) + made)


if __name__ == "__main__":
    print_each(Path(sys.argv[1]), json.loads(sys.stdin.buffer.read()))
