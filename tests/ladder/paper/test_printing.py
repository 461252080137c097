"""What printing refuses, and what it leaves behind."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from ladder.paper import Form, pdf
from ladder.paper.printing import mark
from tests.ladder.paper.printed import ABOUT, form_of, printed, the_wording
from words.codes import make_code


def memory_of_this_process():
    """In bytes, as Linux counts it."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def test_nothing_is_printed_for_nobody():
    with pytest.raises(ValueError, match="There is no form to print"):
        printed()


@pytest.mark.parametrize("name", ["none.svg", "../app.css", "/etc/passwd", "../pictures/a-time.svg/"])
def test_only_pictures_of_the_portal_are_printed(name):
    wording = the_wording()
    statements = (replace(wording.statements[0], picture=name), *wording.statements[1:])
    with pytest.raises(ValueError, match="There is no picture"):
        pdf([Form()], wording=replace(wording, statements=statements), about=ABOUT)


def test_a_run_leaves_nothing_in_the_portals_own_process():
    """The printer remembers what it printed, codes too. So it ends with each file."""
    printed(Form())
    before = memory_of_this_process()
    for _ in range(2):
        printed(*(form_of(make_code(), size=24) for _ in range(15)))
    assert memory_of_this_process() - before < 30_000_000


def test_the_marks_are_those_that_pages_draw():
    assert mark("yes").startswith('<svg xmlns="http://www.w3.org/2000/svg" class="app-ans app-ans--yes"')
    assert "{{" not in "".join(mark(key) for key in ("yes", "partly", "no", "not-sure", "skip"))
