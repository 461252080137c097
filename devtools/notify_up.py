"""GOV.UK Notify as `./dev up` has it: nothing is sent, and texts stand with the e-mails for all to see."""

import threading
import urllib.error
from collections.abc import MutableMapping
from email.mime.text import MIMEText
from email.utils import formatdate
from pathlib import Path

from devtools.notify_fake import CALLBACK_TOKEN, KEY, TEXT_TEMPLATE, NotifyFake, Taken, call_back

# As Django's file backend ends a message, in the folder where it writes e-mails.
AFTER_EACH_MESSAGE = b"\n" + b"-" * 79 + b"\n"
SECONDS_UNTIL_IT_ARRIVES = 2


def start_notify(environment: MutableMapping[str, str], *, portal: str, folder: Path) -> None:
    """Start it, and tell the portal where it is, unless it was told of another.

    Texts go through it. E-mails stay with Django, which writes them into the same folder.
    """
    if environment.get("NOTIFY_API_KEY"):
        return

    def when_taken(taken: Taken) -> None:
        keep(taken, folder)
        arrived = threading.Timer(SECONDS_UNTIL_IT_ARRIVES, tell, [taken, f"{portal}/notify/receipts"])
        arrived.daemon = True
        arrived.start()

    fake = NotifyFake(when_taken=when_taken)
    threading.Thread(target=fake.serve_forever, daemon=True).start()
    environment["NOTIFY_API_KEY"], environment["NOTIFY_ADDRESS"] = KEY, fake.address
    environment["NOTIFY_TEXT_TEMPLATE"], environment["NOTIFY_CALLBACK_TOKEN"] = TEXT_TEMPLATE, CALLBACK_TOKEN


def keep(taken: Taken, folder: Path) -> None:
    """Write a message where the page of all messages finds it."""
    folder.mkdir(parents=True, exist_ok=True)
    message = MIMEText(taken.words.get("body", ""), "plain", "utf-8")
    # Without its spaces, which would make it look like two addresses.
    message["To"], message["Date"] = taken.to.replace(" ", ""), formatdate()
    message["Subject"] = taken.words.get("subject") or "A text"
    (folder / f"notify-{taken.id}.log").write_bytes(message.as_bytes() + AFTER_EACH_MESSAGE)


def tell(taken: Taken, address: str) -> None:
    """Tell the portal what became of a message, as Notify does. It may not be there yet."""
    try:
        call_back(taken, address=address)
    except urllib.error.URLError:
        return
