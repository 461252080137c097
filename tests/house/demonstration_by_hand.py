"""Letters and calls in every state: what the demonstration itself does not have."""

from tests.factories import make_project
from tests.notices.by_hand_states import by_hand_in_every_state


def by_hand_to_read(lead, involvement, now):
    """A letter to have made in Braille, one that could not be made, and somebody to ring."""
    project = make_project("Reading aloud", by=lead, now=now)
    made = by_hand_in_every_state(project, by=involvement, now=now)
    return {
        "notices:letter_words": [{"pk": made.braille.pk}],
        "notices:letter_posted": [{"pk": made.braille.pk}],
        "notices:letter_again": [{"pk": made.stopped.pk}],
        "notices:letter_came_back": [{"pk": made.posted.pk}],
        "notices:call": [{"pk": made.to_ring.pk}],
        "notices:call_went": [{"pk": made.to_ring.pk}],
    }
