"""On a developer's machine texts stand beside the e-mails, on the page of all messages."""

from django.core.mail import EmailMessage, get_connection

from coproduction.views.development import messages_in
from devtools.notify_fake import KEY, Taken
from devtools.notify_up import keep, start_notify


def test_a_text_stands_on_the_page_of_all_messages_beside_the_emails(tmp_path, settings):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    backend = "django.core.mail.backends.filebased.EmailBackend"
    EmailMessage("Hello", "Dear Bea", to=["b@example.org"], connection=get_connection(backend)).send()
    link = f"{settings.PORTAL_ADDRESS}/c/abc"
    taken = Taken(kind="sms", to="07700 900123", words={"body": f"Hello Bea: {link}"}, pdf=b"", reference="r")
    keep(taken, tmp_path)
    by_subject = {message.subject: message for message in messages_in(tmp_path)}
    assert set(by_subject) == {"Hello", "A text"}
    message = by_subject["A text"]
    assert message.to == "07700900123"
    assert [part.text for part in message.parts if part.is_link] == [link]


def test_a_developer_who_has_notify_keeps_it(tmp_path):
    environment = {"NOTIFY_API_KEY": f"my-own-{KEY}"}
    start_notify(environment, portal="http://localhost:8000", folder=tmp_path)
    assert environment == {"NOTIFY_API_KEY": f"my-own-{KEY}"}
