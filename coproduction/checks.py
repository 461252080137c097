"""What start-up refuses in production, each in one plain sentence (manage.py check --deploy)."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connections

from coproduction.cookies import COOKIES
from council.queries import the_council
from notices.words import LONGEST_ADDRESS

POSTGRES_WITH_MAINTAIN = 170000
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
SHORTEST_TOKEN = 20


@register(Tags.security, deploy=True)
def production_has_no_side_doors(app_configs, **options):
    """Nothing that only a developer's machine may have is switched on."""
    if settings.DEVELOPMENT:
        return []
    return _refusals(
        (settings.DEBUG, 1, "DEBUG shows the inside of the portal to everyone: leave it out."),
        (settings.DEMONSTRATION, 2, "A demonstration has invented people in it: leave DEMONSTRATION out."),
        (
            settings.DEVELOPMENT_KEY in settings.APPLICATION_KEYS,
            3,
            "APPLICATION_KEYS holds the key of developers' machines, which everyone can read.",
        ),
        (len(settings.SECRET_KEY) < 50, 4, "SECRET_KEY must have 50 characters or more."),
        (
            not settings.PORTAL_ADDRESS.startswith("https://"),
            5,
            "PORTAL_ADDRESS must begin with https:// because people send their answers there.",
        ),
        (
            len(settings.PORTAL_ADDRESS) > LONGEST_ADDRESS,
            16,
            f"PORTAL_ADDRESS must have {LONGEST_ADDRESS} characters or fewer, because text messages hold it.",
        ),
        ("*" in settings.ALLOWED_HOSTS, 6, "ALLOWED_HOSTS must name the portal's own names, not *."),
    )


@register(Tags.security, deploy=True)
def production_cookies_are_ours_alone(app_configs, **options):
    """Cookies travel over TLS only, to this very host. No script reads those of signing in and of forms."""
    if settings.DEVELOPMENT:
        return []
    return _refusals(
        *(
            (not ours, number, f"{name} must be __Host-, Secure and HttpOnly, with no domain and the path /.")
            for number, name, ours in (
                (10, "The session's cookie", _is_ours_alone("SESSION")),
                (11, "The forms' cookie", _is_ours_alone("CSRF")),
            )
        ),
        (
            not all(cookie.name.startswith(("__Host-", "__Secure-")) for cookie in COOKIES),
            12,
            "Every cookie must be __Host-, or __Secure- where it goes to some pages only.",
        ),
    )


@register(Tags.security, deploy=True)
def production_work_accounts_are_whole(app_configs, **options):
    """Whoever is told to sign in with a work account finds one to sign in with."""
    if settings.STAFF_SIGN_IN == "code-and-second-factor":
        return []
    address = urlsplit(settings.WORK_ACCOUNT_ADDRESS)
    of_many = set(address.path.split("/")) & {"common", "organizations", "consumers"}
    return _refusals(
        (
            not (
                settings.WORK_ACCOUNT_ADDRESS
                and settings.WORK_ACCOUNT_CLIENT_ID
                and settings.WORK_ACCOUNT_SECRET
            ),
            13,
            "STAFF_SIGN_IN needs WORK_ACCOUNT_ADDRESS, WORK_ACCOUNT_CLIENT_ID and WORK_ACCOUNT_SECRET.",
        ),
        (
            bool(address.geturl()) and address.scheme != "https",
            14,
            "WORK_ACCOUNT_ADDRESS must begin with https:// because who somebody is comes from there.",
        ),
        (
            bool(of_many) and not settings.WORK_ACCOUNT_TENANT,
            15,
            "WORK_ACCOUNT_ADDRESS is for every council: name your tenant in it, or in WORK_ACCOUNT_TENANT.",
        ),
    )


@register(Tags.security, deploy=True)
def production_notify_is_whole(app_configs, **options):
    """Whoever sets up GOV.UK Notify has all of it: messages leave, and we hear what became of them."""
    templates = [settings.NOTIFY_EMAIL_TEMPLATE, settings.NOTIFY_TEXT_TEMPLATE]
    token = settings.NOTIFY_CALLBACK_TOKEN
    if not settings.NOTIFY_API_KEY:
        return _refusals(
            (
                any(templates) or bool(token),
                16,
                "NOTIFY_API_KEY is missing: other settings of Notify are there.",
            )
        )
    return _refusals(
        (
            not re.fullmatch(f".+-{UUID}-{UUID}", settings.NOTIFY_API_KEY),
            17,
            "NOTIFY_API_KEY must be the whole key: its name and two ids, with - between.",
        ),
        (
            not any(templates) or not all(re.fullmatch(UUID, template) for template in templates if template),
            18,
            "NOTIFY_EMAIL_TEMPLATE or NOTIFY_TEXT_TEMPLATE must be the id of a template, or both.",
        ),
        (
            len(token) < SHORTEST_TOKEN,
            19,
            f"NOTIFY_CALLBACK_TOKEN must have {SHORTEST_TOKEN} characters or more: without it we never hear "
            "that a message did not arrive.",
        ),
        (
            not settings.NOTIFY_ADDRESS.startswith("https://"),
            20,
            "NOTIFY_ADDRESS must begin with https:// because people's names and links go there.",
        ),
        (settings.NOTIFY_A_MINUTE < 1, 21, "NOTIFY_A_MINUTE must be 1 or more."),
    )


def _is_ours_alone(which):
    def told(what):
        return getattr(settings, f"{which}_COOKIE_{what}")

    return (
        told("NAME").startswith("__Host-")
        and told("SECURE")
        and told("HTTPONLY")
        and told("DOMAIN") is None
        and told("PATH") == "/"
    )


@register(Tags.database, deploy=True)
def production_database_is_as_promised(app_configs, databases, **options):
    """Not the owner's rights, a server that can rewrite sealed tables, and real people."""
    if settings.DEVELOPMENT or not databases:
        return []
    connection = connections["default"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR pg_has_role(oid, %s, 'MEMBER') FROM pg_roles WHERE rolname = current_user",
            [settings.DATABASE_OWNER_ROLE],
        )
        (has_owners_rights,) = cursor.fetchone()
    return _refusals(
        (
            has_owners_rights,
            7,
            "DATABASE_URL logs in with the owner's rights: only migrate may. Give the app role's login.",
        ),
        (
            connection.pg_version < POSTGRES_WITH_MAINTAIN,
            8,
            "PostgreSQL must be 17 or newer, so that deleted answers can leave its files.",
        ),
        (the_council().is_demonstration, 9, "This database holds a demonstration with invented people."),
    )


def _refusals(*rows):
    return [Error(sentence, id=f"coproduction.E{number:03}") for met, number, sentence in rows if met]
