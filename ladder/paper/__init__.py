"""A check on paper: one person's form, a blank one, or those of a whole check in one file.

Pure: everything that a form says is passed in, and nothing is read but the fonts and pictures that ship with
the portal. Nothing is written anywhere either: whoever asks for a form gets it, and nobody else.
"""

from ladder.paper.form import About, Form
from ladder.paper.printing import pdf, print_page

__all__ = ["About", "Form", "pdf", "print_page"]
