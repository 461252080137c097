"""A check as one browser meets it, for tests of its pages."""

from django.test import Client
from django.urls import reverse

from ladder.actions.drafts import draft_owner
from ladder.actions.keys import make_key
from ladder.answers import Answers
from ladder.choices import Answer
from ladder.models import Draft, Round
from ladder.sealing import open_seal
from notices.actions import deliver, promise
from tests.factories import by_day
from words.working_days import london_date

ODD = {
    "nothing": "",
    "ten thousand characters": "x" * 10_000,
    "a NUL": "a\x00b",
    "a script": "<script>alert(1)</script>",
    "right-to-left words": "مرحبا \u202e كيف",
    "a date that is none": "31 2 2027",
}
"""What people and scripts type into every box."""


def open_check(invitation, *, now, client=None):
    """A browser in which a person has opened their check by a new link."""
    client = client or Client()
    link = make_key(invitation=invitation, now=now).link
    client.post(reverse("ladder:open_link", args=[link]))
    return client


def saved_by(invitation):
    """What a person's draft holds, read as closing would."""
    draft = Draft.objects.get(invitation=invitation)
    round_ = invitation.round
    return Answers.from_dict(
        open_seal(
            draft.sealed,
            salt=round_.salt.salt,
            round_id=round_.pk,
            belongs_to=draft_owner(invitation),
        )
    )


def answer_the_eight(client, *, answer=Answer.YES):
    """The practice and the eight statements, all answered alike."""
    client.post(reverse("ladder:practice"), {"answer": "yes"})
    for number in range(1, 9):
        client.post(reverse("ladder:question", args=[number]), {"answer": answer.value})


def answer_everything(client, *, words="", voice=""):
    """Every page, up to the list of answers, without a helper. Nothing is sent."""
    answer_the_eight(client)
    client.post(reverse("ladder:ladder"), {"step": "5"})
    client.post(reverse("ladder:better"), {"words": words, "voice": voice})
    client.post(reverse("ladder:helped"), {"help": ""})


def remind_everyone(check, now):
    """As if the reminder day had come and the worker had sent them all."""
    now = by_day(now)
    Round.objects.filter(pk=check.pk).update(reminder_on=london_date(now))
    promise(only=["ladder.reminder"], now=now)
    deliver(now=now)
