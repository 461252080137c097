"""Which addresses each viewer opens: pages in every state, files, searches, and buttons that show a page."""

from urllib.parse import urlencode

from django.urls import reverse

from council.colours import SHIPPED, fingerprint
from tests.browser.pages import LOOKS
from tests.canaries.county import HALFWAY, VIEWERS
from tests.canaries.crawl import name_of
from tests.canaries.planting import sister_of
from tests.house.access import ACCESS, SIGNED_IN
from tests.house.test_access import addresses

# On a developer's machine alone.
FOR_DEVELOPERS = {"coproduction:sign_in_as", "coproduction:messages", "ladder:film_file"}
# Pages for all hardly differ from one reader to the next, so these stand for everyone at the short size.
A_FEW = {"", "other_lead", "involvement"}
# Pages of whoever is signed in that speak of others too.
EACH = {"coproduction:me", "coproduction:who_looked", "account_where_signed_in"}
# Pages of projects, which differ by who reads: somebody inside, and people from elsewhere, read each of them.
OF_ONE_PROJECT = {"projects:show", "projects:preview", "ladder:results", "ladder:conversation"}
FROM_ELSEWHERE = {"", "other_lead", "other_expert"}
# Of two who may see the same, one asks for the pages about many projects, which cost most.
ALIKE = {"steering": "governance:"}
# A link to a work account says whose it is, so that nobody joins theirs to somebody else.
WHO_GOT_THE_LINK = "newcomer"
SEARCHED = ("name", "summary", "already_decided", "can_still_change")
IN_A_CHECK = ("start", "carry_on", "how", "practice", "ladder", "better", "helped", "answers", "saved")


def openings(world, *, full):
    """(viewer, path, what is sent or None) of everything that is opened."""
    seen = set()
    for part, path in [*_looks(world), *_files(world)]:
        name = name_of(path)
        its_own = {part} & set(VIEWERS) if name not in FOR_DEVELOPERS else set()
        viewers = {WHO_GOT_THE_LINK} if name == "work_link" else its_own | set(viewers_of(name, full=full))
        for viewer in sorted(viewers):
            own = viewer == part or full or (name in OF_ONE_PROJECT and viewer in FROM_ELSEWHERE)
            key = (viewer, path if own else name)
            if key not in seen:
                seen |= {key, (viewer, name)}
                yield viewer, path, None
    yield from ((viewer, path, None) for viewer, path in _searches(world))
    yield from _buttons(world)


def viewers_of(name, *, full):
    """Those who may open an address, and those who may not have what it speaks of. The table of access tries
    everybody else."""
    row = ACCESS.get(name)
    if row is None or name in FOR_DEVELOPERS:
        return ["", "expert"] if row is None else []
    if row.is_public or (row.get == SIGNED_IN and name not in EACH):
        return [viewer for viewer in VIEWERS if full or viewer in A_FEW]
    asked = [viewer for viewer, (parts, _) in VIEWERS.items() if full or parts & (row.get or set())]
    return [viewer for viewer in asked if full or not name.startswith(ALIKE.get(viewer, "-"))]


def _looks(world):
    for look in LOOKS:
        yield look.part, look.path(world)


def _files(world):
    checked = world.two_sided.newest
    here = world.used.pk
    for name, *arguments in (
        ("projects:download", "csv"),
        ("projects:download", "xlsx"),
        ("projects:download_own", "csv"),
        ("projects:download_own", "xlsx"),
        ("projects:import_template", "xlsx"),
        ("ladder:checks_csv", checked.project.slug),
        ("governance:download", "gaps"),
        ("governance:directorate_download", here, "numbers"),
        ("council:theme", fingerprint(SHIPPED)),
        ("council:proposed", "083a40", "0e5e64", "cbe6e4"),
        *((name,) for name, entry in addresses() if not entry.pattern.converters and ACCESS[name].get),
    ):
        yield None, reverse(name, args=arguments)


def _searches(world):
    """Words of drafts and of people that nobody finds who may not read them, and of what everybody may."""
    draft = world.ready
    draft.refresh_from_db()
    words = [getattr(draft, field) for field in SEARCHED]
    words += [world.expert.contact.name, world.other_lead.email, world.talk.name]
    found = [typed.lower().split()[0].partition("@")[0] for typed in words]
    for viewer in ("", "other_lead"):
        for word in found:
            yield viewer, f"{reverse('projects:list')}?{urlencode({'q': sister_of(word)})}"
    yield "", f"{reverse('projects:download', args=['csv'])}?{urlencode({'q': sister_of(found[0])})}"
    yield "", f"{reverse('projects:list')}?page=2"
    yield "administrator", f"{reverse('roles:list')}?when=ended"
    yield "other_lead", f"{reverse('projects:download_own', args=['csv'])}?q=sister"


def _buttons(world):
    """Pages that come only when something is sent."""
    check = world.check.pk
    for name, arguments, posted in (
        ("ladder:new_code", [check, world.by_phone.pk], {}),
        ("notices:letter_words", [world.by_hand.braille.pk], {}),
        ("notices:call", [world.by_hand.to_ring.pk], {}),
        ("ladder:paper_form", [check, world.on_paper.pk], {"size": "16", "cream": "white", "page": "1"}),
    ):
        for viewer in ("involvement", "other_lead"):
            yield viewer, reverse(name, args=arguments), posted
    for viewer in ("data_protection", "administrator"):
        yield viewer, reverse("coproduction:audit"), {"name": "canary"}
    yield "involvement", reverse("experts:find"), {"name": "canary"}
    yield "involvement", reverse("coproduction:messages_went"), {"who": "canary"}
    yield "lead", reverse("projects:leads", args=[world.openable.reference]), None
    for viewer in ("other_lead", "lead"):
        yield viewer, reverse("projects:people", args=[world.theirs.reference]), None


def in_a_check(world):
    """What somebody reads who is answering by themselves, in the browser that their link opened."""
    yield world.link(HALFWAY), {}
    yield reverse("ladder:question", args=[2]), None
    for name in IN_A_CHECK:
        yield reverse(f"ladder:{name}"), None
    yield reverse("ladder:show_answers"), {}
    yield reverse("ladder:answers"), None
