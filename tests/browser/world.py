"""One county for all page tests: a project in every state, and somebody of every part."""

import datetime
import time
from datetime import timedelta
from types import SimpleNamespace

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS
from allauth.socialaccount.models import SocialAccount
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from django.utils import timezone

from accounts.actions.kept_forms import Late, keep_form
from accounts.actions.work_account import make_link
from accounts.choices import Role
from accounts.models import User
from accounts.sessions import SessionStore
from accounts.work_accounts import PROVIDER
from audit.actions import record_reads
from audit.choices import Purpose, Seen
from council.choices import Figure
from council.models import Council, DatedBands, DatedFigure, Directorate
from experts.choices import ToldHow, Way
from experts.supporting import add_supporter
from ladder.actions.answering import change_draft
from ladder.actions.keys import make_key
from ladder.actions.reviewing import deal_with, keep_back, show_words
from ladder.actions.talk_keys import make_talk_key
from ladder.actions.talking import offer_conversation
from ladder.actions.team import send_team_answers
from ladder.actions.ways import ask_for_another_way
from ladder.answers import BOXES, Answers
from ladder.choices import Answer, FilmSlot, KeptBack, TeamAnswer, Voice
from ladder.rungs import Rung
from ladder.scoring import STATEMENTS
from notices.actions import deliver, promise
from notices.choices import Channel, Format
from notices.models import Contact, Notice
from notices.preview import mark_of
from notices.reaching import pause, set_how_to_reach
from projects.actions.families import join_bigger_project, say_why_it_is_above
from projects.actions.leading import allow_name, name_co_lead
from projects.actions.people import add_member, end_member
from projects.actions.registering import start_project
from projects.actions.stating import (
    Why,
    choose_step,
    give_reasons,
    say_parts,
    say_why_it_changes,
    state_change,
)
from projects.choices import AskedHow, Part, Reason
from projects.models import Project
from projects.queries import co_lead_of
from tests import factories
from tests.accounts.role_states import roles_in_every_state
from tests.accounts.second_steps import give_app, give_passkey, signed_in
from tests.browser.results_world import two_sided_checks
from tests.ladder.films import add_film
from tests.ladder.talks import talks_in_every_state
from tests.ladder.tallies import check_of, same
from tests.ladder.typing_in import forms_in_every_state
from tests.notices.by_hand_states import by_hand_in_every_state
from tests.notices.messages_made import messages_in_every_state
from tests.projects.importing import imports_in_every_state
from tests.projects.many import make_many

A_WHILE = 240  # seconds


class World:
    """Addresses need ids and keys: here they are, by the name of what they belong to."""

    def __init__(self, mail_folder):
        self.now = timezone.now()
        self.keys = {}
        Council.objects.create(
            pk=1, name="Penwarren County Council", phone="01632 960 123", text_number="07700 900 123",
            email="co-production@example.org", hours="Monday to Friday, 9am to 5pm", is_demonstration=True,
        )  # fmt: skip
        self.lead = factories.make_user("Tom Rowe", Role.STAFF)
        self.involvement = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
        self.involvement_two = factories.make_user("Kit Nance", Role.INVOLVEMENT)
        self.administrator = factories.make_user("Max Carne", Role.ADMINISTRATOR)
        self.chair = factories.make_user("Asha Kaur", Role.CO_CHAIR_EXPERT)
        self.newcomer = factories.make_user("Wenna Pool", Role.STAFF)
        self.stepper = factories.make_user("Cador Rule", Role.STAFF)
        give_app(self.stepper)
        self.passkey = give_passkey(self.stepper)
        SocialAccount.objects.create(provider=PROVIDER, user=self.stepper, uid="invented")
        self._settings()
        self._roles()
        self._results()
        self._drafts()
        self._checks()
        self._comments()
        self._imports()
        self._talks()
        self.by_hand = by_hand_in_every_state(self._project("By hand"), by=self.involvement, now=self.now)
        self.two_sided = two_sided_checks(self._project, by=self.involvement, reviewer=self.reviewer)
        add_film(FilmSlot.ONE, by=self.involvement, now=self.now)
        self.expert = User.objects.get(email="expert1.open@example.org")
        self._supporters()
        self._reach()
        sent = Late("/staff/projects/new/", (("name", "Ramps at every stop"),), had_files=True)
        self.late = keep_form(self.lead, sent, now=self.now)
        self._reads()
        mine = Notice.objects.get(kind="ladder.invitation", contact=self.expert.contact)
        helpers = Notice.objects.get(kind="ladder.supporter", contact=self.helper.contact)
        Notice.objects.filter(pk=helpers.pk).update(taken_at=self.now, sent_at=self.now)
        self.my_message_mark, self.helpers_message_mark = mark_of(mine), mark_of(helpers)
        self.messages = messages_in_every_state(self.answered_check, now=self.now)
        _keep_one_message(mail_folder)

    def _settings(self):
        """A directorate that nothing uses, one that much uses, and numbers that were and will be changed."""
        self.unused = Directorate.objects.create(name="Harbours")
        self.used = factories.make_directorate()
        today = self.now.date()
        for value, days in ((60, -20), (70, -3), (90, 30)):
            DatedFigure.objects.create(
                key=Figure.REST_DAYS, value=value, starts_on=today + timedelta(days=days)
            )
        for first, days in (("1.8", -40), ("1.5", -5), ("2", 20)):
            edges = dict(zip(DatedBands.EDGES, (first, "3.2", "4.8", "6.4"), strict=True))
            DatedBands.objects.create(starts_on=today + timedelta(days=days), **edges)

    def _roles(self):
        """Whoever gives roles, and people whose roles are in every state."""
        self.involvement_lead = factories.make_user("Ivy Lander", Role.INVOLVEMENT_LEAD)
        self.roles = roles_in_every_state(place=self.used, by=self.involvement_lead, now=self.now)

    def _project(self, name, rung=Rung.CO_PRODUCTION):
        return factories.make_project(name, by=self.lead, rung=rung, now=self.now - timedelta(days=200))

    def _results(self):
        """A closed check of every kind."""
        for name, rung, people, letters, step in (
            ("Talk", Rung.CO_PRODUCTION, 12, "ypnppyns", 4),
            ("Match", Rung.CO_PRODUCTION, 27, "y", 7),
            ("Honest", Rung.INFORMING, 12, "n", 3),
            ("Higher", Rung.CONSULTING, 12, "y", 6),
            ("Small", Rung.CO_DESIGNING, 6, "n", 3),
            ("Few", Rung.ENGAGING, 3, "n", 3),
        ):
            result = check_of(*same(people, letters, step), invited=40)
            team = list(TeamAnswer) * 2 if name in ("Talk", "Few") else ()
            factories.make_result(self._project(name, rung), result, by=self.involvement, team=team)
        make_many(56, by=self.lead)

    def _drafts(self):
        self.empty = factories.make_draft("Empty", by=self.lead, now=self.now)
        self.bare = start_project(name="Bare", could_be="", by=self.lead, now=self.now)
        self.ready = factories.make_ready_draft("Ready", by=self.lead, now=self.now)
        self.lower = factories.make_ready_draft("Lower", by=self.lead, now=self.now)
        choose_step(project=self.lower, rung=Rung.COERCING, by=self.lead, now=self.now)
        self.talk = Project.objects.get(slug="talk")
        choose_step(project=self.talk, rung=Rung.CO_DESIGNING, by=self.lead, now=self.now)
        self._a_family()

    def _a_family(self):
        """A bigger project that has looked at its step again, with a lower one in it, led with an expert."""
        self.family = self._project("Family", Rung.ENGAGING)
        lower = self._project("Lower part", Rung.CONSULTING)
        join_bigger_project(project=lower, parent=self.family, by=self.lead, now=self.now)
        add = {"project": self.family, "by": self.involvement, "now": self.now}
        member = add_member(name="Ida Leads", email="ida@example.org", **add)
        name_co_lead(project=self.family, membership=member, by=self.lead, now=self.now)
        yes = {"asked_how": AskedHow.PHONE, "by": self.lead, "now": self.now}
        allow_name(co_lead=co_lead_of(self.family), **yes)
        self.co_lead = User.objects.get(email="ida@example.org")
        reasons = {Reason.LEGAL: Why("The law.", self.now.date() + timedelta(days=90))}
        give_reasons(project=self.family, reasons=reasons, by=self.lead, now=self.now)
        say_parts(project=self.family, parts={Part.PLAN: Rung.INFORMING}, by=self.lead, now=self.now)
        say_why_it_is_above(project=self.family, because="The law.", by=self.lead, now=self.now)
        say_why_it_changes(project=self.family, because="We looked.", by=self.lead, now=self.now)
        state_change(project=self.family, by=self.lead, now=self.now)

    def _checks(self):
        """One open check, with a letter to post and a reminder gone; one project that could open one now."""
        self.unchecked = self._project("Unchecked")
        self.openable = self._project("Openable")
        people = factories.make_members(self.openable, 8, by=self.involvement, now=self.now)
        leaver = self.openable.memberships.get(expert=people[0])
        end_member(membership=leaver, by=self.involvement, now=self.now)
        co_lead = self.openable.memberships.get(expert=people[1])
        name_co_lead(project=self.openable, membership=co_lead, by=self.lead, now=self.now)
        self.member = add_member(project=self.openable, name="Una Wait", email="", by=self.lead, now=self.now)
        checked = self._project("Open")
        add_member(project=checked, name="Win Hale", email="", by=self.involvement, now=self.now)
        self.check = factories.make_open_round(checked, by=self.involvement, now=self.now)
        type(self.check).objects.filter(pk=self.check.pk).update(reminder_on=self.check.opens_on)
        by_day = factories.by_day(self.now)
        promise(only=["ladder.reminder"], now=by_day)
        deliver(now=by_day)
        self.letter = Notice.objects.get(kind="ladder.invitation", contact__name="Win Hale")
        self.answered_check = factories.make_open_round(
            self._project("Answered"), by=self.involvement, now=self.now, members=7
        )
        sides = [TeamAnswer.YES, TeamAnswer.PARTLY, TeamAnswer.NO, TeamAnswer.NOT_SURE] * 2
        send_team_answers(round_=self.answered_check, answers=sides, by=self.lead, now=self.now)
        self.closed = self._project("Closed")
        factories.make_closed_round(self.closed, by=self.involvement)
        self.closed_check = self.closed.rounds.get()
        self.invitations = list(self.check.invitations.order_by("pk"))
        self.on_paper, self.by_phone = self.invitations[5:7]
        for person, way in ((self.on_paper, Way.PAPER), (self.by_phone, Way.PHONE)):
            own = {"way": way, "phone": "01632 960 777", "when_to_ring": "Mornings"}
            ask_for_another_way(invitation=person, by=person.expert.contact, now=self.now, **own)
        self.forms = SimpleNamespace(
            **forms_in_every_state(
                self.invitations[-6:], by=self.involvement, and_by=self.involvement_two, now=self.now
            )
        )
        self.called = self.invitations[-1]
        rung = {"phone": "01632 960 778", "phone_through": "relay-uk", "order": [Channel.PHONE]}
        set_how_to_reach(contact=self.called.expert.contact, by=self.involvement, now=self.now, **rung)

    def _comments(self):
        """Words that wait, words that are shown, and worries, in the check that has closed."""
        self.reviewer = factories.make_user("Rae Bolt", Role.COMMENT_REVIEWER)
        self.safeguarding = factories.make_user("Pat Veal", Role.SAFEGUARDING)
        by = {"by": self.reviewer, "now": self.now}
        long = "Give us more time to think. " * 14
        self.waiting_words = factories.make_comment(
            self.closed_check, long, voice=Voice.NAME, name="Una" * 30
        )
        self.alone_words = factories.make_comment(self.closed_check, "Only for you", voice=Voice.COUNT)
        self.shown_words = factories.make_comment(
            self.closed_check, "Thank you", voice=Voice.NAME, name="Una"
        )
        show_words(comment=self.shown_words, words="Thank you", **by)
        for words in (long, "x" * 400):
            show_words(comment=factories.make_comment(self.closed_check), words=words, **by)
        worries = [factories.make_comment(self.closed_check, "I am afraid") for _ in range(2)]
        for worry in worries:
            keep_back(comment=worry, because=KeptBack.DANGER, **by)
        deal_with(comment=worries[0], by=self.safeguarding, now=self.now)

    def _imports(self):
        """A file that was checked, one whose names were taken since, and the drafts of three more."""
        for state, batch in imports_in_every_state(self.used.name, by=self.lead, now=self.now).items():
            setattr(self, f"{state}_import", batch)

    def _talks(self):
        """A talk in every state, a group that may have one, and two people who may have a conversation."""
        self.facilitator = factories.make_user("Fay Trask", Role.FACILITATOR)
        self.small_group, self.pair = self._project("Small group"), self._project("Pair")
        for project, people in ((self.small_group, 4), (self.pair, 2)):
            factories.make_members(project, people, by=self.involvement, now=self.now)
        offer_conversation(project=self.pair, by=self.involvement, now=self.now)
        made = talks_in_every_state(
            self._project, by=self.involvement, facilitator=self.facilitator, now=self.now
        )
        self.talks = SimpleNamespace(**made)
        self.one_of_a_group = User.objects.get(contact=self.talks.person.expert.contact)
        somebody = self.talks.asked.people.order_by("pk").last()
        Contact.objects.filter(pk=somebody.expert.contact_id).update(email="")
        deliver(now=factories.by_day(self.now))

    def talk_link(self):
        """A new personal link to the question that somebody of a group is asked alone."""
        return f"/c/{make_talk_key(person=self.talks.person, now=self.now).link}/"

    def _supporters(self):
        """One who may do everything, and one without an address, whom the involvement team wrote down."""
        person = self.expert.contact.expert
        yes = {"may_help_answer": True, "expert": person, "now": self.now}
        self.helper = add_supporter(
            name="Merryn Hale", email="merryn@example.org", may_see_results=True, by=self.expert, **yes
        )
        told = {"told_how": ToldHow.PHONE, "by": self.involvement}
        add_supporter(name="Bob Nance", email="", may_see_results=False, **told, **yes)
        self.supporter = User.objects.get(email="merryn@example.org")

    def _reach(self):
        """Somebody who told us all there is to tell, and somebody who needs a break."""
        set_how_to_reach(
            contact=self.expert.contact,
            by=self.expert,
            now=self.now,
            phone="07700 900 777",
            when_to_ring="After lunch",
            address="3 Mill Row\nTrevanna\nPW7 2MR",
            agreed_word="Bluebell",
            order=[Channel.TEXT, Channel.EMAIL],
            never=[Channel.LETTER],
            neutral=True,
            safe_days="12345",
            safe_from=datetime.time(10),
            format=Format.LARGE_PRINT,
            print_size=24,
            language="Cornish",
        )
        pause(contact=self.co_lead.contact, until=None, by=self.co_lead, now=self.now)

    def _reads(self):
        """Somebody who reads what was read, and a few looks at the record of the expert."""
        self.data_protection = factories.make_user("Dot Prowse", Role.DATA_PROTECTION)
        look = {"people": [self.expert.contact_id], "for_": self.check}
        for hours, by, purpose, fields in (
            (30, self.involvement, Purpose.RING, [Seen.NAME, Seen.PHONE]),
            (5, self.lead, Purpose.PEOPLE, [Seen.NAME]),
            (1, self.supporter, Purpose.HELP, [Seen.NAME]),
        ):
            moment = self.now - timedelta(hours=hours)
            record_reads(by=by, purpose=purpose, fields=fields, now=moment, **look)

    def link(self, place=0, *, helped=False):
        """A new personal link to the open check, for the person at this place of the list. `helped`: it is
        their supporter's."""
        invitation = self.invitations[place]
        supporter = factories.make_supporter(invitation.expert, now=self.now) if helped else None
        return f"/c/{make_key(invitation=invitation, now=self.now, supporter=supporter).link}/"

    def half_a_draft(self, place):
        """The person at this place has answered the first two."""
        self._save(place, lambda saved: saved.with_statement(1, Answer.YES).with_statement(2, Answer.NO))

    def whole_draft(self, place):
        """The person at this place has answered everything."""
        statements = tuple(answer.value for answer in (*Answer, *Answer))[:STATEMENTS]
        whole = Answers(
            statements=statements,
            step=4,
            words="Ask us sooner",
            more=("", "The plan was done", *("",) * (BOXES - 2)),
            voice="words",
            seen_better=True,
            seen_helped=True,
            practised=True,
        )
        self._save(place, lambda saved: whole)

    def _save(self, place, change):
        change_draft(invitation=self.invitations[place], change=change, now=self.now)

    def work_link(self):
        """Where somebody joins their work account. Nobody presses its button."""
        return f"/w/{make_link(user=self.newcomer, now=self.now)}/"

    def cookies(self, part, address):
        """What the browser of somebody of this part holds when they have signed in."""
        client = signed_in(Client(), getattr(self, part))
        self.keys[part] = client.cookies["sessionid"].value, time.time()
        return [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}]

    def keep_fresh(self, part):
        """Somebody who signed in a while ago did so a moment ago, for pages that ask for a fresh sign-in."""
        key, at = self.keys.get(part, ("", time.time()))
        if time.time() - at > A_WHILE:
            session = SessionStore(key)
            session[RECORDS] = [{**each, "at": time.time()} for each in session[RECORDS]]
            session.save()
            self.keys[part] = key, time.time()


def _keep_one_message(folder):
    connection = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(folder))
    body = "Open http://localhost:8000/c/invented/ to answer."
    EmailMessage("Tell us", body, to=["expert@example.org"], connection=connection).send()
