"""Log lines say what happened and where, and nothing that a person wrote."""

import json
import logging
import logging.config
import re

import pytest

from coproduction import logs
from coproduction.views import public
from tests.factories import make_user


@pytest.fixture
def log_line(capsys):
    """Logs as production does, and hands back the line as JSON."""

    def line_of(write):
        formatter = logs.configuration(development=False, level="INFO")["formatters"]["lines"]
        handler = logging.StreamHandler()
        handler.setFormatter(formatter["()"](**{k: v for k, v in formatter.items() if k != "()"}))
        logger = logging.getLogger("tests.logs")
        logger.handlers, logger.propagate = [handler], False
        write(logger)
        logger.handlers = []
        return json.loads(capsys.readouterr().err)

    return line_of


def test_a_line_is_json_with_its_time_and_level(log_line):
    line = log_line(lambda logger: logger.warning("notice_late"))
    assert (line["event"], line["level"]) == ("notice_late", "warning")
    assert line["timestamp"].endswith("Z")


@pytest.mark.parametrize(
    "address",
    ["/c/abcdefGHIJK", "https://portal.example.org/c/abcdefGHIJK?page=2", "/w/abcdefGHIJK/"],
)
def test_a_key_in_an_address_is_never_written(log_line, address):
    line = log_line(lambda logger: logger.warning("Not Found: %s", address))
    assert "abcdefGHIJK" not in json.dumps(line)
    assert re.search("/[cw]/…", line["event"])


def test_an_error_tells_its_place_but_not_its_message(log_line):
    def write(logger):
        try:
            raise ValueError("what somebody typed")
        except ValueError:
            logger.exception("page_broke")

    line = log_line(write)
    assert line["error"] == "ValueError"
    assert any("test_logs.py" in place for place in line["error_at"])
    assert "somebody typed" not in json.dumps(line)


def test_a_page_that_is_refused_is_a_line_without_a_place(client, db, caplog):
    client.force_login(make_user("Sam Trewin"))
    assert client.get("/staff/").status_code == 403
    refused = next(line for line in caplog.records if line.name == "django.request")
    assert (refused.levelname, refused.exc_info) == ("WARNING", None)


def test_a_page_that_breaks_still_tells_its_place(client, db, caplog, monkeypatch):
    monkeypatch.setattr(public, "side_by_side", broken)
    client.raise_request_exception = False
    assert client.get("/").status_code == 500
    broke = next(line for line in caplog.records if line.name == "django.request")
    assert broke.exc_info[0] is ZeroDivisionError


def broken(*things, **named):
    return 1 / 0
