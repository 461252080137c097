"""Who asks in the table: one person for each part, and one who holds many at once."""

from django.contrib.auth.models import AnonymousUser

from accounts.choices import Role
from accounts.models import User
from projects.actions.people import add_member
from projects.models import Project
from tests.factories import MONDAY, make_directorate, make_user

SUPPORTER = ("Merryn Tonkin", "merryn.tonkin@example.org")
ROLES = {
    "lead": ("Alex Morgan", Role.STAFF),
    "involvement": ("Jo Pascoe", Role.INVOLVEMENT),
    "involvement_two": ("Kit Nance", Role.INVOLVEMENT),
    "involvement_lead": ("Ivy Lander", Role.INVOLVEMENT_LEAD),
    "data_protection": ("Dot Prowse", Role.DATA_PROTECTION),
    "facilitator": ("Fay Trask", Role.FACILITATOR),
    "comment_reviewer": ("Rae Bolt", Role.COMMENT_REVIEWER),
    "safeguarding": ("Pat Veal", Role.SAFEGUARDING),
    "administrator": ("Max Carne", Role.ADMINISTRATOR),
    "co_chair_expert": ("Dee Angove", Role.CO_CHAIR_EXPERT),
    "co_chair_officer": ("Lou Hendra", Role.CO_CHAIR_OFFICER),
    "steering_member": ("Val Kitto", Role.STEERING),
    # Leads the neighbour's project too: mistakes hide where several roles meet in one person.
    "many_hats": ("Nia Curnow", Role.STAFF, Role.INVOLVEMENT, Role.FACILITATOR, Role.COMMENT_REVIEWER),
}


def make_people() -> dict[str, User]:
    """Everyone who holds a role, by part. Experts by experience and a supporter come with their project."""
    people = {part: make_user(*who) for part, who in ROLES.items()}
    people["other_staff"] = make_user("Robin Shah", Role.STAFF, directorate=make_directorate("Housing"))
    return people | {"nobody": AnonymousUser()}


def make_member(name: str, *projects: Project, by: User) -> User:
    """An expert by experience who takes part in these projects and can sign in."""
    email = name.lower().replace(" ", ".") + "@example.org"
    for project in projects:
        membership = add_member(project=project, name=name, email=email, by=by, now=MONDAY)
    return User.objects.get(contact=membership.expert.contact)
