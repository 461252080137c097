"""Reading one project's page in tests."""

import re
from datetime import date
from html import unescape

from django.urls import reverse

from ladder.rungs import Rung
from projects.actions import stating
from projects.choices import Reason


def text_of(response):
    """What the page says, with its spaces as a reader meets them, and without the marks of others' words."""
    assert response.status_code == 200
    page = re.sub(r"<span data-fixed-words>(.*?)</span>", r"\1", response.text, flags=re.DOTALL)
    return unescape(" ".join(page.replace(" data-fixed-words", "").split()))


def page(client, project, who=None):
    """A project's page as somebody reads it, by default without signing in."""
    client.logout()
    if who and who.is_authenticated:
        client.force_login(who)
    return text_of(client.get(reverse("projects:show", args=[project.slug])))


def look_ahead(client, project, who):
    """The same before it is published."""
    client.force_login(who)
    return text_of(client.get(reverse("projects:preview", args=[project.reference])))


def facts(client, project):
    """The rows of "About the project"."""
    response = client.get(reverse("projects:show", args=[project.slug]))
    return {fact.key: "\n".join((*fact.lines, *fact.own_words)) for fact in response.context["facts"]}


def move(project, rung, because, *, by, now, reason="It takes time.", again=date(2027, 3, 1)):
    """Change a published project's step."""
    stating.choose_step(project=project, rung=rung, by=by, now=now)
    if rung < Rung.CO_PRODUCTION:
        reasons = {Reason.TIME: stating.Why(reason, again)}
        stating.give_reasons(project=project, reasons=reasons, by=by, now=now)
    stating.say_why_it_changes(project=project, because=because, by=by, now=now)
    stating.state_change(project=project, by=by, now=now)
