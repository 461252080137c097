"""What pages about letters and calls have in common."""

from functools import wraps

from django.shortcuts import get_object_or_404

from accounts.fresh import fresh_sign_in
from accounts.rules import is_involvement
from govuk.pages import require
from notices.kinds import kind_of
from notices.queries import attempts_for
from notices.ways import is_paused, reach_of


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
        if kind_of(each.notice).urgent or not is_paused(reach_of(each.notice.contact), now=now)
    ]


def what_it_is(notice):
    """What a message is about, in a few words."""
    what = kind_of(notice).what
    return f"{what}, about {notice.on_behalf_of.name}" if notice.on_behalf_of else what
