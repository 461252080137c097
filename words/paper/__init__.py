"""Paper that the portal prints: its letters, and the program that makes a tagged PDF of a template and data.

Pure: everything that stands on paper is passed in, and nothing is written anywhere.
"""

from words.paper.glyphs import FAMILIES, LACKING, printable
from words.paper.pressing import CannotPrint, pressed, pressed_alone

__all__ = ["FAMILIES", "LACKING", "CannotPrint", "pressed", "pressed_alone", "printable"]
