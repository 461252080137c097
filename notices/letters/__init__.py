"""Letters on paper: what stands on each, and a run of them in one file.

Pure: everything that a letter says is passed in, and whoever asks for a run gets it, and nobody else.
"""

from notices.letters.letter import Letter, Sender, address_lines
from notices.letters.printing import Printed, print_run

__all__ = ["Letter", "Printed", "Sender", "address_lines", "print_run"]
