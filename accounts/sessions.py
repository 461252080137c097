"""What a browser's cookie stands for: kept encrypted, found by a digest, and over when its time is over.

Somebody who reads the database finds no key that signs anyone in, and nothing that a session holds.
"""

import hashlib
import json
from datetime import datetime
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.choices import Limits
from accounts.models import Session, User
from accounts.session_limits import ends_at, limits_of


def digest_of(key: str | None) -> str:
    """What the database knows a key by. A key is long and random, so nobody finds it from this."""
    return hashlib.sha256((key or "").encode()).hexdigest()


class SessionStore(SessionBase):
    """One session. `began_at` and `seen_at` are None until somebody has signed in."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.browser = ""
        self._forget_times()

    def _forget_times(self) -> None:
        self.began_at: datetime | None = None
        self.seen_at: datetime | None = None
        self.limits = ""

    def load(self) -> dict[str, Any]:
        """What was kept. Nothing where the time is over, or the key that sealed it is gone."""
        try:
            row = Session.objects.filter(
                key_digest=digest_of(self.session_key), ends_at__gt=timezone.now()
            ).get()
        except (Session.DoesNotExist, InvalidToken):
            self._session_key = None
            return {}
        self.began_at, self.seen_at, self.limits = row.began_at, row.seen_at, row.limits
        return json.loads(row.data)

    def exists(self, session_key: str | None) -> bool:
        return Session.objects.filter(key_digest=digest_of(session_key)).exists()

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Keep what it holds. Somebody who has just signed in begins their time here."""
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)
        user_id = data.get(SESSION_KEY)
        if user_id and not self.began_at:
            self._begin(User.objects.get(pk=user_id))
        values = {
            "data": json.dumps(data),
            "user_id": user_id,
            "limits": self.limits,
            "browser": self.browser,
            "began_at": self.began_at,
            "seen_at": self.seen_at,
            "ends_at": self.get_expiry_date(),
        }
        if not must_create:
            if not Session.objects.filter(key_digest=digest_of(self.session_key)).update(**values):
                raise UpdateError
            return
        try:
            with transaction.atomic():
                Session.objects.create(key_digest=digest_of(self.session_key), **values)
        except IntegrityError as taken:
            if not self.exists(self.session_key):
                raise
            raise CreateError from taken

    def _begin(self, user: User) -> None:
        self.began_at = self.seen_at = timezone.now()
        self.limits = limits_of(user)

    def touch(self, limits: Limits, *, now: datetime) -> None:
        """The person is here. Their time goes on, by the limits of whoever they are now."""
        self.seen_at, self.limits, self.modified = now, limits, True

    def cycle_key(self) -> None:
        """A new key when somebody signs in. Their time begins anew with it."""
        self._get_session()  # before its times go
        self._forget_times()
        super().cycle_key()

    def flush(self) -> None:
        super().flush()
        self._forget_times()

    def delete(self, session_key: str | None = None) -> None:
        key = self.session_key if session_key is None else session_key
        if key is not None:
            Session.objects.filter(key_digest=digest_of(key)).delete()

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """When it is over if nobody comes back: by the limits, whatever anyone set elsewhere."""
        self._get_session()  # the times come with what it holds
        if not (self.began_at and self.seen_at):
            return timezone.now() + settings.BEFORE_SIGN_IN
        return ends_at(Limits(self.limits), began_at=self.began_at, seen_at=self.seen_at)

    def get_expiry_age(self, **kwargs: Any) -> int:
        """The same in seconds from now. The cookie lasts as long."""
        return max(0, int((self.get_expiry_date() - timezone.now()).total_seconds()))

    def get_expire_at_browser_close(self) -> bool:
        return False

    @classmethod
    def clear_expired(cls) -> None:
        Session.objects.filter(ends_at__lte=timezone.now()).delete()
