"""What every page has in common on which the involvement team handles one check's forms and calls."""

from functools import wraps

from django.shortcuts import get_object_or_404

from accounts.rules import is_involvement
from audit.choices import Seen
from audit.reading import note_reads
from govuk.pages import require
from ladder.models import Round
from ladder.rules import can_handle


def handling(view):
    """Marks a page for whoever may handle a check, and hands it over: never for a project of one's own."""

    @wraps(view)
    def page(request, pk, **kwargs):
        require(is_involvement, request.user)
        checks = Round.objects.visible_to(request.user).select_related("project", "statement_set")
        check = get_object_or_404(checks, pk=pk)
        require(can_handle, request.user, check.project)
        return view(request, check, **kwargs)

    return page


def note_invited(request, check, invitations, *, purpose, fields=(Seen.NAME,)):
    """Whoever opens a page with people of a check on it has read about them."""
    people = [invitation.expert.contact_id for invitation in invitations]
    note_reads(request, people, fields=fields, purpose=purpose, for_=check)
