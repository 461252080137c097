"""Two pages for a developer's machine: every message that went out, and signing in as anyone.

Production has no address for either.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.parser import BytesParser
from pathlib import Path

from django.conf import settings
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Role
from accounts.models import RoleGrant, User
from accounts.second_step import DEVELOPMENT, note_sign_in
from coproduction.navigation import links_for
from experts.models import Expert, Supporter
from govuk.pages import public
from words.own_links import Part, parts_of
from words.working_days import london_date

# Django's file backend writes this line after each message.
AFTER_EACH_MESSAGE = b"\n" + b"-" * 79 + b"\n"
LONG_AGO = datetime.min.replace(tzinfo=UTC)
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class SentMessage:
    """One message as it left the portal."""

    to: str
    subject: str
    sent_at: datetime
    parts: tuple[Part, ...]


@public
@require_safe
def messages(request):
    """Every message that went out, newest first, with links that work."""
    only_in_development()
    sent = messages_in(Path(settings.EMAIL_FILE_PATH))
    page = Paginator(sent, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "coproduction/development_messages.html", {"page": page, "found": len(sent)})


@public
@require_http_methods(["GET", "POST"])
def sign_in_as(request):
    """Become anyone who can sign in, without a code."""
    only_in_development()
    if request.method == "POST":
        chosen = request.POST.get("user", "")
        user = get_object_or_404(User, pk=chosen if chosen.isdecimal() else None, is_active=True)
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        note_sign_in(request, user, DEVELOPMENT)
        return redirect(links_for(user, "/")[0].url)
    return render(request, "coproduction/development_sign_in.html", {"groups": people_by_role()})


def only_in_development():
    """A second lock, in case an address is ever wired by mistake."""
    if not settings.DEVELOPMENT:
        raise Http404


def people_by_role():
    """Who may sign in, under each role they hold; then experts by experience, and who helps them."""
    groups = {role.label: [] for role in Role}
    grants = (
        RoleGrant.objects.held(on=london_date(timezone.now()))
        .filter(user__is_active=True)
        .select_related("user__contact", "directorate")
        .order_by("user__contact__name")
    )
    for grant in grants:
        part_of = grant.directorate.name if grant.directorate else "The whole council"
        groups[grant.get_role_display()].append({"user": grant.user, "part_of": part_of})
    experts = Expert.objects.filter(contact__user__is_active=True).select_related("contact__user")
    groups["expert by experience"] = [
        {"user": expert.contact.user, "part_of": ", ".join(_projects_of(expert))}
        for expert in experts.prefetch_related("memberships__project").order_by("contact__name")
    ]
    supporters = Supporter.objects.now().filter(contact__user__is_active=True).order_by("known_as")
    groups["supporter"] = [
        {"user": supporter.contact.user, "part_of": f"Helps {supporter.expert}"}
        for supporter in supporters.select_related("contact__user", "expert__contact")
    ]
    return {role: people for role, people in groups.items() if people}


def _projects_of(expert):
    return sorted(member.project.name for member in expert.memberships.all() if member.ends_on is None)


def messages_in(folder):
    """What Django's file backend wrote in a folder, newest first."""
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns) if folder.is_dir() else []
    sent = [
        _read(raw) for file in files for raw in file.read_bytes().split(AFTER_EACH_MESSAGE) if raw.strip()
    ]
    sent.reverse()  # those of one second: the last one written first
    return sorted(sent, key=lambda message: message.sent_at, reverse=True)


def _read(raw):
    message = BytesParser(policy=policy.default).parsebytes(raw)
    body = message.get_body(preferencelist=("plain",))
    return SentMessage(
        to=str(message["to"] or ""),
        subject=str(message["subject"] or ""),
        sent_at=message["date"].datetime if message["date"] else LONG_AGO,
        parts=tuple(parts_of(body.get_content().strip() if body else "", settings.PORTAL_ADDRESS)),
    )
