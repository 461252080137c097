"""May the demonstration be made here, or why not."""

from django.conf import settings

from accounts.models import User
from council.models import Council
from notices.models import Contact


def is_made() -> bool:
    """Whether this database holds the demonstration already."""
    return Council.objects.filter(is_demonstration=True).exists()


def why_not() -> str | None:
    """The reason not to make it, as one sentence, or None. Invented people never stand among real ones."""
    if not settings.DEMONSTRATION:
        return "The demonstration is switched off here: this portal is for real people."
    if is_made():
        return None
    if Council.objects.exists() or Contact.objects.exists() or User.objects.exists():
        return "This database has real people in it, so no demonstration was made: use an empty one."
    return None
