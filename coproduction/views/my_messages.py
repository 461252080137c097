"""The messages that somebody got, for themselves alone."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from audit.choices import Purpose
from audit.reading import note_reads
from coproduction.outbox.words import about
from coproduction.outbox.written import words_of
from notices.choices import ARRIVED, Channel
from notices.kinds import kind_of, read_together
from notices.models import Attempt, Notice
from notices.preview import mark_of
from words.plain_dates import clock_time, short_date
from words.working_days import london_date

MESSAGES_A_PAGE = 20
HOW = {
    Channel.EMAIL: "We sent it by email",
    Channel.TEXT: "We sent it as a text",
    Channel.LETTER: "We posted it as a letter",
    Channel.PHONE: "We rang you",
}


def _sent_to(user):
    """Every message that went to somebody, the newest first, with the way by which it went."""
    ways = Attempt.objects.filter(outcome__in=ARRIVED).order_by("-number")
    sent = Notice.objects.filter(contact=user.contact_id, sent_at__isnull=False)
    sent = sent.select_related("contact__how_to_reach", "on_behalf_of")
    return sent.prefetch_related(Prefetch("attempts", ways, to_attr="ways")).order_by("-sent_at", "-pk")


@require_safe
def my_messages(request):
    """Every message to this person: the day, what it was, and how it went."""
    page = Paginator(_sent_to(request.user), MESSAGES_A_PAGE).get_page(request.GET.get("page"))
    notices = list(page.object_list)
    read_together(notices)
    return render(
        request,
        "coproduction/my_messages.html",
        {
            "page": page,
            "lines": [_line(notice) for notice in notices],
            "back": reverse("coproduction:me"),
        },
    )


@require_safe
def my_message(request, mark):
    """One message to this person, with its words. A link of their own is never kept, so none is in them.

    Its address holds a mark: two numbers in a row would tell how many messages went to others in between.
    """
    notice = next((each for each in _sent_to(request.user) if mark_of(each) == mark), None)
    if notice is None:
        raise Http404
    read_together([notice])
    words = words_of(notice, _way(notice), now=timezone.now())
    if words and notice.on_behalf_of_id:
        note_reads(request, [notice.on_behalf_of_id], purpose=Purpose.HELP)
    context = {"line": _line(notice), "words": words, "back": reverse("coproduction:my_messages")}
    return render(request, "coproduction/my_message.html", context)


def _way(notice):
    return Channel(notice.ways[0].channel) if notice.ways else Channel.EMAIL


def _line(notice):
    return {
        "what": kind_of(notice).what,
        "about": about(notice),
        "day": short_date(london_date(notice.sent_at)),
        "at": clock_time(notice.sent_at),
        "how": HOW[_way(notice)],
        "url": reverse("coproduction:my_message", args=[mark_of(notice)]),
    }
