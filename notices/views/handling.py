"""What pages about letters and calls have in common."""

from functools import wraps

import structlog
from django.shortcuts import get_object_or_404

from accounts.fresh import fresh_sign_in
from accounts.rules import is_involvement
from govuk.pages import require
from ladder.spoken_of import project_of
from notices.kinds import kind_of, read_together, why_never_in_a_list
from notices.queries import attempts_for
from notices.ways import is_paused, reach_for

log = structlog.get_logger()


def handling(view):
    """Marks a page for whoever posts letters and rings people. It holds addresses and numbers, so a borrowed
    screen opens none. With an id it hands over that letter or call: never about a project of one's own."""

    @fresh_sign_in
    @wraps(view)
    def page(request, **which):
        require(is_involvement, request.user)
        if "pk" in which:
            return view(request, get_object_or_404(attempts_for(request.user), **which))
        return view(request)

    return page


def not_paused(attempts, *, now):
    """Those whose people did not ask us to wait since."""
    return [
        each
        for each in attempts
        if kind_of(each.notice).urgent or not is_paused(reach_for(each.notice), now=now)
    ]


def still_of_use(attempts, *, now):
    """Those whose messages are not done with: a job takes the others back in some minutes, and until then
    nobody should ring or print them."""
    found = list(attempts)
    read_together([each.notice for each in found])
    return [each for each in found if not _is_done_with(each.notice, now)]


def name_of_project(notice):
    """The project that a message is about, or "". Somebody may be asked in two checks at once."""
    project = project_of(notice)
    return project.name if project else ""


def _is_done_with(notice, now):
    try:
        return why_never_in_a_list(notice, now) is not None
    except Exception:
        # One that cannot be asked hides no other, and stays for a person to see.
        log.exception("notice.not_asked", notice=notice.pk)
        return False
