"""What a few pages show to whom, where everyone may open them and each sees something else."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from tests.access.kinds import (
    DATA_PROTECTION,
    EXPERT,
    FACILITATOR,
    HATS,
    INVOLVEMENT_LEAD,
    LEAD,
    OTHER_EXPERT,
    REVIEWER,
    SAFEGUARDING,
)
from tests.access.objects import OTHER, OWN
from tests.access.straight import PLACES
from tests.access.world import World
from tests.accounts.second_steps import browser_of

INVOLVEMENT = "involvement"


@dataclass(frozen=True)
class Listed:
    """Whether a page shows somebody these words."""

    name: str
    part: str
    words: str
    word: str
    about: tuple = ()
    method: str = "get"

    def __str__(self) -> str:
        about = " ".join((self.name, *self.about))
        return f"{self.method.upper()} {about} as {self.part}: {self.words or 'opens'}"

    def ask(self, world: World) -> str:
        """in, where the words stand there, or the word of an answer that is no page."""
        own = world.bodies[OWN]
        path = reverse(self.name, args=[own[key] for key in self.about])
        came = world.answer(self.part, self.method, path)
        if came.response.status_code != 200:
            return came.word
        page = b"".join(came.response) if came.response.streaming else came.response.content
        words = self.words.format(**{f"{at}_{key}": world.bodies[at][key] for at in PLACES for key in KEYS})
        return "in" if words in " ".join(page.decode(errors="ignore").split()) else "not there"


@dataclass(frozen=True)
class Stale:
    """A page that asks to sign in anew, asked by somebody who signed in nine hours ago."""

    name: str
    part: str
    about: tuple = ()
    word: str = "sign in"
    method: str = "get"

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.name} as {self.part}, signed in long ago"

    def ask(self, world: World) -> str:
        """The word that comes back, of a browser that nobody has touched for long."""
        browser = browser_of(world.people[self.part], ago=9 * 60 * 60)
        path = reverse(self.name, args=[world.bodies[OTHER][key] for key in self.about])
        came = getattr(browser, self.method)(path, secure=True)
        again = came.status_code == 302 and came["Location"].startswith(reverse("account_sign_in_again"))
        return "sign in" if again else "in"


STALE = [
    Stale("mfa_activate_totp", EXPERT),
    Stale("mfa_add_webauthn", EXPERT),
    Stale("mfa_view_recovery_codes", EXPERT),
    Stale("mfa_generate_recovery_codes", EXPERT),
    Stale("account_remove_factor", OTHER_EXPERT, ("factor",)),
    Stale("account_change_email", EXPERT),
    Stale("experts:sign_in_of", INVOLVEMENT, ("expert",)),
    *(
        Stale(f"experts:contact{page}_for", INVOLVEMENT, ("expert",))
        for page in ("", "_safe", "_best", "_when", "_often", "_format", "_where", "_email", "_pause")
    ),
    Stale("experts:contact_new_email_for", INVOLVEMENT_LEAD, ("expert",)),
    *(Stale(f"notices:{page}", INVOLVEMENT) for page in ("letters", "calls")),
    *(
        Stale(f"notices:letter_{button}", INVOLVEMENT, ("letter",), method="post")
        for button in ("words", "posted", "again", "came_back")
    ),
    *(Stale(f"notices:{button}", INVOLVEMENT, ("call",), method="post") for button in ("call", "call_went")),
    Stale("roles:give", INVOLVEMENT_LEAD),
    Stale("roles:change_end", INVOLVEMENT_LEAD, ("grant",)),
    Stale("roles:end", INVOLVEMENT_LEAD, ("grant",)),
    Stale("roles:close", INVOLVEMENT_LEAD, ("holder",)),
    Stale("roles:send_work_link", INVOLVEMENT_LEAD, ("holder",)),
    Stale("roles:open_again", INVOLVEMENT_LEAD, ("holder",)),
]
KEYS = ("check", "reference", "draft", "batch", "comment", "worry", "met")
LISTED = [
    Listed("coproduction:all_messages", DATA_PROTECTION, "Will go out", "in"),
    Listed("coproduction:message", DATA_PROTECTION, "", "no", ("message",), "post"),
    Listed("experts:contact_new_email_for", INVOLVEMENT, "", "no", ("expert",)),
    Listed("coproduction:me", EXPERT, "Buses later", "not there"),
    Listed("coproduction:your_work", LEAD, "/checks/{own_check}/", "not there"),
    Listed("coproduction:your_work", HATS, "/checks/{own_check}/", "in"),
    Listed("coproduction:your_work", HATS, "From 2 checks", "in"),
    Listed("coproduction:your_work", SAFEGUARDING, "3 worries", "in"),
    Listed("ladder:talks", FACILITATOR, "Homes met", "not there"),
    Listed("ladder:comments", HATS, "Parks", "not there"),
    Listed("projects:import", LEAD, "/staff/import/{other_batch}/", "not there"),
    Listed("projects:show", LEAD, "Homes later", "not there", ("slug",)),
    Listed("projects:import_batch", LEAD, "Homes later", "not there", ("list_of_ones_own",)),
    Listed("projects:import_undo", LEAD, "{other_draft}", "not there", ("list_of_ones_own",)),
    Listed("ladder:record_talk", HATS, "", "no", ("talk_of_ones_own",)),
    Listed("projects:import_undo", LEAD, "", "no", ("list_of_others",)),
    Listed("ladder:comment", HATS, "/comments/{neighbour_comment}/", "not there", ("comment",)),
    Listed("ladder:deal_with", SAFEGUARDING, "", "404", ("comment",), "post"),
    Listed("ladder:comments_of_check", REVIEWER, "Too early", "404", ("check",)),
]


def listed_questions() -> Iterator[Listed | Stale]:
    """What pages show to whom, and whom they ask to sign in anew."""
    yield from LISTED
    yield from STALE
