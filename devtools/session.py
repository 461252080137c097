"""The engines and the environment that every program of a developer's machine runs with."""

import os
from pathlib import Path

from devtools import database
from devtools.engines import Engines

HERE = Path(__file__).resolve().parent.parent


class Session:
    """Private engines where no address is given, and the environment to use them with."""

    def __init__(self) -> None:
        self.engines = Engines(HERE / ".local")
        self.environment = {**os.environ, "PORTAL_MODE": "development", "PYTHONUNBUFFERED": "1"}
        self.own_database = bool(os.environ.get("DATABASE_URL"))
        self.own_broker = bool(os.environ.get("REDIS_URL"))

    def start_database(self) -> None:
        """Find or start PostgreSQL, and make the roles and the database where they are missing."""
        if self.own_database:
            url = self.environment["DATABASE_URL"]
        else:
            folder = self.engines.start_postgres()
            superuser = database.url_for_socket(folder, user="postgres", name=database.DATABASE)
            database.prepare(superuser)
            url = database.url_for_socket(folder, user=database.OWNER, name=database.DATABASE)
        if self.own_database:
            database.prepare(url)
        self.environment["DATABASE_URL"] = url
        self.environment["DATABASE_OWNER_ROLE"] = database.OWNER
        self.environment["DATABASE_APP_ROLE"] = database.APP

    def start_broker(self) -> None:
        """Find or start Valkey."""
        if not self.own_broker:
            self.environment["REDIS_URL"] = f"unix://{self.engines.start_valkey()}"

    def acting_as(self, role: str) -> dict[str, str]:
        """The environment for a program that uses the database as this role."""
        return {**self.environment, "DATABASE_ROLE": role}

    def close(self) -> None:
        """Leave the engines; the last program to leave stops them."""
        self.engines.stop()
