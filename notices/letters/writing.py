"""Writing one letter: what a message says, to whom, and how they can read it."""

from datetime import datetime

from notices.choices import Format
from notices.kinds import kind_of
from notices.letters.letter import Letter, address_lines, size_for
from notices.models import Notice
from notices.reaching import how_to_reach
from notices.ways import reach_of


def letter_of(notice: Notice, *, now: datetime) -> Letter:
    """The letter of one message, with any key that it needs: made new, and kept nowhere."""
    reach = reach_of(notice.contact)
    message = (
        kind_of(notice)
        .compose(notice, now)
        .as_chosen(easy_read=reach.format == Format.EASY_READ, neutral=reach.neutral)
    )
    return Letter(
        name=notice.contact.name,
        address=address_lines(notice.contact.name, how_to_reach(notice.contact).address),
        title=message.subject,
        paragraphs=message.letter,
        size=size_for(reach),
        link=message.forms.context.get("link", ""),
        plain_envelope=reach.plain_envelope,
    )
