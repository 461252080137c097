"""The council's own sign-in, by OpenID Connect with PKCE: the way there, and what comes back proven.

allauth keeps the state of a sign-in on its way and signs the person in. The proof is looked at here: allauth
trusts a token that it fetched itself, knows no nonce, and waits for each answer by itself.
"""

import json
import re
import secrets
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt
import requests
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from urllib3.exceptions import HTTPError

from accounts.work_accounts import PROVIDER

MOST_BYTES = 1_000_000
REFUSALS = range(400, 500)  # of a code, or of our secret
SECONDS_CLOCKS_DIFFER = 60
ALGORITHM = "RS256"
ID = re.compile(r"[0-9A-Za-z-]{8,64}")
# Whatever an answer may be that is not as the standard says.
BROKEN = (KeyError, TypeError, ValueError, AttributeError, StopIteration)


class ProviderAway(Exception):
    """The provider does not answer in time, or not as it should."""


class NotProven(Exception):
    """What came back does not show who the person is."""


@dataclass(frozen=True, slots=True)
class Proven:
    """The stable id of a work account, and when its owner showed the provider who they are (0: not known)."""

    oid: str
    shown_at: float


def way_there(request: HttpRequest, *, next_page: str, link: int | None = None) -> str:
    """The provider's address to send this browser to. Raises ProviderAway.

    `link` is the WorkLink that joins whoever comes back. Somebody who is signed in already is asked to show
    anew who they are, even if the provider still knows them.
    """
    configuration = _Answers().configuration()
    pkce, nonce, anew = generate_code_challenge(), secrets.token_urlsafe(24), request.user.is_authenticated
    state = {
        "process": "login",
        "nonce": nonce,
        "anew": anew,
        "link": link,
        "pkce_code_verifier": pkce.pop("code_verifier"),
        **({"next": next_page} if next_page else {}),
    }
    asked = {
        "client_id": settings.WORK_ACCOUNT_CLIENT_ID,
        "redirect_uri": _way_back(request),
        "response_type": "code",
        "response_mode": "query",
        # Entra ID gives the stable id with "profile". Its name is not read, and no address is asked for.
        "scope": "openid profile",
        "state": _remember(request, state),
        "nonce": nonce,
        **pkce,
        **({"prompt": "login", "max_age": 0} if anew else {}),
    }
    return f"{configuration['authorization_endpoint']}?{urlencode(asked)}"


def state_of(request: HttpRequest) -> dict[str, Any] | None:
    """What this browser was sent away with. Once only: None for a state that is old, used or not its own."""
    browser = request.session.browser
    state = statekit.unstash_state(request, state_id=request.GET.get("state", ""), provider_id=PROVIDER)
    request.session.browser = browser
    return state


def proven(request: HttpRequest, state: dict[str, Any]) -> Proven:
    """Who came back, by the token that their code is changed for. Raises ProviderAway and NotProven."""
    answers = _Answers()
    configuration = answers.configuration()
    token = answers.token(
        configuration,
        code=request.GET["code"],
        redirect_uri=_way_back(request),
        code_verifier=state["pkce_code_verifier"],
    )
    claims = _claims(token, configuration, answers.keys(configuration))
    if not constant_time_compare(str(claims["nonce"]), state["nonce"]):
        raise NotProven("nonce")
    if settings.WORK_ACCOUNT_TENANT and claims.get("tid") != settings.WORK_ACCOUNT_TENANT:
        raise NotProven("tenant")
    oid = claims.get("oid")
    if not isinstance(oid, str) or not ID.fullmatch(oid):
        raise NotProven("id")
    return Proven(oid=oid, shown_at=_shown_at(claims, anew=state["anew"]))


def _remember(request: HttpRequest, state: dict[str, Any]) -> str:
    browser = request.session.browser  # the session that comes instead knows nothing of it
    state_id = statekit.stash_state(request, provider_id=PROVIDER, state=state)
    request.session.browser = browser
    return state_id


def _way_back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("work_sign_in_back"))


def _shown_at(claims: dict[str, Any], *, anew: bool) -> float:
    """When they signed in over there: what the token says, or now if they were asked to do it anew."""
    said, now = claims.get("auth_time"), time.time()
    if isinstance(said, int):
        return min(float(said), now)
    return now if anew else 0


def _claims(token: str, configuration: dict[str, Any], keys: list[dict[str, Any]]) -> dict[str, Any]:
    """What a token says, once its signature, issuer, audience and time are right."""
    issuer = configuration["issuer"].replace("{tenantid}", settings.WORK_ACCOUNT_TENANT or "-")
    try:
        wanted = jwt.get_unverified_header(token).get("kid")
        key = next(each for each in keys if each.get("kid") == wanted)
        return jwt.decode(
            token,
            jwt.PyJWK(key, algorithm=ALGORITHM).key,
            algorithms=[ALGORITHM],
            audience=settings.WORK_ACCOUNT_CLIENT_ID,
            issuer=issuer,
            leeway=SECONDS_CLOCKS_DIFFER,
            options={"require": ["aud", "exp", "iat", "iss", "nonce"]},
        )
    except (jwt.PyJWTError, *BROKEN) as wrong:
        raise NotProven(type(wrong).__name__) from wrong


class _Answers:
    """The provider's answers to one page, all of them within one time."""

    def __init__(self) -> None:
        self.until = time.monotonic() + settings.WORK_ACCOUNT_TIMEOUT

    def configuration(self) -> dict[str, Any]:
        """Where to go for what. Raises ProviderAway, also where forms of ours could not go there."""
        known = self._ask("GET", f"{settings.WORK_ACCOUNT_ADDRESS}/.well-known/openid-configuration")
        names = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
        if not all(isinstance(known.get(name), str) for name in names):
            raise ProviderAway("configuration")
        there, ours = urlsplit(known["authorization_endpoint"]), urlsplit(settings.WORK_ACCOUNT_ADDRESS)
        if (there.scheme, there.netloc) != (ours.scheme, ours.netloc):
            raise ProviderAway("its pages are somewhere else than WORK_ACCOUNT_ADDRESS")
        return known

    def token(self, configuration: dict[str, Any], **sent: str) -> str:
        """The token for a code, with our secret. Raises NotProven where the provider refuses."""
        body = {
            "grant_type": "authorization_code",
            "client_id": settings.WORK_ACCOUNT_CLIENT_ID,
            "client_secret": settings.WORK_ACCOUNT_SECRET,
            **sent,
        }
        token = self._ask("POST", configuration["token_endpoint"], data=body).get("id_token")
        if not isinstance(token, str):
            raise NotProven("no token")
        return token

    def keys(self, configuration: dict[str, Any]) -> list[dict[str, Any]]:
        """The provider's keys, any of which may have signed."""
        keys = self._ask("GET", configuration["jwks_uri"]).get("keys")
        return [key for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []

    def _ask(self, method: str, address: str, **sent: Any) -> dict[str, Any]:
        left = self.until - time.monotonic()
        if left <= 0:
            raise ProviderAway("time")
        try:
            with requests.Session() as session:
                answer = session.request(
                    method,
                    address,
                    # To be there, and to begin to answer.
                    timeout=(left / 2, left / 2),
                    allow_redirects=False,
                    stream=True,
                    **sent,
                )
                if method == "POST" and answer.status_code in REFUSALS:
                    raise NotProven(str(answer.status_code))
                if answer.status_code != HTTPStatus.OK:
                    raise ProviderAway(str(answer.status_code))
                said = json.loads(self._read(answer))
        except (requests.RequestException, HTTPError, OSError, ValueError) as trouble:
            raise ProviderAway(type(trouble).__name__) from trouble
        if not isinstance(said, dict):
            raise ProviderAway("no object")
        return said

    def _read(self, answer: requests.Response) -> bytes:
        """What an answer says. One that drips, or never ends, is none."""
        body = b""
        while piece := answer.raw.read1(MOST_BYTES, decode_content=True):
            body += piece
            if len(body) > MOST_BYTES or time.monotonic() > self.until:
                raise ProviderAway("it goes on and on")
        return body
