"""What machines are told about the portal's health."""

from datetime import UTC, datetime

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from audit.models import JobRun


def test_healthz_asks_nothing_of_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_readyz_tells_when_beat_last_ticked(client, db):
    JobRun.objects.create(name="beat.tick", started_at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
    JobRun.objects.create(name="beat.tick", started_at=datetime(2026, 11, 22, 9, 1, tzinfo=UTC))
    JobRun.objects.create(name="another.job", started_at=datetime(2026, 11, 22, 9, 2, tzinfo=UTC))
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "database": "ok",
        "broker": "ok",
        "last_tick": "2026-11-22T09:01:00+00:00",
    }


def test_readyz_is_ready_before_beat_ever_ticked(client, db):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["last_tick"] is None


def test_readyz_is_ready_without_a_broker(client, db, settings, tmp_path):
    settings.CELERY_BROKER_URL = f"redis+socket://{tmp_path}/none.sock"
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["broker"] == "unreachable"


def test_readyz_is_not_ready_without_the_database(client, db):
    def refuse(execute, sql, params, many, context):
        raise OperationalError("the database is away")

    with connection.execute_wrapper(refuse):
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] == "unreachable"


def test_jobs_are_not_well_while_one_is_late_or_nobody_can_tell(client, db):
    answer = client.get("/healthz/jobs")
    assert (answer.status_code, answer.json()) == (503, {"late": ["beat.tick"]})

    now = timezone.now()
    JobRun.objects.create(name="beat.tick", started_at=now, done_at=now)
    answer = client.get("/healthz/jobs")
    assert (answer.status_code, answer.json()) == (200, {"late": []})

    def refuse(execute, sql, params, many, context):
        raise OperationalError("the database is away")

    with connection.execute_wrapper(refuse):
        answer = client.get("/healthz/jobs")
    assert (answer.status_code, answer.json()) == (503, {"database": "unreachable"})


@pytest.mark.parametrize("address", ["/healthz", "/healthz/jobs", "/readyz"])
def test_health_is_never_kept_by_a_cache_and_only_read(client, db, address):
    assert "no-store" in client.get(address)["Cache-Control"]
    assert client.post(address).status_code == 405
