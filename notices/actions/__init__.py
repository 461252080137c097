"""Doors to the outbox: promise a message, send what is due, say what became of it."""

from notices.actions.by_hand import (
    asked_not_to_ring,
    call_ended,
    let_go,
    make_letters,
    number_is_wrong,
    open_call,
    told_in_a_call,
    words_to_make,
)
from notices.actions.outcomes import (
    came_back,
    heard_back,
    it_went,
    made_by_hand,
    posted,
    print_again,
    rang,
    send_again,
)
from notices.actions.promising import promise
from notices.actions.queueing import queue, wake, wakers
from notices.actions.reading import choose_reading
from notices.actions.sending import deliver
from notices.actions.stopping import let_lapse, look_again, send_now, stop
from notices.actions.summing_up import sum_up

__all__ = [
    "asked_not_to_ring",
    "call_ended",
    "came_back",
    "choose_reading",
    "deliver",
    "heard_back",
    "it_went",
    "let_go",
    "let_lapse",
    "look_again",
    "made_by_hand",
    "make_letters",
    "number_is_wrong",
    "open_call",
    "posted",
    "print_again",
    "promise",
    "queue",
    "rang",
    "send_again",
    "send_now",
    "stop",
    "sum_up",
    "told_in_a_call",
    "wake",
    "wakers",
    "words_to_make",
]
