"""A run can begin at another moment, and leaves out what keeps the real clock."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = """
from datetime import datetime, timedelta, UTC
import pytest

def test_it_is_summer_and_late():
    late = datetime(2027, 7, 1, 22, 30, tzinfo=UTC)  # 11:30pm in London
    assert late <= datetime.now(UTC) < late + timedelta(hours=1)

@pytest.mark.own_clock
def test_it_is_now():
    raise AssertionError
"""


def run_at(moment, folder):
    (folder / "test_now.py").write_text(TESTS)
    asked = ["-p", "devtools.pytest_clock", "-p", "no:django", "--at", moment, "-c", "/dev/null", folder]
    ran = subprocess.run([sys.executable, "-m", "pytest", *asked], cwd=ROOT, capture_output=True, text=True)
    return ran.returncode, ran.stdout + ran.stderr


def test_the_clock_stands_at_that_moment_and_what_has_a_clock_of_its_own_is_left_out(tmp_path):
    code, said = run_at("2027-07-01 23:30", tmp_path)
    assert (code, "1 passed, 1 deselected" in said) == (0, True), said


def test_what_is_no_moment_is_refused_in_plain_words(tmp_path):
    code, said = run_at("tonight", tmp_path)
    assert code
    assert "Say --at as a date and a time in London" in said
