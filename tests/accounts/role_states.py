"""People whose roles are in every state there is, for pages that show them."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from accounts.actions.closing import close_account
from accounts.actions.granting import change_end, end_role, give_role
from accounts.choices import Role
from accounts.models import RoleGrant, User
from council.models import Directorate
from words.working_days import london_date


def roles_in_every_state(*, place: Directorate, by: User, now: datetime) -> SimpleNamespace:
    """`person` has a role, one with a last day, one to come, one that ended and one that never began."""
    today = london_date(now)
    new = {"name": "Wyn Carter", "email": "wyn.carter@example.org"}

    def give(role: Role, starts_in: int = 0, who: dict | None = None, place=None) -> RoleGrant:
        who = who or {"user": User.objects.get(email=new["email"])}
        starts_on = today + timedelta(days=starts_in)
        return give_role(
            **who, role=role, directorate=place, starts_on=starts_on, ends_on=None, by=by, now=now
        )

    held = give(Role.STAFF, who=new, place=place)
    dated, coming = give(Role.STEERING), give(Role.FACILITATOR, 30)
    change_end(grant=dated, ends_on=today + timedelta(days=200), by=by, now=now)
    for never in (give(Role.SAFEGUARDING), give(Role.COMMENT_REVIEWER, 9)):
        end_role(grant=never, by=by, now=now)
    RoleGrant.objects.create(
        user=held.user,
        role=Role.INVOLVEMENT,
        starts_on=today - timedelta(days=400),
        ends_on=today - timedelta(days=9),
    )
    gone = {"name": "Una Bate", "email": "una.bate@example.org"}
    closed = give(Role.STAFF, who=gone, place=place).user
    close_account(user=closed, by=by, now=now)
    closed.refresh_from_db()
    return SimpleNamespace(person=held.user, held=held, dated=dated, coming=coming, closed=closed)
