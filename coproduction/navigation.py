"""The links at the top of every page, by who is looking."""

import re
from dataclasses import dataclass

from django.urls import reverse

from accounts.rules import (
    can_read_audit,
    can_see_messages,
    can_see_roles,
    can_see_staff_pages,
    can_set_council,
    is_comment_reviewer,
    is_facilitator,
    is_involvement,
    is_safeguarding,
    is_steering,
)
from experts.rules import can_choose_supporters, can_set_contacts

OF_CHECKS = re.compile(r"/staff/projects/[^/]+/(checks/open|talks/arrange)/")
"""Pages that one comes to from "Checks", though their address begins with a project."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the navigation, and whether it is the page being looked at."""

    text: str
    url: str
    current: bool


def links_for(user, path):
    """The navigation for a person. The link of the page they are on, or below, is current."""
    places = []
    if can_see_staff_pages(user):
        places.append(("Your work", "coproduction:your_work"))
    elif is_steering(user):
        places.append(("Dashboard", "governance:dashboard"))
    elif can_set_council(user):
        places.append(("Council settings", "council:settings"))
    elif can_see_roles(user):
        places.append(("Who has what", "roles:list"))
    elif user.is_authenticated:
        places.append(("My home", "coproduction:me"))
    else:
        places.append(("Home", "coproduction:home"))
    places.append(("Projects", "projects:list"))
    if is_involvement(user):
        places.append(("Checks", "ladder:rounds"))
    if can_see_messages(user):
        places.append(("Messages", "coproduction:all_messages"))
    if can_set_contacts(user):
        places.append(("People", "experts:find"))
    if is_facilitator(user):
        places.append(("Talks", "ladder:talks"))
        if can_choose_supporters(user):
            # A facilitator may be an expert by experience in other projects.
            places.append(("My home", "coproduction:me"))
    if is_comment_reviewer(user):
        places.append(("Comments", "ladder:comments"))
    if is_safeguarding(user):
        places.append(("Worries", "ladder:worries"))
    if can_see_staff_pages(user) and is_steering(user):
        places.append(("Dashboard", "governance:dashboard"))
    if can_read_audit(user):
        places.append(("Who read what", "coproduction:audit"))
    places.append(("What is co-production?", "ladder:what_is"))
    if can_see_roles(user) and places[0][0] != "Who has what":
        places.append(("Who has what", "roles:list"))
    if can_set_council(user) and places[0][0] != "Council settings":
        places.append(("Council settings", "council:settings"))
    urls = [(text, reverse(name)) for text, name in places]
    if is_involvement(user) and OF_CHECKS.match(path):
        path = reverse("ladder:rounds")
    under = [url for _, url in urls if path == url or (url != "/" and path.startswith(url))]
    here = max(under, key=len, default="")
    return [Link(text, url, url == here) for text, url in urls]
