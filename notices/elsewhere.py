"""To which e-mail address a message goes: to the person's own, unless it is about one that they had."""

from copy import copy
from dataclasses import replace

from notices.choices import Channel
from notices.kinds import kind_of
from notices.models import Contact, Notice
from notices.ways import Reach, reach_for, reach_of


def contact_of(notice: Notice) -> Contact:
    """Whom a message is to, with the address that an e-mail of it goes to."""
    if not kind_of(notice).elsewhere:
        return notice.contact
    contact = copy(notice.contact)
    contact.email, contact.email_since = notice.to_email, None
    return contact


def reach_there(notice: Notice) -> Reach:
    """What there is to reach whoever a message is to. What is about an address that they had is told there
    first, unless they said that no e-mail is safe."""
    if not kind_of(notice).elsewhere:
        return reach_for(notice)
    reach = reach_of(contact_of(notice))
    return replace(reach, order=(Channel.EMAIL, *reach.order)) if reach.order else reach
