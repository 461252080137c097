"""Messages: what is stuck, who waits for a call or a letter, what will go out and what will not, and why."""

from itertools import groupby
from operator import itemgetter

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.rules import can_see_messages, is_involvement
from audit.choices import Purpose, Seen
from audit.reading import note_reads
from coproduction import running
from coproduction.next_runs import next_run
from coproduction.outbox import lines, tasks
from coproduction.outbox.words import about, may_be_read, own_projects, people_of, readable_by, who
from coproduction.outbox.written import words_of
from coproduction.views.outbox_went import went
from coproduction.work.tasks import roles_of
from council.queries import the_council_is_known
from govuk.pages import require
from notices import actions
from notices.choices import Channel
from notices.kinds import kind_of
from notices.models import Attempt
from notices.preview import AHEAD, Coming, find, look_at, preview, read_one
from words.errors import Refused
from words.plain_dates import clock_time, day_and_month, near_moment, plain_date
from words.working_days import london_date

LINES_A_PAGE = 50
MOST_BELOW = 50
NOT_WAITING = "This message does not wait any more. It has gone, or it will not go."
STOPPED = "We stopped this message. It does not go out."
SOONER = "We look at this message now. It goes as soon as it is safe for them."
WENT = "You said that it went. We do not send it again."
AGAIN = "We send this message again now."


@require_safe
def all_messages(request):
    """All that waits, and all that will not go, with the scheduled jobs that see to it."""
    require(can_see_messages, request.user)
    now = timezone.now()
    waits = tasks.waiting(request.user, now=now)
    seen, own = preview(now=now, also=waits.notices), waits.own
    stuck, by_hand = tasks.stuck_tasks(waits, now=now), tasks.tasks_by_hand(waits, now=now)
    coming = lines.coming_by_day(_readable(seen.coming, own), now=now)
    held = [each for each in seen.not_going if each.notice.held_because not in tasks.FOR_SOMEBODY]
    not_going = lines.not_going_lines(_readable(held, own), now=now)
    page = Paginator(coming, LINES_A_PAGE).get_page(request.GET.get("page"))
    shown = [line for _, line in page.object_list] + not_going[:MOST_BELOW]
    people = {person for line in shown for person in line.people}
    people |= {task.person for task in stuck[:MOST_BELOW] + by_hand[:MOST_BELOW]}
    note_reads(request, people, fields=(Seen.NAME, Seen.MESSAGES), purpose=Purpose.MESSAGES)
    jobs = running.jobs(now=now)
    return render(
        request,
        "coproduction/messages.html",
        {
            "roles": roles_of(request.user),
            "can_act": is_involvement(request.user),
            "last_day": day_and_month(london_date(now + AHEAD), weekday=True),
            "schedule_stopped": running.schedule_stopped(jobs),
            "stuck": stuck[:MOST_BELOW],
            "stuck_count": len(stuck),
            "by_hand": by_hand[:MOST_BELOW],
            "by_hand_count": len(by_hand),
            "page": page,
            "days": [
                (day, [line for _, line in found])
                for day, found in groupby(page.object_list, key=itemgetter(0))
            ],
            "coming_count": len(coming),
            "not_going": not_going[:MOST_BELOW],
            "not_going_count": len(not_going),
            "left_out": max(0, len(not_going) - MOST_BELOW),
            "more": seen.more,
            "jobs": [_job(job, now) for job in jobs],
        },
    )


def _readable(seen, own):
    return [each for each in seen if may_be_read(each.notice, own=own)]


def _job(job, now):
    """A line of the table of jobs, with its next run."""
    following = next_run(job.key, after=now)
    return {
        "name": job.name,
        "last": near_moment(job.last_at, now=now) if job.last_at else "Not yet",
        "next": "As soon as it can" if job.is_late else near_moment(following, now=now) if following else "",
        "is_late": job.is_late,
    }


@require_safe
def messages_alike(request, mark):
    """Everyone in one line of several people."""
    require(can_see_messages, request.user)
    now, own = timezone.now(), own_projects(request.user)
    seen = preview(now=now)
    found = lines.of_mark(_readable([*seen.coming, *seen.not_going], own), mark, now=now)
    if not found:
        raise Http404
    page = Paginator(found, LINES_A_PAGE).get_page(request.GET.get("page"))
    people = [person for line in page.object_list for person in line.people]
    note_reads(request, people, fields=(Seen.NAME, Seen.MESSAGES), purpose=Purpose.MESSAGES)
    context = {"page": page, "lines": page.object_list, "first": found[0], "back": _back()}
    return render(request, "coproduction/messages_alike.html", context)


@require_http_methods(["GET", "POST"])
@the_council_is_known()
def message(request, name):
    """One message that waits: to whom, how, when and why. The involvement team stops it, or sends it now.
    Of one that went, they say that it came back."""
    require(can_see_messages, request.user)
    if request.method == "POST":
        require(is_involvement, request.user)
    now = timezone.now()
    notice = _message(request, name, now)
    if notice.sent_at and (request.method != "POST" or request.POST.get("do") == "back"):
        return went(request, notice)
    if not notice.waits:
        messages.info(request, NOT_WAITING)
        return redirect("coproduction:all_messages")
    if request.method == "POST":
        return _act(request, notice, now)
    note_reads(request, people_of(notice), fields=(Seen.NAME, Seen.MESSAGES), purpose=Purpose.MESSAGES)
    return render(request, "coproduction/message.html", _one(request, notice, now))


def _message(request, name, now):
    """The message of this name, whatever has become of it. 404 for one of a project of one's own."""
    if name.isdecimal():
        notice = get_object_or_404(readable_by(request.user), pk=name)
        read_one(notice, now=now)
        return notice
    notice = find(name, now=now)
    if notice is None:
        raise Http404
    read_one(notice, now=now)
    if not may_be_read(notice, own=own_projects(request.user)):
        raise Http404
    return notice


def _act(request, notice, now):
    """Do what was pressed. Pressed by nothing we know, it changes nothing."""
    doors = {"stop": (actions.stop, STOPPED), "send": (actions.send_now, SOONER)}
    act, said = doors.get(request.POST.get("do"), (None, ""))
    if act:
        try:
            act(notice=notice, by=request.user, now=now)
        except Refused as refused:
            said = str(refused)
        messages.info(request, said)
    return redirect("coproduction:all_messages")


def _one(request, notice, now):
    seen, kind = look_at(notice, now=now), kind_of(notice)
    goes = isinstance(seen, Coming)
    return {
        "who": who(notice),
        "what": kind.what,
        "about": about(notice),
        "how": Channel(seen.channel).label if goes else "",
        "when": f"{plain_date(london_date(seen.at))}, from {clock_time(seen.at)}" if goes else "",
        "why": kind.why if goes else "",
        # What is written only when it goes would say something else today, and maybe of others' work.
        "words_later": goes and kind.asks_much,
        "words": words_of(notice, Channel(seen.channel), now=now) if goes and not kind.asks_much else None,
        "why_not": "" if goes else seen.because.label,
        "reach_url": tasks.contact_pages(request.user, [notice.contact_id]).get(notice.contact_id, ""),
        "can_act": is_involvement(request.user),
        "back": _back(),
    }


@require_POST
def settle_message(request, attempt):
    """Say what became of a message that is stuck: it went, or it did not and goes again."""
    require(is_involvement, request.user)
    now = timezone.now()
    tried = get_object_or_404(Attempt.objects.filter(notice__in=readable_by(request.user)), pk=attempt)
    doors = {"went": (actions.it_went, WENT), "again": (actions.send_again, AGAIN)}
    act, said = doors.get(request.POST.get("happened"), (None, ""))
    if act:
        try:
            act(attempt=tried, by=request.user, now=now)
        except Refused as refused:
            said = f"{refused}."
        messages.info(request, said)
    return redirect(f"{_back()}#stuck")


def _back():
    return reverse("coproduction:all_messages")
