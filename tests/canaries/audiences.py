"""Who may see what stands in each field, written by hand after domain.md and docs/privacy.md.

Never asked of the rules: those are what is tried here. An audience is a set of tickets; whoever holds one of
them may see it.
"""

from django.db.models import Q

from accounts.models import RoleGrant
from experts.models import Expert, Supporter
from ladder.choices import Review, Voice
from ladder.models import Talk, TalkPerson
from projects.models import Membership, NameConsent, TeamMember

ANYONE, INVOLVEMENT, STEERING = "anyone", "involvement", "steering"
REVIEWER, SAFEGUARDING, DATA_PROTECTION = "reviewer", "safeguarding", "data protection"
INVOLVEMENT_LEAD = "involvement lead"
ROLES = frozenset({INVOLVEMENT_LEAD, DATA_PROTECTION, "administrator"})
"""Those who look after who has which role."""


def self_of(contact_id):
    """The ticket of one person."""
    return f"person {contact_id}"


def staff_of(directorate_id):
    """The ticket of everyone on the staff of a directorate."""
    return f"staff of {directorate_id}"


def _people(ids):
    return {self_of(pk) for pk in ids}


def team_of(project):
    """The project's team now, and the involvement team."""
    team = TeamMember.objects.filter(project=project, ends_on=None)
    return {INVOLVEMENT, *_people(team.values_list("user__contact", flat=True))}


def inside(project):
    """The members' view of domain.md, section 3, rule 11."""
    members = Membership.objects.filter(project=project).exclude(confirmed_by=None)
    let_in = Supporter.objects.filter(
        expert__in=members.values("expert"), may_see_results=True, ends_on=None
    ).values_list("contact", flat=True)
    own = _people(members.values_list("expert__contact", flat=True)) | _people(let_in)
    return own | team_of(project) | {STEERING, staff_of(project.directorate_id)}


def what_it_says(project):
    """A project's own words: everyone's once it is published, its team's before."""
    return {ANYONE} if project.published_at else team_of(project)


def step_it_says(level):
    """A step and its reasons: everyone's once it is stated, its team's while it waits."""
    return what_it_says(level.project) if level.stated_on else team_of(level.project)


def name_typed_in(membership):
    """What a project's team typed, until the involvement team has said who that is."""
    return team_of(membership.project)


def file_brought_in(batch):
    """Whoever brought it in, the involvement team, and who leads what was made of it."""
    leads = TeamMember.objects.filter(project__imported_in=batch, ends_on=None)
    return {
        INVOLVEMENT,
        self_of(batch.brought_by.contact_id),
        *_people(leads.values_list("user__contact", flat=True)),
    }


def name_of_supporter(supporter):
    """What the expert calls who helps them. The person reads who looked."""
    return {INVOLVEMENT, DATA_PROTECTION, self_of(supporter.expert.contact_id), self_of(supporter.contact_id)}


def own_way(reach):
    """How somebody wants to be reached."""
    return {INVOLVEMENT, self_of(reach.contact_id)}


def own_language(reach):
    """The same, and the lead of that team, who may write down how somebody is reached."""
    return own_way(reach) | {INVOLVEMENT_LEAD}


def words_as_written(comment):
    """A reviewer's, and safeguarding's once they were passed on."""
    return {REVIEWER} | ({SAFEGUARDING} if comment.passed_on_at else set())


def words_as_shown(comment):
    """Those inside, once a reviewer has shown them."""
    shown = inside(comment.round.project) if comment.review == Review.SHOWN else set()
    return {REVIEWER} | shown


def name_beside_words(comment):
    """The same, where the writer chose it."""
    return words_as_shown(comment) if comment.voice == Voice.NAME else {REVIEWER}


def came_of_conversation(conversation):
    """Those inside."""
    return inside(conversation.round.project)


def own_browser(session):
    """The person alone."""
    return {self_of(session.user.contact_id)}


def own_words(form):
    """Whoever sent a form too late, alone."""
    return {self_of(form.user.contact_id)}


def half_an_answer(draft):
    """Whoever is answering, alone; what the involvement team typed in for somebody, that team alone."""
    return {INVOLVEMENT} if draft.keyed_by_id else {self_of(draft.invitation.expert.contact_id)}


def email_of_user(user):
    """The person, the involvement team, and for staff those who look after roles."""
    return {self_of(user.contact_id), INVOLVEMENT, *(ROLES if user.grants.exists() else ())}


def _grants_of(contact):
    return RoleGrant.objects.filter(user__contact=contact)


def _roles_of(contact):
    return ROLES if _grants_of(contact).exists() else set()


def address_of(contact):
    """The same, and the expert who wrote it down for the person who helps them."""
    helped = Supporter.objects.filter(contact=contact, ends_on=None)
    by = _people(helped.values_list("expert__contact", flat=True))
    return {self_of(contact.pk), INVOLVEMENT, *by, *_roles_of(contact)}


def name_of_person(contact):
    """Of staff, or of somebody else: the same person may be both."""
    everyone = {self_of(contact.pk), INVOLVEMENT, DATA_PROTECTION}
    return everyone | _name_of_staff(contact) | _name_of_expert(contact)


def _name_of_staff(contact):
    """Who leads is named in public. Others are known to those who work with them."""
    if TeamMember.objects.filter(user__contact=contact).exists():
        return {ANYONE}
    colleagues = {staff_of(grant.directorate_id) for grant in _grants_of(contact) if grant.directorate_id}
    group = TalkPerson.objects.filter(talk__facilitator__contact=contact)
    wrote_down = Supporter.objects.filter(added_by=contact)
    let_in = _projects_of(Q(added_by=contact) | Q(confirmed_by=contact))
    return (
        _roles_of(contact)
        | colleagues
        | _people(group.values_list("expert__contact", flat=True))
        | _people(wrote_down.values_list("expert__contact", flat=True))
        | {ticket for project in let_in for ticket in team_of(project)}
    )


def _projects_of(memberships):
    return {each.project for each in Membership.objects.filter(memberships).select_related("project")}


def _name_of_expert(contact):
    """Known to the team of a project they are in, to who led their group, and to whom they chose to help
    them. To everyone only where they lead, and said yes to that."""
    own = {"expert__contact": contact}
    yes = NameConsent.objects.filter(co_lead__membership__expert__contact=contact, withdrawn_at=None)
    if yes.filter(co_lead__ends_on=None).exists():
        return {ANYONE}
    projects = _projects_of(Q(**own) & ~Q(confirmed_by=None))
    led_by = Talk.objects.filter(people__expert__contact=contact)
    helpers = Supporter.objects.filter(**own, ends_on=None)
    # Whoever leads the involvement team may write down how any expert is reached.
    lead = {INVOLVEMENT_LEAD} if Expert.objects.filter(contact=contact).exists() else set()
    return (
        lead
        | {ticket for project in projects for ticket in team_of(project)}
        | _people(led_by.values_list("facilitator__contact", flat=True))
        | _people(helpers.values_list("contact", flat=True))
    )


def anyone(row):
    """Public."""
    return {ANYONE}


AUDIENCES = {
    "accounts.KeptForm.sealed": own_words,
    "accounts.Session.browser": own_browser,
    "accounts.User.email": email_of_user,
    "council.Area.name": anyone,
    "council.Directorate.name": anyone,
    "experts.Supporter.known_as": name_of_supporter,
    "ladder.Comment.words": words_as_written,
    "ladder.Comment.shown_words": words_as_shown,
    "ladder.Comment.name_to_show": name_beside_words,
    "ladder.Conversation.outcome": came_of_conversation,
    "ladder.Draft.sealed": half_an_answer,
    "notices.Contact.email": address_of,
    "notices.Contact.name": name_of_person,
    **{
        f"notices.HowToReach.{field}": own_way
        for field in ("phone", "when_to_ring", "address", "agreed_word")
    },
    "notices.HowToReach.language": own_language,
    "projects.ImportBatch.file_name": file_brought_in,
    "projects.ImportBatch.lines": file_brought_in,
    "projects.Membership.added_as": name_typed_in,
    **{
        f"projects.Project.{field}": what_it_says
        for field in (
            "name", "short_name", "summary", "stopped_because", "already_decided", "can_still_change",
            "access_words", "above_parts_because",
        )
    },
    "projects.Project.yearly_pay_budget_pence": team_of,
    "projects.StatedLevel.justification": step_it_says,
    "projects.StatedLevel.changed_because": step_it_says,
    "projects.WhyNot.explanation": lambda why: step_it_says(why.stated_level),
}  # fmt: skip
"""For each field that holds a canary: who may see it, of a row."""

_KEYS = "a digest or a key: no words, and no page reads it but to compare"
_OURS = "one of our own fixed words, not typed by anyone"
_ANSWERS = "numbers and choices of a check: tests/attacks reads what pages tell of them"
_COUNCIL = "the council's own contacts, in public on every page"
NOT_PLANTED = {
    "accounts.PostedCode.code_digest": _KEYS,
    "accounts.Session.data": "sealed: read raw, and no page shows it",
    "accounts.Session.key_digest": _KEYS,
    "accounts.TryCount.key_digest": _KEYS,
    "accounts.WorkLink.key_digest": _KEYS,
    "accounts.User.password": "nobody has one",
    **{
        f"audit.Event.{field}": "ids, names of fields and our own fixed words"
        for field in (
            "by", "role", "what", "subject_type", "subject_id", "fields", "purpose", "for_type", "for_id",
            "details",
        )
    },
    "audit.JobRun.name": _OURS,
    "audit.JobRun.outcome": _OURS,
    **{
        f"council.Council.{field}": _COUNCIL
        for field in (
            "name", "phone", "hours", "text_number", "email", "worried_team", "worried_phone",
            "worried_phone_out_of_hours", "freepost", "dark", "link", "tint",
        )
    },
    "notices.Contact.reading": "choices of how to read, put into classes of a person's own pages",
    "notices.HowToReach.order": _OURS,
    "notices.HowToReach.never": _OURS,
    "notices.HowToReach.safe_days": "figures for the days of a week",
    "notices.Notice.kind": _OURS,
    "notices.Attempt.provider_id": _OURS,
    "notices.Notice.subject_id": "an id: the words are made when it is sent",
    "notices.Notice.subject_kind": _OURS,
    "notices.Notice.to_email": "sealed: an email that the person had, which no page shows",
    "notices.Notice.period": _OURS,
    "projects.Project.reference": "made by the portal, in public",
    "projects.Project.slug": "made of the name when it is published",
    "projects.Project.ways": _OURS,
    "projects.Project.access_promises": _OURS,
    "ladder.StatementSet.data": "the framework's own wording, in public",
    "ladder.InvitationKey.link_digest": _KEYS,
    "ladder.InvitationKey.code_digest": _KEYS,
    "ladder.Film.film": "a file's name made by the portal",
    "ladder.Film.captions": "a file's name made by the portal",
    "ladder.Tally.counts": _ANSWERS,
    "ladder.RoundResult.members": _ANSWERS,
    "ladder.RoundResult.public": _ANSWERS,
    "ladder.RoundResult.rules": _ANSWERS,
    "ladder.Salt.salt": _KEYS,
    "ladder.Seal.sealed": "the same words as a draft, once they were sent: no page reads it",
    "ladder.Talk.said": _ANSWERS,
    "ladder.TalkKey.link_digest": _KEYS,
    "ladder.TalkKey.code_digest": _KEYS,
    "ladder.TalkSalt.salt": _KEYS,
    "ladder.TalkSeal.group": _ANSWERS,
    "ladder.TalkSeal.consents": _ANSWERS,
    "ladder.TeamAnswers.answers": _ANSWERS,
}  # fmt: skip
"""Fields without a canary, each with the reason."""

_NEVER_LISTED = "shown only where that one person is looked at: some of them are"
_SAME_PAGE = "each stands on its own project's or check's page, and not every one of these is opened"
NOT_EVERY_ROW = {
    "accounts.User.email": _NEVER_LISTED,
    "notices.Contact.email": _NEVER_LISTED,
    "notices.Contact.name": _SAME_PAGE,
    "projects.Membership.added_as": "the person's own name stands there from when they are confirmed",
    "projects.ImportBatch.lines": "a page shows 50 of the 60 lines, and the second page is like the first",
    "ladder.Comment.words": _SAME_PAGE,
    "notices.HowToReach.address": "most stand in the letters of a run alone, which is a PDF",
    "notices.HowToReach.language": "a letter in print says it beside whose it is, and no other page does",
    "notices.HowToReach.phone": "what to say opens at a time that is safe, and one of two is not",
}
"""Fields of which some rows are found and others stand on no page that is opened, each with the reason."""


class Audiences:
    """Asks each canary's audience once."""

    def __init__(self):
        self._asked = {}

    def may(self, canary, tickets):
        """Whether whoever holds these tickets may see it."""
        if canary not in self._asked:
            self._asked[canary] = AUDIENCES[canary.field](canary.row)
        return not self._asked[canary].isdisjoint(tickets)
