"""Valkey is stopped, emptied or hung while people are at work.

Every page and every form works, none is over a second slower, nobody gets one more try at a code, and every
message that was promised meanwhile is sent, once.
"""

import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
import time_machine
from celery import Celery
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.actions.posting import make_posted_code
from accounts.choices import Role
from accounts.limits import ALL_POSTED_CODES, CODES_ASKED_FOR, POSTED_CODES, account_of
from accounts.limits import take as take_code
from coproduction import celery
from coproduction.celery import Bell, messages_queue
from coproduction.demonstration.making import make
from ladder import wrong_codes
from ladder.actions.keys import make_key
from notices.models import Contact, Notice
from tests.accounts.second_steps import browser_of, code_of, give_app
from tests.coproduction.valkeys import OwnValkey
from tests.factories import MONDAY, by_day, make_open_round, make_project, make_user
from tests.fixtures_worker import worker_environment
from tests.house.demonstration_pages import read_everything
from words.codes import make_code
from words.working_days import london_date

TOKEN = "a" * 32  # a browser sends the cookie and the form alike
A_GUESSER = "127.0.0.9"
SLOWER = 1
ASK, CODE, BY_POST = "/sign-in/", "/sign-in/code/", "/sign-in/by-post/"
SECOND_STEP, CHECK_CODE = "/sign-in/second-step/", "/check/"
PAGES = (
    "/", "/projects/", ASK, BY_POST, CHECK_CODE, "/privacy/", "/cookies/", "/me/", "/me/signed-in/",
    "/how-you-sign-in/", "/sign-in/passkey/", "/staff/roles/", "/staff/roles/give/", "/readyz", "/healthz",
)  # fmt: skip


@pytest.fixture
def own_valkey(tmp_path_factory):
    valkey = OwnValkey(tmp_path_factory.mktemp("valkey"))
    yield valkey
    valkey.end()


@pytest.fixture
def stopped(own_valkey):
    @contextmanager
    def stop():
        own_valkey.stop()
        try:
            yield
        finally:
            own_valkey.start()

    return stop


@pytest.fixture
def emptied(own_valkey):
    @contextmanager
    def empty():
        own_valkey.flush()
        yield

    return empty


@pytest.fixture
def troubles(own_valkey, stopped, emptied):
    return {"emptied": emptied, "stopped": stopped, "hung": own_valkey.hung}


class Web:
    """A browser, without the pictures: it keeps its cookies and knows how long each answer took."""

    def __init__(self, port, *, session="", place="127.0.0.1"):
        self.port, self.place = port, place
        self.cookies = {"csrftoken": TOKEN} | ({"sessionid": session} if session else {})

    def ask(self, method, path, form=None):
        began = time.monotonic()
        asking = HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(self.place, 0))
        body = urlencode({**form, "csrfmiddlewaretoken": TOKEN}) if form is not None else None
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            asking.request(method, path, body, headers)
            answer = asking.getresponse()
            text = answer.read().decode()
        finally:
            asking.close()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.seconds = time.monotonic() - began
        return answer.status, text, answer.headers.get("Location", "")

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, form):
        return self.ask("POST", path, form)


class Portal:
    """A web server and a messenger on a Valkey of their own, and who uses them."""

    def __init__(self, port, mail, invitation, lead):
        self.port, self.mail, self.invitation = port, mail, invitation
        self.staff = Web(port, session=browser_of(lead).cookies["sessionid"].value)
        self.lead = lead
        self.took = {}

    def letters_to(self, email):
        """Each that came, oldest first. One file holds what was sent in one go."""
        files = sorted(self.mail.glob("*.log"), key=lambda file: file.stat().st_mtime)
        letters = [letter for file in files for letter in re.split("^-{79}$", file.read_text(), flags=re.M)]
        return [letter for letter in letters if f"To: {email}\n" in letter]

    def walk(self, name):
        """Every page, then every form, and what each took. `name` tells this walk from the others."""
        took = {}
        for path in PAGES:
            status, text, _ = self.staff.get(path)
            assert status < 400, (name, path, text)
            took[path] = self.staff.seconds
        forms = (
            self.signs_in, self.gives_a_second_step, self.types_a_posted_code, self.types_a_check_code,
            self.gives_a_role,
        )  # fmt: skip
        for form in forms:
            took[form.__name__] = form(name)
        return took

    def signs_in(self, name):
        user, web = make_user(f"Person {name}", Role.STEERING), Web(self.port)
        longest, code = self.ask_for_code(web, user)
        status, text, _ = web.post(CODE, {"code": "1" * 6 if code != "1" * 6 else "2" * 6})
        assert (status, "That code does not match" in text) == (200, True), text
        longest = max(longest, web.seconds)
        assert web.post(CODE, {"code": code})[0] == 302
        assert web.get("/me/signed-in/")[0] == 200
        return max(longest, web.seconds)

    def gives_a_second_step(self, name):
        """The code of an app lets somebody in once, and not again in another browser."""
        user = make_user(f"Staff {name}", Role.INVOLVEMENT)
        give_app(user)
        shown, seconds, answers = code_of(), [], []
        for web in (Web(self.port), Web(self.port)):
            seconds.append(self.type_code_from_letter(web, user))
            answers.append(web.post(SECOND_STEP, {"code": shown})[0])
            seconds.append(web.seconds)
        assert answers == [302, 200]
        return max(seconds)

    def type_code_from_letter(self, web, user):
        longest, code = self.ask_for_code(web, user)
        assert web.post(CODE, {"code": code})[2] == SECOND_STEP
        return max(longest, web.seconds)

    def ask_for_code(self, web, user):
        """What the page took, and the code that came."""
        before = len(self.letters_to(user.email))
        assert web.post(ASK, {"email": user.email})[0] == 302
        end = time.monotonic() + 10
        while len(letters := self.letters_to(user.email)) == before:
            assert time.monotonic() < end, f"no code for {user}"
            time.sleep(0.02)
        return web.seconds, re.search(r"^\s*(\d{6})\s*$", letters[-1], re.M).group(1)

    def types_a_posted_code(self, name):
        contact = Contact.objects.create(name=f"Merryn {name}")
        code, _ = make_posted_code(contact=contact, by=self.lead, now=timezone.now())
        web = Web(self.port)
        assert web.post(BY_POST, {"code": make_code()})[0] == 200
        longest = web.seconds
        assert web.post(BY_POST, {"code": code})[0] == 302
        return max(longest, web.seconds)

    def types_a_check_code(self, name):
        web = Web(self.port)
        status, text, _ = web.post(CHECK_CODE, {"code": make_code()})
        assert (status, "That code does not match" in text) == (200, True), text
        longest = web.seconds
        code = make_key(invitation=self.invitation, now=timezone.now()).code
        assert web.post(CHECK_CODE, {"code": code})[0] == 302
        return max(longest, web.seconds)

    def gives_a_role(self, name):
        """A form that promises a message."""
        today, email = london_date(timezone.now()), f"kit.{name}@example.org"
        day = {"starts_on_day": today.day, "starts_on_month": today.month, "starts_on_year": today.year}
        form = {"name": f"Kit {name}", "email": email, "role": Role.INVOLVEMENT.value, **day}
        status, text, _ = self.staff.post("/staff/roles/give/", form)
        assert status == 302, text
        assert Notice.objects.filter(contact__email=email).count() == 1
        return self.staff.seconds

    def guess(self, victim, posted):
        """Nobody gets one more try: not at a check, not at a posted code, and no further code is sent."""
        web = Web(self.port, place=A_GUESSER)
        code = make_key(invitation=self.invitation, now=timezone.now()).code
        assert web.post(CHECK_CODE, {"code": code})[0] == 429
        assert "That code does not match" in web.post(BY_POST, {"code": posted})[1]
        web.post(ASK, {"email": victim.email})


@pytest.fixture
def portal(own_valkey, start_server, tmp_path, involvement_lead, lead, involvement):
    mail = tmp_path / "mail"
    around = {"REDIS_URL": own_valkey.url, "EMAIL_FILE_PATH": str(mail)}
    log = tmp_path / "messenger.log"
    with log.open("wb") as lines:
        messenger = subprocess.Popen(
            [sys.executable, "-m", "celery", "--app", "coproduction", "worker", "--pool", "solo",
             "--queues", messages_queue("portal"), "--loglevel", "INFO", "--without-mingle",
             "--without-gossip"],
            env=worker_environment("portal") | around, stdin=subprocess.DEVNULL, stdout=lines, stderr=lines,
        )  # fmt: skip
    try:
        port = start_server(**around)
        check = make_open_round(make_project(by=lead), by=involvement)
        if by_day(timezone.now()) > timezone.now():
            Notice.objects.all().delete()  # At night invitations wait for the morning. What is urgent goes.
        yield Portal(port, mail, check.invitations.first(), involvement_lead)
    finally:
        messenger.kill()
        messenger.wait()
        print(log.read_text(errors="replace"))  # noqa: T201 - pytest shows it beside a failure


def use_up_tries(victim, now):
    """All that somebody may guess and ask for in the hour. Returns a posted code that is right."""
    for _ in range(POSTED_CODES.place.most):
        take_code(POSTED_CODES, account=ALL_POSTED_CODES, address=A_GUESSER, now=now)
    for _ in range(wrong_codes.FROM_ONE_ADDRESS):
        wrong_codes.take(A_GUESSER, now=now)
    for _ in range(CODES_ASKED_FOR.account[0].most):
        take_code(CODES_ASKED_FOR, account=account_of(victim.pk, ""), address="127.0.0.8", now=now)
    contact = Contact.objects.create(name="Merryn Tregear")
    return make_posted_code(contact=contact, by=make_user("Rosa Vean", Role.INVOLVEMENT), now=now)[0]


def test_pages_forms_limits_and_messages_with_a_real_server_and_a_real_messenger(
    portal, troubles, own_valkey, eventually
):
    victim = make_user("Priya Nair", Role.STEERING)
    posted = use_up_tries(victim, timezone.now())
    portal.walk("first")  # reads every template and settles in
    normal = portal.walk("normal")

    for name, trouble in troubles.items():
        with trouble():
            took = portal.walk(name)
            portal.guess(victim, posted)
            if name != "emptied":
                assert Notice.objects.get(contact__email=f"kit.{name}@example.org").sent_at is None
        slower = {what: took[what] - normal[what] for what in took if took[what] > normal[what] + SLOWER}
        assert not slower, name

    beat = Bell(own_valkey.broker_url)
    eventually(lambda: beat.ring("notices.drain") or not Notice.objects.filter(sent_at=None).exists(), 40)
    promised = Notice.objects.values_list("contact__email", flat=True)
    assert len(promised) > len(troubles)
    assert {len(portal.letters_to(email)) for email in promised} == {1}
    assert portal.letters_to(victim.email) == []


def test_controls_what_would_give_tries_away_or_hold_a_page_up(own_valkey, settings, emptied):
    settings.CACHES = own_valkey.cache_settings
    assert [cache.add("tries", 0), cache.incr("tries"), cache.incr("tries")] == [True, 1, 2]
    with emptied():  # what is counted in a cache begins anew
        assert [cache.add("tries", 0), cache.incr("tries")] == [True, 1]

    plain = Celery(broker=own_valkey.broker_url, set_as_current=False)
    with ThreadPoolExecutor(1) as beside:
        with own_valkey.hung():  # a page that hands its work to a worker by itself
            sending = beside.submit(plain.send_task, "notices.drain", queue="nobody")
            with pytest.raises(TimeoutError):
                sending.result(1.5)
        sending.result(30)


class Walk:
    """Every request of a walk through the demonstration: what came back, and after how long."""

    def __init__(self, monkeypatch):
        self.steps = []
        request = Client.request

        def timed(client, **asked):
            began = time.perf_counter()
            response = request(client, **asked)
            took = time.perf_counter() - began
            self.steps.append((asked["REQUEST_METHOD"], asked["PATH_INFO"], response.status_code, took))
            return response

        monkeypatch.setattr(Client, "request", timed)
        with transaction.atomic(), time_machine.travel(MONDAY, tick=False):
            make(now=MONDAY)
            for _ in read_everything(MONDAY):
                pass
            transaction.set_rollback(True)
        monkeypatch.setattr(Client, "request", request)


@pytest.mark.django_db
def test_every_page_of_the_demonstration_and_every_form_sent_empty(
    full, own_valkey, troubles, settings, monkeypatch
):
    if not full:
        return  # a few of them are walked above
    settings.CACHES = own_valkey.cache_settings
    monkeypatch.setattr(celery, "_bell", Bell(own_valkey.broker_url))
    # Nothing is ever kept here, so that messages ring at once and not when they are.
    monkeypatch.setattr(transaction, "on_commit", lambda then, **_: then())
    normal = Walk(monkeypatch).steps
    assert len(normal) > 500

    for name in ("stopped", "hung"):
        with troubles[name]():
            steps = Walk(monkeypatch).steps
        assert [step for step in steps if step[2] >= HTTPStatus.INTERNAL_SERVER_ERROR] == [], name
        slower = [step for step, usual in zip(steps, normal, strict=True) if step[3] > usual[3] + SLOWER]
        assert slower == [], name
