"""Roles in the states that the demonstration itself does not have."""

from accounts.models import User
from coproduction.demonstration.people import KERENSA, address_of
from tests.accounts.role_states import roles_in_every_state


def roles_to_read(place, now):
    """What stands for the arguments of pages about roles: of somebody, of the closed, and of the lead."""
    lead = User.objects.get(email=address_of(KERENSA))
    roles = roles_in_every_state(place=place, by=lead, now=now)
    grants = [{"pk": each.pk} for each in (roles.held, roles.dated, roles.coming)]
    return {
        "roles:person": [{"pk": user.pk} for user in (roles.person, roles.closed, lead)],
        "roles:close": [{"pk": roles.person.pk}],
        "roles:open_again": [{"pk": roles.closed.pk}],
        "roles:end": grants,
        "roles:change_end": grants,
    }
