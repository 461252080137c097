"""What runs by itself."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from coproduction.celery import app
from coproduction.running import JOBS
from coproduction.schedule import BEAT_SCHEDULE

ROOT = Path(settings.BASE_DIR)


@pytest.mark.parametrize("name", BEAT_SCHEDULE)
def test_an_entry_names_a_task_that_exists_and_never_piles_up(name):
    app.loader.import_default_modules()
    entry = BEAT_SCHEDULE[name]
    assert entry["task"] in app.tasks
    assert entry["options"]["expires"] > 0


def test_every_task_of_ours_has_a_name_of_its_own_choice():
    app.loader.import_default_modules()
    ours = {name for name, task in app.tasks.items() if not name.startswith("celery.")}
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", name) for name in ours)
    # A task that no schedule starts is handed out by another, or by a page's wake-up.
    assert ours - {entry["task"] for entry in BEAT_SCHEDULE.values()} == {"ladder.close", "ladder.end_talk"}


def test_every_scheduled_job_is_watched():
    assert {key for key, *_ in JOBS} == {entry["task"] for entry in BEAT_SCHEDULE.values()}


def test_every_entry_has_a_plain_comment_above_it():
    lines = (ROOT / "coproduction" / "schedule.py").read_text(encoding="utf-8").splitlines()
    for name in BEAT_SCHEDULE:
        (place,) = (number for number, line in enumerate(lines) if line.startswith(f'    "{name}":'))
        assert lines[place - 1].startswith("    # "), name


def test_schedule_times_are_londons():
    assert str(app.conf.timezone) == settings.TIME_ZONE == "Europe/London"


def test_there_is_exactly_one_beat_in_compose():
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    beats = [name for name, service in services.items() if "beat" in str(service.get("command", ""))]
    assert len(beats) == 1
    assert services[beats[0]].get("deploy", {}).get("replicas", 1) == 1
