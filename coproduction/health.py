"""What machines ask: are you alive, can you work, and do the scheduled jobs run?"""

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from audit.models import JobRun
from coproduction.running import TICK, late_jobs

SECONDS_FOR_THE_BROKER = 0.5


@login_not_required
@never_cache
@require_safe
def healthz(request):
    """The web process answers. Says nothing of the rest, so that a slow database restarts nobody."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request):
    """Ready to serve pages: 503 only without the database. The broker and beat are told, not judged."""
    try:
        last_tick = JobRun.objects.filter(name=TICK).order_by("-started_at").first()
    except DatabaseError:
        return JsonResponse(
            {"database": "unreachable", "broker": _broker(), "last_tick": None},
            status=503,
        )
    return JsonResponse(
        {
            "database": "ok",
            "broker": _broker(),
            "last_tick": last_tick.started_at.isoformat() if last_tick else None,
        }
    )


@login_not_required
@never_cache
@require_safe
def healthz_jobs(request):
    """503 while any scheduled job is late, or nobody can tell. Says which, by their keys."""
    try:
        late = late_jobs(now=timezone.now())
    except DatabaseError:
        return JsonResponse({"database": "unreachable"}, status=503)
    return JsonResponse({"late": [job.key for job in late]}, status=503 if late else 200)


def _broker():
    """ "ok" or "unreachable", within half a second."""
    address = settings.CELERY_BROKER_URL.replace("redis+socket://", "unix://")
    client = redis.Redis.from_url(
        address,
        socket_timeout=SECONDS_FOR_THE_BROKER,
        socket_connect_timeout=SECONDS_FOR_THE_BROKER,
        retry=None,
    )
    try:
        client.ping()
    except redis.RedisError:
        return "unreachable"
    finally:
        client.close()
    return "ok"
