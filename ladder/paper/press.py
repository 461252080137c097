"""The program that prints: JSON in, a PDF out. It is started for one file and ends with it.

Apart from the portal, because the printer remembers what it printed: in a process that lives on, 15 people's
forms at 24 point left 150 MB behind each time, with their codes in it. Started by its path, so that it
loads nothing else of the portal.
"""

import sys
from pathlib import Path

import typst

HERE = Path(__file__).parent


def print_it(data: str) -> bytes:
    """The PDF that `form.typ` makes of `data`, as PDF/UA-1 and in the portal's own letters only."""
    made = typst.compile(
        HERE / "form.typ",
        root=HERE,
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")]
        ),
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"data": data},
    )
    if not isinstance(made, bytes):
        raise TypeError("A PDF is one file")
    return made


if __name__ == "__main__":
    sys.stdout.buffer.write(print_it(sys.stdin.buffer.read().decode()))
