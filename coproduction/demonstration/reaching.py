"""People who told us how to reach them: each another way, one unsafe to post to, and one who needs a break.

Numbers are from the ranges kept for stories, and the streets are in no town.
"""

from datetime import time, timedelta
from typing import Any

from coproduction.demonstration.county import County
from coproduction.demonstration.people import MERRYN, SAM, WINIFRED
from experts.models import Supporter
from experts.supporting import change_supporter
from notices.choices import Channel, Format, HowOften, PhoneThrough
from notices.models import Contact
from notices.reaching import pause, set_how_to_reach

TOLD: dict[str, dict[str, Any]] = {
    SAM: {
        "phone": "07700 900 401",
        "order": [Channel.TEXT, Channel.EMAIL],
        "plain_envelope": True,
        "safe_from": time(10),
    },
    "Yusuf Fox": {
        "address": "Flat 2\n14 Quay Street\nPolwithen\nPW1 4QS",
        "order": [Channel.LETTER],
        "never": [Channel.TEXT],
        "plain_envelope": True,
        "format": Format.LARGE_PRINT,
        "print_size": 24,
    },
    WINIFRED: {
        "phone": "01632 960 412",
        "when_to_ring": "Let it ring a while",
        "address": "3 Mill Row\nTrevanna\nPW7 2MR",
        "agreed_word": "Bluebell",
        "order": [Channel.PHONE, Channel.LETTER],
        "safe_from": time(10),
    },
    "Mina Warne": {
        "phone": "07700 900 413",
        "phone_through": PhoneThrough.BSL_RELAY,
        "order": [Channel.PHONE, Channel.TEXT],
    },
    "Kit Nance": {
        "phone": "07700 900 414",
        "order": [Channel.TEXT],
        "format": Format.EASY_READ,
        "how_often": HowOften.WEEKLY,
        "voicemail_ok": True,
    },
    "Hana Kernow": {
        "never": [Channel.LETTER, Channel.PHONE],
        "neutral": True,
        "safe_days": "12345",
        "safe_until": time(15),
        "language": "Cornish",
    },
}
"""What each of them told us. Sam texts first, and Hana's post is not safe."""
NEEDS_A_BREAK = "Tamsin Abbas"


def say_how(county: County) -> None:
    """Each says it on a day of their own. Sam's sister gets a copy too."""
    people = {person.name: person for person in Contact.objects.filter(name__in=[*TOLD, NEEDS_A_BREAK])}
    for days, (name, told) in enumerate(TOLD.items(), start=31):
        person = people[name]
        set_how_to_reach(contact=person, by=person, now=county.morning(days), **told)
    until = county.today + timedelta(days=10)
    resting = people[NEEDS_A_BREAK]
    pause(contact=resting, until=until, by=resting, now=county.morning(3))
    sister = Supporter.objects.now().get(known_as=MERRYN)
    change_supporter(
        supporter=sister,
        may_help_answer=sister.may_help_answer,
        may_see_results=sister.may_see_results,
        gets_copies=True,
        by=people[SAM],
        now=county.morning(38),
    )
