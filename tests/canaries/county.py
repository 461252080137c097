"""The county of the page tests with canaries in it, and a few more people from elsewhere."""

from accounts.actions.kept_forms import Late, keep_form
from accounts.choices import Role
from accounts.models import KeptForm, User
from ladder.actions.answering import change_draft
from ladder.actions.keying import type_in
from ladder.answers import BOXES
from ladder.choices import Source
from ladder.models import Draft
from projects.actions.registering import start_project
from projects.models import Project
from tests import factories
from tests.browser.world import World
from tests.canaries import audiences as of
from tests.canaries.planting import Planted, plant, sister_of
from tests.ladder.typing_in import by_phone

HERE, ELSEWHERE = "Adult social care", "Housing"
SEALED = ("accounts.KeptForm.sealed", "ladder.Draft.sealed")
HALFWAY = 2  # the place of somebody who is answering by themselves
# Who reads: whose rows of the table of access they try, and the tickets they hold besides their own.
VIEWERS = {
    "": ({"nobody"}, ()),
    "lead": ({"lead"}, (HERE,)),
    "newcomer": ({"lead"}, (HERE,)),
    "other_lead": ({"lead", "other_staff"}, (ELSEWHERE,)),
    "involvement": ({"involvement"}, (of.INVOLVEMENT,)),
    "involvement_lead": ({"involvement_lead"}, of.ROLES),
    "administrator": ({"administrator"}, of.ROLES),
    "data_protection": ({"data_protection"}, (*of.ROLES, of.DATA_PROTECTION)),
    "facilitator": ({"facilitator"}, ()),
    "other_facilitator": ({"facilitator"}, ()),
    "reviewer": ({"comment_reviewer"}, (of.REVIEWER,)),
    "safeguarding": ({"safeguarding"}, (of.SAFEGUARDING,)),
    "chair": ({"co_chair_expert"}, (of.STEERING,)),
    "steering": ({"steering_member"}, (of.STEERING,)),
    "expert": ({"expert"}, ()),
    "other_expert": ({"expert"}, ()),
    "co_lead": ({"expert"}, ()),
    "one_of_a_group": ({"expert"}, ()),
    "supporter": ({"expert"}, ()),
}


def make_county(folder):
    """The world, with people who have no part in most of it, and a canary in each typed field."""
    world = World(folder / "mail")
    _people_from_elsewhere(world)
    world.planted = Planted()
    plant(world.planted, [name for name in of.AUDIENCES if name not in SEALED])
    _under_seals(world)
    world.answering = None  # who is answering by their own link has not signed in
    world.tickets = {viewer: _tickets(world, viewer, held) for viewer, (_, held) in VIEWERS.items()}
    world.tickets["answering"] = {of.ANYONE, of.self_of(world.invitations[HALFWAY].expert.contact_id)}
    return world


def _people_from_elsewhere(world):
    housing = factories.make_directorate(ELSEWHERE)
    world.other_lead = factories.make_user("Robin Shah", Role.STAFF, directorate=housing)
    world.steering = factories.make_user("Val Kitto", Role.STEERING)
    world.other_facilitator = factories.make_user("Gwen Trask", Role.FACILITATOR)
    theirs = world.theirs = factories.make_project("Repairs", by=world.other_lead, now=world.now)
    start_project(name="Repairs later", could_be="", by=world.other_lead, now=world.now)
    Project.objects.filter(pk=theirs.pk).update(directorate=housing)
    factories.make_members(theirs, 3, by=world.involvement, now=world.now)
    world.other_expert = User.objects.get(email="expert1.repairs@example.org")
    said = {"stopped_because": "The money ended.", "access_words": "Ask for Jo.", "ends_on": None}
    Project.objects.filter(pk=world.talk.pk).update(**said, stage="stopped")
    Project.objects.filter(pk=world.ready.pk).update(access_words=said["access_words"], short_name="Ready")


def _under_seals(world):
    """A form that was sent too late, half of somebody's answers, and what was said in a call."""
    late = KeptForm.objects.get(pk=world.late.pk)
    word = world.planted.word("accounts.KeptForm.sealed", late)
    world.late = keep_form(
        world.lead, Late("/staff/projects/new/", (("name", word),), had_files=False), now=world.now
    )
    answering, called = world.invitations[HALFWAY], world.called
    world.half_a_draft(HALFWAY)
    own = Draft.objects.get(invitation=answering, source=Source.OWN)
    word = world.planted.word("ladder.Draft.sealed", own)
    more = ("", word, *[""] * (BOXES - 2))
    change_draft(
        invitation=answering,
        change=lambda saved: type(saved).from_dict(
            {**saved.as_dict(), "more": more, "words": sister_of(word)}
        ),
        now=world.now,
    )
    keyed = Draft.objects.filter(invitation=called).exclude(source=Source.OWN).get()
    word = world.planted.word("ladder.Draft.sealed", keyed)
    type_in(invitation=called, answers=by_phone(words=word), by=world.involvement, now=world.now)


def _tickets(world, viewer, held):
    """What a viewer may see: what everyone may, what they may themselves, and what their role may."""
    places = {HERE: world.used.pk, ELSEWHERE: world.other_lead.held[0][1]}
    own = {of.self_of(getattr(world, viewer).contact_id)} if viewer else set()
    return {of.ANYONE, *own, *(of.staff_of(places[one]) if one in places else one for one in held)}
