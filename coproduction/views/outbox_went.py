"""Messages that went: the one that came back is found, and goes another way today. To whomever it was."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.rules import is_involvement
from audit.choices import Purpose, Seen
from audit.reading import note_reads
from coproduction.outbox import tasks
from coproduction.outbox.forms import WentForm
from coproduction.outbox.words import about, people_of, who
from experts.models import Expert
from govuk.pages import form_page, require
from notices import actions
from notices.choices import ARRIVED, MAY_COME_BACK, Audience, Channel
from notices.kinds import kind_of, read_together
from notices.preview import ATTEMPTS
from notices.queries import attempts_for, went_lately
from words.errors import Refused, StaleState
from words.plain_dates import clock_time, plain_date, short_date
from words.working_days import london_date

MOST_FOUND = 20
NOTHING_TO_COME_BACK = "They were told by phone, or someone said before what happened"
ANOTHER_WAY = "Thank you. We try another way today. If there is none, it stands under “To ring or post”."


@form_page
def messages_went(request):
    """Looked for by POST, so that no address and no log holds a name. All who are found are written down."""
    require(is_involvement, request.user)
    form = WentForm(request.POST if request.method == "POST" else None)
    looked = form.is_bound and form.is_valid()
    found = _found(request.user, form.cleaned_data["who"]) if looked else []
    shown = [each.notice for each in found[:MOST_FOUND]]
    read_together(shown)
    people = [person for notice in shown for person in people_of(notice)]
    note_reads(request, people, fields=(Seen.NAME, Seen.MESSAGES), purpose=Purpose.MESSAGES)
    page = {
        "form": form,
        "looked": looked,
        "lines": [_line(each) for each in found[:MOST_FOUND]],
        "more": len(found) > MOST_FOUND,
        "back": reverse("coproduction:all_messages"),
    }
    return render(request, "coproduction/messages_went.html", page)


def _found(user, typed):
    lately = went_lately(attempts_for(user), now=timezone.now())
    named = Q(notice__contact__name__icontains=typed) | Q(notice__contact__email__iexact=typed)
    return list(lately.filter(named)[: MOST_FOUND + 1])


def _line(attempt):
    return {
        "who": who(attempt.notice),
        "what": kind_of(attempt.notice).what,
        "about": about(attempt.notice),
        "how": Channel(attempt.channel).label,
        "day": short_date(london_date(attempt.taken_at)),
        "url": reverse("coproduction:message", args=[attempt.notice_id]),
    }


def went(request, notice):
    """One message that went, as it was read for its page. The team says that it came back."""
    last = next(reversed(notice.read[ATTEMPTS]), None)
    may_come_back = last is not None and last.channel in MAY_COME_BACK and last.outcome in ARRIVED
    if request.method == "POST":
        return _came_back(request, last if may_come_back else None)
    note_reads(request, people_of(notice), fields=(Seen.NAME, Seen.MESSAGES), purpose=Purpose.MESSAGES)
    page = {
        "who": who(notice),
        "what": kind_of(notice).what,
        "about": about(notice),
        "how": Channel(last.channel).label if last else "",
        "when": f"{plain_date(london_date(notice.sent_at))}, {clock_time(notice.sent_at)}",
        "may_come_back": may_come_back,
        "can_act": is_involvement(request.user),
        "is_to_staff": kind_of(notice).audience == Audience.STAFF,
        "reach_url": tasks.contact_pages(request.user, [notice.contact_id]).get(notice.contact_id, ""),
        "helps_url": _supporters_url(request.user, notice),
        "back": reverse("coproduction:all_messages"),
    }
    return render(request, "coproduction/message_went.html", page)


def _came_back(request, attempt):
    try:
        if attempt is None:
            raise StaleState(NOTHING_TO_COME_BACK)
        actions.came_back(attempt=attempt, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.info(request, f"{refused}.")
    else:
        messages.success(request, ANOTHER_WAY)
    return redirect("coproduction:all_messages")


def _supporters_url(user, notice):
    """Where the team reads who helps somebody, for a message to one of those who do."""
    if not notice.on_behalf_of_id or not is_involvement(user):
        return ""
    helped = Expert.objects.filter(contact=notice.on_behalf_of_id).values_list("pk", flat=True).first()
    return reverse("experts:list_for", args=[helped]) if helped else ""
